"""When a room's hard moments are: by time of day and by how many were there. Never by whom.

Times are local, carry their zone, and a stay or shift lies within one day. Ids are
opaque and only keep one person from counting twice: no result holds one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median_high, median_low

A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class There:
    """A time in which somebody was in the room: ``until`` does not count."""

    who: str
    start: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class RoomMoment:
    """Something seen of a child of the room: hard, good, or neither."""

    at: datetime
    hard: bool = False
    good: bool = False


@dataclass(frozen=True, slots=True)
class RoomSeen:
    """What a room's weeks are told from.

    Attributes:
        children: stays of children.
        adults: shifts of adults.
        away: times in which an adult of a shift did not count.
        moments: of children while they were there.
        calls: when the room asked for another adult.
    """

    children: Sequence[There]
    adults: Sequence[There] = ()
    away: Sequence[There] = ()
    moments: Sequence[RoomMoment] = ()
    calls: Sequence[datetime] = ()


@dataclass(frozen=True, slots=True)
class Staffing:
    """On ``days`` of the hard days: at most so many adults with at least so many children."""

    days: int
    adults: int
    children: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of the day over all days.

    Attributes:
        start: minutes since midnight.
        days: on which a child was there then: everything else is out of these.
        good_days: with a good moment then.
        hard_days: with a hard moment or a call then.
        call_days: with a call then.
        children: at the fullest moment for each adult, on a middling day.
        adults: at that moment, on a middling day.
        staffing: how it was on the hard days; None if there were none.
    """

    start: int
    days: int
    good_days: int
    hard_days: int
    call_days: int
    children: int
    adults: int
    staffing: Staffing | None = None


@dataclass(frozen=True, slots=True)
class ByStaffing:
    """Parts of days with so many children for each adult; ``each`` None is: no adult there."""

    each: int | None
    parts: int
    hard_parts: int


