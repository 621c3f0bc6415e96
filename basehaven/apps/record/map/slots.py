"""Which direction each person has on the map, the same on every day of the record.

People of one kind share a sector. Two people whose time with the child never
met may follow each other in one direction; nobody ever changes theirs, so that
the time slider replays without anyone jumping.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

SECTORS = ("home", "staff", "friend", "family")  # clockwise from the top
TOP_GAP = 28.0  # degrees kept free at the top, for the names of the rings


@dataclass(frozen=True, slots=True)
class Lifetime:
    """From when to when somebody may stand on a ring."""

    key: str
    sector: str  # one of SECTORS
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Slots:
    """Everyone's direction.

    Attributes:
        angles: degrees clockwise from the top, by key.
        numbers: the same as a count from 0, by key.
        total: how many directions there are.
    """

    angles: Mapping[str, float]
    numbers: Mapping[str, int]
    total: int


def assign_slots(lifetimes: Iterable[Lifetime]) -> Slots:
    """Directions for everyone, evenly spaced.

    >>> june = Lifetime("june", "staff", date(2024, 1, 1), date(2024, 4, 1))
    >>> mia = Lifetime("mia", "staff", date(2024, 9, 1))
    >>> assign_slots([june, mia]).total
    1
    """
    numbers: dict[str, int] = {}
    first = 0
    everyone = sorted(lifetimes, key=lambda life: (life.started_on, life.key))
    for sector in SECTORS:
        free_from: list[date | None] = []  # of each direction; None: never again
        for life in (life for life in everyone if life.sector == sector):
            place = _first_free(free_from, life.started_on)
            if place == len(free_from):
                free_from.append(None)
            free_from[place] = life.ended_on
            numbers[life.key] = first + place
        first += len(free_from)
    step = (360.0 - TOP_GAP) / max(first, 1)
    angles = {key: TOP_GAP / 2 + (number + 0.5) * step for key, number in numbers.items()}
    return Slots(angles, numbers, first)


def _first_free(free_from: list[date | None], day: date) -> int:
    for place, free in enumerate(free_from):
        if free is not None and free <= day:
            return place
    return len(free_from)
