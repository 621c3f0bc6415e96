"""What every knowledge entry has: its sources, and who wrote and who checked it."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class Reference(BaseModel):
    """One source. ``citation`` None says aloud that there is none yet."""

    model_config = ConfigDict(extra="forbid")

    id: str
    supports: str
    citation: str | None
    href: str | None = None
    doubt: str | None = None


class Review(BaseModel):
    """Who wrote an entry and who checked it against its source."""

    model_config = ConfigDict(extra="forbid")

    status: str  # draft | checked
    written_by: str | None
    checked_by: str | None
    next_review: date | None


class Reviewed(BaseModel):
    """The least that an entry of any kind has."""

    id: str
    review: Review


class Entry(Reviewed):
    """An entry without a kind of its own: its other fields are kept as they are."""

    model_config = ConfigDict(extra="allow")

    label: str
    references: list[Reference]