@dataclass(frozen=True, slots=True)
class RoomPattern:
    """A room's weeks. It holds hours and numbers, and nobody's id.

    Attributes:
        days: on which a child was there at all.
        enough: whether these are as many as one may speak from.
    """

    days: int
    enough: bool
    slots: tuple[Slot, ...] = ()
    by_staffing: tuple[ByStaffing, ...] = ()

    @property
    def most_hard(self) -> Slot | None:
        """The part of the day that is hard on most days, if it was on two or more."""
        return _first([s for s in self.slots if s.hard_days > 1], lambda s: s.hard_days)

    @property
    def most_good(self) -> Slot | None:
        """The part of the day with a good moment on most days."""
        return _first([s for s in self.slots if s.good_days], lambda s: s.good_days)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of one day."""

    start: int
    children: int
    adults: int
    good: bool
    hard: bool
    call: bool


def room_pattern(seen: RoomSeen, *, minutes: int, fewest_days: int) -> RoomPattern:
    """Tell a room's weeks by part of the day.

    Args:
        seen: who was there when, what was seen, and calls.
        minutes: how long a part of the day is; divides a day.
        fewest_days: with fewer days than this nothing is said.

    Returns:
        The parts of the day in order, those with a child there on one day or
        more; and all parts of all days by how many children each adult had.

    Raises:
        ValueError: ``minutes`` does not divide a day.

    Must not be used to judge whoever worked then: it says when a room needs
    another adult. A day with nothing written down is a day with no hard moment
    *noted*.

    Source: our own count; practice.md section 8 asks for patterns by time of day
    and staffing, not ranks of people.

    >>> from datetime import UTC
    >>> eight = datetime(2026, 3, 2, 8, tzinfo=UTC)
    >>> late = eight.replace(hour=9)
    >>> stays = [There(child, eight, late) for child in ("a", "b")]
    >>> seen = RoomSeen(stays, [There("x", eight, late)], moments=[RoomMoment(eight, hard=True)])
    >>> room_pattern(seen, minutes=30, fewest_days=1).slots[0].staffing
    Staffing(days=1, adults=1, children=2)
    """
    if minutes < 1 or A_DAY % minutes:
        raise ValueError(f"{minutes} minutes do not divide a day. Choose 15, 30 or 60.")
    days = sorted({stay.start.date() for stay in seen.children if stay.start < stay.until})
    if len(days) < fewest_days or not days:
        return RoomPattern(len(days), enough=False)
    parts = [part for day in days for part in _parts(_of_day(seen, day), day, minutes)]
    by_start: dict[int, list[_Part]] = defaultdict(list)
    for part in parts:
        by_start[part.start].append(part)
    slots = tuple(_slot(start, found) for start, found in sorted(by_start.items()))
    return RoomPattern(len(days), True, slots, _by_staffing(parts))


def _of_day(seen: RoomSeen, day: date) -> RoomSeen:
    def there(rows: Iterable[There]) -> list[There]:
        return [row for row in rows if row.start.date() == day]

    return RoomSeen(
        there(seen.children),
        there(seen.adults),
        there(seen.away),
        [moment for moment in seen.moments if moment.at.date() == day],
        [call for call in seen.calls if call.date() == day],
    )


def _parts(seen: RoomSeen, day: date, minutes: int) -> list[_Part]:
    zone = seen.children[0].start.tzinfo
    midnight = datetime.combine(day, time(), zone)
    found = []
    for start in range(0, A_DAY, minutes):
        begin = midnight + timedelta(minutes=start)
        end = begin + timedelta(minutes=minutes)
        fullest = _fullest(seen, begin, end)
        if fullest is None:
            continue
        moments = [moment for moment in seen.moments if begin <= moment.at < end]
        call = any(begin <= at < end for at in seen.calls)
        hard = call or any(moment.hard for moment in moments)
        good = any(moment.good for moment in moments)
        found.append(_Part(start, *fullest, good=good, hard=hard, call=call))
    return found


def _fullest(seen: RoomSeen, begin: datetime, end: datetime) -> tuple[int, int] | None:
    """Children and adults at the moment with most children for each adult."""
    rows = (*seen.children, *seen.adults, *seen.away)
    edges = {edge for row in rows for edge in (row.start, row.until) if begin < edge < end}
    counted = []
    for at in sorted({begin, *edges}):
        away = _at(seen.away, at)
        children, adults = len(_at(seen.children, at)), len(_at(seen.adults, at) - away)
        if children:
            each = children / adults if adults else float("inf")
            counted.append((each, children, adults))
    if not counted:
        return None
    _each, children, adults = max(counted, key=lambda one: one[:2])
    return children, adults


def _at(rows: Sequence[There], at: datetime) -> set[str]:
    return {row.who for row in rows if row.start <= at < row.until}


def _slot(start: int, parts: Sequence[_Part]) -> Slot:
    hard = [part for part in parts if part.hard]
    return Slot(
        start,
        days=len(parts),
        good_days=sum(part.good for part in parts),
        hard_days=len(hard),
        call_days=sum(part.call for part in parts),
        children=median_low([part.children for part in parts]),
        adults=median_low([part.adults for part in parts]),
        staffing=_staffing(hard) if hard else None,
    )


def _staffing(hard: Sequence[_Part]) -> Staffing:
    """The middling number of adults, and how full it was for so few: true of all ``days``."""
    adults = median_high([part.adults for part in hard])
    few = [part for part in hard if part.adults <= adults]
    children = median_low([part.children for part in few])
    return Staffing(sum(part.children >= children for part in few), adults, children)


def _by_staffing(parts: Sequence[_Part]) -> tuple[ByStaffing, ...]:
    groups: dict[int | None, list[_Part]] = defaultdict(list)
    for part in parts:
        groups[-(-part.children // part.adults) if part.adults else None].append(part)
    ordered = sorted(groups.items(), key=lambda one: (one[0] is None, one[0] or 0))
    return tuple(ByStaffing(each, len(of), sum(p.hard for p in of)) for each, of in ordered)


def _first(slots: Sequence[Slot], key: Callable[[Slot], int]) -> Slot | None:
    """The slot with most; of several the earliest."""
    return max(slots, key=lambda slot: (key(slot), -slot.start), default=None)
