"""How many adults each room needs in each quarter hour of a week, and where none would do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from basehaven.core.room.ratio import Asked, Ratio, RoomAdult, RoomChild, ratio_of
from basehaven.core.room.week import Week

Place = tuple[str, date, int]
"""A room, a day and the minute at which a quarter hour begins."""


@dataclass(frozen=True, slots=True)
class TooMany:
    """A group that no number of adults makes right, for a time.

    Attributes:
        children: how many are planned.
        most: the largest group allowed there.
        by: the rules whose limit that is.
    """

    room_id: str
    day: date
    start: int
    end: int
    children: int
    most: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """What a week's children ask of its adults.

    Attributes:
        needed: adults for each room and quarter hour in which a child is there.
        ratios: the ratio with exactly that many adults, to say which rule bound.
        too_many: groups beyond every limit.
    """

    needed: Mapping[Place, int]
    ratios: Mapping[Place, Ratio]
    too_many: tuple[TooMany, ...]


def demand_of(week: Week) -> Demand:
    """What the week's children ask for, by the rules in force on each day.

    Args:
        week: the children with their hours, and the rules.

    Returns:
        A :class:`Demand`; rooms and times without children are not in it.
    """
    there: dict[Place, list[RoomChild]] = defaultdict(list)
    for child in week.children:
        for stay in child.stays:
            for minute in stay.span.quarters():
                there[stay.room_id, stay.span.day, minute].append(child.as_room_child)
    seen: dict[tuple[date, tuple[str, ...]], Ratio] = {}
    ratios: dict[Place, Ratio] = {}
    for place in sorted(there):
        who = (place[1], tuple(child.child_id for child in there[place]))
        if who not in seen:
            seen[who] = _with_enough(week, there[place], place[1])
        ratios[place] = seen[who]
    return Demand(
        {place: ratio.needed for place, ratio in ratios.items()},
        ratios,
        _too_many(ratios),
    )


def _with_enough(week: Week, children: list[RoomChild], day: date) -> Ratio:
    """The ratio once as many adults are there as it asks for."""
    rules, settings = week.rules.rules, week.rules.ratio
    needed = ratio_of(children, (), rules, day, settings).needed
    return ratio_of(children, [RoomAdult(str(n)) for n in range(needed)], rules, day, settings)


def _too_many(ratios: Mapping[Place, Ratio]) -> tuple[TooMany, ...]:
    found: list[TooMany] = []
    for (room, day, minute), ratio in sorted(ratios.items()):
        if not ratio.children_over:
            continue
        most, by = ratio.group_most or 0, _limiting(ratio.asked, ratio.group_most)
        one = TooMany(room, day, minute, minute + 15, ratio.children, most, by)
        last = found[-1] if found else None
        if last and (last.room_id, last.day, last.end, last.children, last.most) == (
            room, day, minute, one.children, most,
        ):  # fmt: skip
            found[-1] = TooMany(room, day, last.start, one.end, one.children, most, by)
        else:
            found.append(one)
    return tuple(found)


def _limiting(asked: tuple[Asked, ...], most: int | None) -> tuple[str, ...]:
    return tuple(one.rule_id for one in asked if one.group_most == most)
