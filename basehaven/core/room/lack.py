"""Why a week cannot be staffed, whatever the shifts: too few adults at once, or in all.

Both are proofs that need no solver. They do not see breaks and the shapes of
shifts: a week without a lack may still have no rota.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from basehaven.core.room.demand import Place
from basehaven.core.room.flow import most_flow
from basehaven.core.room.week import QUARTER, RotaAdult, Week


@dataclass(frozen=True, slots=True)
class LackAtOnce:
    """Rooms that need more adults at a time than there are for them.

    Attributes:
        rooms: the fewest rooms that show it, together.
        needed: adults that the rules ask for in them.
        could: everybody who may be in one of them then.
        short: how many are missing.
    """

    day: date
    start: int
    end: int
    rooms: tuple[str, ...]
    needed: int
    could: tuple[str, ...]
    short: int


@dataclass(frozen=True, slots=True)
class LackInWeek:
    """Rooms that need more hours on some days than the contracts of their adults hold.

    Attributes:
        rooms: those concerned.
        days: those concerned.
        needed_minutes: of adults, by the rules.
        had_minutes: that those who may work there can give, by contract and day.
        could: the adults whose hours are used up.
    """

    rooms: tuple[str, ...]
    days: tuple[date, ...]
    needed_minutes: int
    had_minutes: int
    could: tuple[str, ...]


def may_be_there(adult: RotaAdult, week: Week, day: date, minute: int) -> bool:
    """Whether an adult can work in a quarter hour at all."""
    return (
        any(span.holds(day, minute) for span in adult.can_work)
        and any(span.holds(day, minute) for span in week.opening)
        and not any(span.holds(day, minute) for span in adult.away)
    )


def barred(week: Week) -> frozenset[tuple[str, Place]]:
    """Adult and place, for every time at which a child they are kept apart from is there."""
    return frozenset(
        (adult_id, (stay.room_id, stay.span.day, minute))
        for child in week.children
        for adult_id in child.kept_apart
        for stay in child.stays
        for minute in stay.span.quarters()
    )


def lacks_at_once(week: Week, needed: Mapping[Place, int]) -> tuple[LackAtOnce, ...]:
    """Times at which too few adults could be there, neighbouring quarter hours joined.

    Args:
        week: the adults, their times, leave and rooms.
        needed: adults for each room and quarter hour.

    Returns:
        For each time the smallest set of rooms that shows the lack; empty if at
        every time everybody needed could be there.

    Source: Hall 1935, by way of the largest flow.
    """
    apart = barred(week)
    times: dict[tuple[date, int], dict[str, int]] = {}
    for (room, day, minute), count in needed.items():
        if count:
            times.setdefault((day, minute), {})[room] = count
    found: list[LackAtOnce] = []
    for (day, minute), rooms in sorted(times.items()):
        lack = _lack_at(week, day, minute, rooms, apart)
        if lack is None:
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and replace(last, start=lack.start, end=lack.end) == lack
            and (last.end == lack.start)
        ):
            found[-1] = replace(last, end=lack.end)
        else:
            found.append(lack)
    return tuple(found)


def _lack_at(
    week: Week,
    day: date,
    minute: int,
    rooms: Mapping[str, int],
    apart: frozenset[tuple[str, Place]],
) -> LackAtOnce | None:
    could = {
        room: [
            adult.adult_id
            for adult in week.adults
            if room in adult.rooms
            and may_be_there(adult, week, day, minute)
            and (adult.adult_id, (room, day, minute)) not in apart
        ]
        for room in rooms
    }
    pipes = {("need", f"room {room}"): count for room, count in rooms.items()}
    for room, adults in could.items():
        pipes |= {(f"room {room}", f"adult {adult}"): 1 for adult in adults}
        pipes |= {(f"adult {adult}", "there"): 1 for adult in adults}
    flow, reached = most_flow(pipes, "need", "there")
    if flow == sum(rooms.values()):
        return None
    tight = tuple(room for room in week.rooms if f"room {room}" in reached)
    who = {adult for room in tight for adult in could[room]}
    needed = sum(rooms[room] for room in tight)
    everybody = tuple(a.adult_id for a in week.adults if a.adult_id in who)
    return LackAtOnce(
        day, minute, minute + QUARTER, tight, needed, everybody, needed - len(everybody)
    )


def lack_in_week(week: Week, needed: Mapping[Place, int]) -> LackInWeek | None:
    """Rooms and days for which the contracts together hold too few hours, or None.

    Args:
        week: the adults with their contracts.
        needed: adults for each room and quarter hour.

    Returns:
        The rooms and days that show it. Breaks are left out of account, so that
        None proves nothing.
    """
    asked: dict[tuple[str, date], int] = {}
    for (room, day, _), count in needed.items():
        asked[room, day] = asked.get((room, day), 0) + count * QUARTER
    pipes: dict[tuple[str, str], int] = {}
    for (room, day), minutes in asked.items():
        pipes["need", f"room {room} {day}"] = minutes
    for adult in week.adults:
        name = adult.adult_id
        pipes[f"adult {name}", "there"] = min(adult.week_minutes, adult.days * adult.day_minutes)
        for day in week.days:
            pipes[f"day {name} {day}", f"adult {name}"] = _most_on(adult, week, day)
            for room in (room for room in adult.rooms if (room, day) in asked):
                pipes[f"room {room} {day}", f"day {name} {day}"] = adult.day_minutes
    flow, reached = most_flow(pipes, "need", "there")
    if flow == sum(asked.values()):
        return None
    tight = {key: m for key, m in asked.items() if f"room {key[0]} {key[1]}" in reached}
    total = sum(tight.values())
    return LackInWeek(
        tuple(room for room in week.rooms if any(r == room for r, _ in tight)),
        tuple(day for day in week.days if any(d == day for _, d in tight)),
        total,
        total - (sum(asked.values()) - flow),
        tuple(a.adult_id for a in week.adults if any(r in a.rooms for r, _ in tight)),
    )


def _most_on(adult: RotaAdult, week: Week, day: date) -> int:
    opening = [span for span in week.opening if span.day == day]
    quarters = sum(
        may_be_there(adult, week, day, minute) for span in opening for minute in span.quarters()
    )
    return min(adult.day_minutes, quarters * QUARTER)
