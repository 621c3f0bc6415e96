"""In the room, for one child: changes of the main adult, and hours with an adult of one's own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

from basehaven.core.indicators.life import Attendance, Life, PrimarySpell
from basehaven.core.indicators.unit import Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import A_DAY, Window
from basehaven.core.periods import Period, covers, overlap_days

NAMED_CAUSES = ("room_move", "staff_left", "family_left")
OTHER = "other"
MAIN = "main"
MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 the tables' times are without a zone here


def main_changes(
    life: Life, window: Window, settings: Settings, cause: str = ""
) -> tuple[Unit, ...]:
    """Times another main adult followed in the period, for each day enrolled in it.

    Args:
        life: of one child.
        window: the period.
        settings: change_causes.
        cause: counts those alone whose former spell ended so; ``other`` is any
            other reason, or none noted.

    Returns:
        One unit for a child enrolled in the period: changes of days.

    A main adult whom nobody followed is no change, nor is one beside another who
    goes on. Never a figure for one adult: read the causes before the sum.

    Source: Cryer et al. 2005 on counting by cause (knowledge id ``cryer-2005``).
    """
    after = window.end + A_DAY
    period = Period(window.start, after)
    days = sum(overlap_days(one, period, after) for one in life.enrolments)
    if not days:
        return ()
    mains = sorted(
        (one for one in life.primaries if one.rank == MAIN),
        key=lambda one: (one.started_on, one.room_id, one.adult_id),
    )
    causes = (cause,) if cause else settings["change_causes"]
    changes = sum(
        window.start <= new.started_on <= window.end
        for old, new in pairwise(mains)
        if _followed(old, new) and _cause(old) in causes
    )
    rule = first_rule((not mains, "no_main_adult_recorded"))
    return (unit_of("", rule, changes, days, window.end),)


def _followed(old: PrimarySpell, new: PrimarySpell) -> bool:
    """Whether another main adult came after one; not beside one who goes on, as in two rooms."""
    over = old.ended_on is not None and old.ended_on <= new.started_on
    return over and old.adult_id != new.adult_id


def _cause(former: PrimarySpell) -> str:
    return former.end_reason if former.end_reason in NAMED_CAUSES else OTHER


BY_CAUSE = {cause: partial(main_changes, cause=cause) for cause in (*NAMED_CAUSES, OTHER)}


def hours_with_main(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Minutes in the room, and those of them with the main or backup adult on shift.

    Args:
        life: of one child, with the shifts of its rooms.
        window: the period.
        settings: main_ranks.

    Returns:
        One unit a time in the room, ``sun@2024-05-06 08:00:00``.

    It describes rotas. Must not be used to rank or assess one adult.

    Source: our own.
    """
    named = any(one.rank == MAIN for one in life.primaries)
    found: list[Unit] = []
    for one in life.attendance:
        if not window.start <= one.arrived_at.date() <= window.end:
            continue
        came, left = _minute(one.arrived_at), _minute(one.left_at) if one.left_at else None
        rule = first_rule(
            (not named, "no_main_adult_recorded"),
            (left is None, "leaving_not_recorded"),
            (left is not None and left <= came, "left_before_arriving"),
        )
        unit = f"{one.room_id}@{one.arrived_at}"
        there = _covered(life, one, came, left, settings["main_ranks"]) if left else 0
        found.append(unit_of(unit, rule, there, (left or came) - came, window.end))
    return tuple(found)


def _minute(when: datetime) -> int:
    """Minutes since 1970-01-01, whole ones."""
    return (when.replace(tzinfo=None) - EPOCH) // MINUTE


def _covered(life: Life, stay: Attendance, came: int, left: int, ranks: Collection[str]) -> int:
    """Minutes of a time in the room with any of the child's own adults on shift there."""
    day = stay.arrived_at.date()
    own = {
        one.adult_id
        for one in life.primaries
        if one.rank in ranks and one.room_id == stay.room_id and covers(one, day)
    }
    spans = [
        (max(_minute(shift.from_at), came), min(_minute(shift.to_at), left))
        for shift in life.shifts
        if shift.room_id == stay.room_id and shift.adult_id in own
    ]
    return _minutes_of(sorted(spans))


def _minutes_of(spans: Sequence[tuple[int, int]]) -> int:
    """How many minutes some spans cover together, each minute once."""
    covered, so_far = 0, None
    for start, stop in spans:
        if stop <= start:
            continue
        fresh = start if so_far is None else max(start, so_far)
        covered += max(stop - fresh, 0)
        so_far = stop if so_far is None else max(so_far, stop)
    return covered
