"""The shape of a published release: whose figures, under which licence, and what is doubtful."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from basehaven.knowledge.cues.words import Id, Line, Strict, Words
from basehaven.knowledge.entry import Reference, Review, Reviewed

Level = Literal["nation", "region", "area"]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z]?$")]


class Licence(Strict):
    """Under which terms the figures travel, in the words that the terms ask for."""

    name: Line
    href: Line
    attribution: Line


class Break(Strict):
    """Where periods are shown side by side and not joined, and why."""

    levels: tuple[Level, ...] = Field(min_length=1)
    why: Words


class Place(Strict):
    """A region on the tile grid: few letters, a column and a row."""

    short: Line
    column: int = Field(ge=0, le=11)
    row: int = Field(ge=0, le=8)


class Release(Strict, Reviewed):
    """One publication, with the file that holds its figures as they were printed."""

    kind: Literal["published-release"]
    id: Line
    system: Id
    file: Annotated[str, StringConstraints(pattern=r"^[a-z]+\.csv$")]
    label: Words
    nation: Words
    regions: Words
    region: Words
    areas: Words | None
    publisher: Words
    released_on: date | None
    as_of: date
    licence: Licence
    taken_from: Line
    changed: tuple[Words, ...] = Field(min_length=1)
    left_out: tuple[Words, ...] = ()
    rounding: Words
    percent_printed_as: Literal["share", "percent"]
    codes: dict[Code, Words]
    groups: dict[str, Words] = {}
    breaks: dict[str, Break] = {}
    places: dict[str, Place]
    doubts: tuple[Words, ...] = Field(min_length=1)
    references: list[Reference] = Field(min_length=1)
    review: Review
