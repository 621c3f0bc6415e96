"""The shapes that a child's relationships are handed over in.

Intervals are half-open: ``started_on`` is the first day, ``ended_on`` the day
it stopped, None while it goes on. Ids are opaque strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Spell:
    """How a tie is lived for a while. ``None`` and ``""`` mean not recorded."""

    started_on: date
    ended_on: date | None = None
    lives_with: bool | None = None
    hours_per_week: float | None = None  # hours, 0 to 168
    mode: str = ""  # in_person supervised video phone letter none
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship between the child and one adult, over time."""

    tie_id: str
    adult_id: str
    kind: str
    started_on: date
    ended_on: date | None = None
    end_reason: str = ""
    called: str = ""
    derived: bool = False
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the child lives for a while."""

    stay_id: str
    started_on: date
    ended_on: date | None = None
    kind: str = "other"
    removal_id: str | None = None
    home_id: str | None = None
    carer_ids: tuple[str, ...] = ()
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Restriction:
    """What an order or a plan forbids between the child and one adult."""

    adult_id: str
    kind: str  # no_contact supervised_only no_pickup no_information hide_address
    started_on: date
    ended_on: date | None = None
    source: str = ""
