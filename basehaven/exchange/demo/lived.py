"""How a child's ties to family and carers are lived, day by day, from where the child lives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from basehaven.exchange.demo.family import Family, Kin, Life, Parent

HOURS_AT_HOME = 110.0  # a week, of 168: the rest is the centre, or somebody else
HOURS_SHARED = 56.0  # each of two homes
OUT_OF_HOME = ("hospital", "respite")  # whose carers the child goes back to


class Lived(NamedTuple):
    """How a tie is lived on a day; None: nothing is recorded of it."""

    lives_with: bool
    hours: float | None
    mode: str
    reason: str = ""


@dataclass(slots=True)
class Spell:
    """How a tie is lived from a day until before another."""

    started: date
    ended: date | None
    lived: Lived


@dataclass(slots=True)
class Tie:
    """A tie in the making; its rows are put when all is known."""

    child_id: str
    adult_id: str
    kind: str
    started: date
    ended: date | None = None
    end_reason: str = ""
    called: str = ""
    spells: list[Spell] = field(default_factory=list)

    def now(self) -> Lived | None:
        """How it is lived today, or None when it ended or nothing is recorded."""
        last = self.spells[-1] if self.spells else None
        if self.ended is not None or last is None or last.ended is not None:
            return None
        return last.lived


def spells_between(
    started: date,
    ended: date | None,
    changes: Iterable[date],
    lived_on: Callable[[date], Lived | None],
) -> list[Spell]:
    """Cut a tie at the days on which something may have changed.

    Args:
        started: first day of the tie.
        ended: None while it goes on.
        changes: days on which another state may begin; others are ignored.
        lived_on: the state on a day.

    Returns:
        Spells in order, neighbours always different, without overlap.
    """
    inside = {day for day in changes if day > started and (ended is None or day < ended)}
    cuts = [started, *sorted(inside)]
    spells: list[Spell] = []
    for number, begins in enumerate(cuts):
        ends = cuts[number + 1] if number + 1 < len(cuts) else ended
        lived = lived_on(begins)
        if spells and spells[-1].lived == lived and spells[-1].ended == begins:
            spells[-1].ended = ends
        elif lived is not None:
            spells.append(Spell(begins, ends, lived))
    return spells


def days_of_change(family: Family, life: Life, parent: Parent | None, today: date) -> set[date]:
    """Days on which how a tie of this child is lived may change; none after today."""
    days: set[date] = set()
    for stay in life.stays:
        days.update(day for day in (stay.started, stay.ended) if day is not None)
    for removal in life.removals:
        days.add(removal.removed + timedelta(days=14))  # the first family time
        if removal.exited is not None:
            days.add(removal.exited)
    if parent is not None and parent.away is not None:
        days.add(parent.away.started)
        if parent.away.ended is not None:
            days.add(parent.away.ended)
    return {day for day in days if day <= today}


def parent_on(family: Family, life: Life, parent: Parent, day: date) -> Lived | None:
    """How a child and a parent live their tie on a day."""
    if parent.away is not None and parent.away.covers(day):
        hours = None if parent.away.mode == "none" else 1.0
        return Lived(False, hours, parent.away.mode, parent.away.reason)
    if life.born is None:
        return None
    stays = [stay for stay in life.stays_on(day) if stay.kind not in OUT_OF_HOME]
    if any(parent.adult_id in stay.carers for stay in stays):
        return Lived(True, HOURS_SHARED if stays[0].shared else HOURS_AT_HOME, "in_person")
    ended = [removal for removal in life.removals if removal.reason == "adoption"]
    if any(removal.exited is not None and removal.exited <= day for removal in ended):
        return Lived(False, None, "letter")
    now = [removal for removal in life.removals if removal.removed <= day]
    if now and (now[-1].exited is None or day < now[-1].exited):
        return _in_care(family, parent, (day - now[-1].removed).days)
    if not parent.at_home or parent.left is not None:
        return Lived(False, parent.hours_elsewhere, "in_person")
    return Lived(False, 6.0, "in_person")  # the child lives with kin


def _in_care(family: Family, parent: Parent, days_in_care: int) -> Lived | None:
    forbidden = family.ordered[0] if family.ordered and family.ordered[1] is parent else ""
    if forbidden == "no_contact":
        return Lived(False, None, "none", "order")
    if days_in_care < 14:
        return None  # nothing was arranged yet, and nothing was written down
    if parent.in_care == "none":
        return Lived(False, None, "none", "other")
    if forbidden == "supervised_only":
        return Lived(False, parent.hours_in_care, "supervised", "order")
    return Lived(False, parent.hours_in_care, parent.in_care)


def kin_on(life: Life, kin: Kin, day: date) -> Lived | None:
    """How a child and a grandparent or aunt live their tie on a day."""
    stays = [stay for stay in life.stays_on(day) if stay.kind not in OUT_OF_HOME]
    if any(kin.adult_id in stay.carers for stay in stays):
        return Lived(True, HOURS_AT_HOME, "in_person")
    if any(stay.removal_id for stay in stays):
        return Lived(False, min(kin.hours, 3.0), "in_person")
    return Lived(False, kin.hours, "in_person")
