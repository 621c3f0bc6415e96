"""What happened each morning: minutes from arrival until settled, and until back at play.

Not noted is not known, and never zero. Nothing here is added up into a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Came(StrEnum):
    """What is known of a morning."""

    HARD = "hard"  # a hard moment on arrival was noted
    EASY = "easy"  # something was noted on arrival, and nothing hard
    NOT_NOTED = "not_noted"  # nothing was


@dataclass(frozen=True, slots=True)
class ArrivalMoment:
    """A moment of the morning.

    Attributes:
        arrival: whether its context is arrival; else it only tells of play.
        minutes_to_settle: counted from ``at``; None when not noted.
        back_to_play: as whoever was there noted it; None when not noted.
        played: the child was seen at play.
    """

    at: datetime
    arrival: bool = True
    hard: bool = False
    minutes_to_settle: int | None = None
    back_to_play: bool | None = None
    played: bool = False


@dataclass(frozen=True, slots=True)
class Morning:
    """One morning, in minutes since arrival; None is: not known.

    Attributes:
        settled: until settled after the last hard moment of arrival.
        played: until the child was first noted at play.
        back_to_play: whether the child was noted back at play at all.
    """

    on: date
    came: Came
    settled: int | None = None
    played: int | None = None
    back_to_play: bool | None = None


def morning_of(arrived_at: datetime, moments: Sequence[ArrivalMoment]) -> Morning:
    """What is known of one morning.

    Args:
        arrived_at: local, with its zone.
        moments: of this child on this day, in any order. Those before the arrival
            count as at the door: a tap comes late more often than a child.

    Returns:
        Minutes of 0 or more. After several hard moments of arrival the last one
        says when the child had settled; if nobody noted how long that took, it
        is not known, whatever is known of the earlier ones.

    Says how a morning went, once. It must not be added up into a score, compared
    between children, nor used of the adult who was there.

    Source: our own; practice.md 3 (a plan for arrival, reviewed daily) and 4
    (minutes to settle and back to play of the care event).

    >>> from datetime import UTC
    >>> eight = datetime(2026, 3, 2, 8, tzinfo=UTC)
    >>> cried = ArrivalMoment(eight + timedelta(minutes=2), hard=True, minutes_to_settle=10)
    >>> morning_of(eight, [cried]).settled
    12
    """
    ordered = sorted(moments, key=lambda moment: moment.at)
    arrivals = [moment for moment in ordered if moment.arrival]
    hard = [n for n, moment in enumerate(ordered) if moment.arrival and moment.hard]
    if not hard:
        came = Came.EASY if arrivals else Came.NOT_NOTED
        return Morning(arrived_at.date(), came, None, _played(arrived_at, ordered), _back(ordered))
    last, after = ordered[hard[-1]], ordered[hard[-1] + 1 :]
    settled = _settled(arrived_at, last)
    played = [_played(arrived_at, after), settled if last.back_to_play else None]
    return Morning(
        arrived_at.date(),
        Came.HARD,
        settled,
        min((minutes for minutes in played if minutes is not None), default=None),
        _back([last, *after]),
    )


def _settled(arrived_at: datetime, last: ArrivalMoment) -> int | None:
    if last.minutes_to_settle is None:
        return None
    return _minutes(arrived_at, last.at + timedelta(minutes=last.minutes_to_settle))


def _played(arrived_at: datetime, moments: Sequence[ArrivalMoment]) -> int | None:
    seen = [_minutes(arrived_at, moment.at) for moment in moments if moment.played]
    return min(seen, default=None)


def _back(moments: Sequence[ArrivalMoment]) -> bool | None:
    if any(moment.played or moment.back_to_play for moment in moments):
        return True
    return False if any(moment.back_to_play is False for moment in moments) else None


def _minutes(since: datetime, at: datetime) -> int:
    return max(0, int((at - since) / timedelta(minutes=1)))
