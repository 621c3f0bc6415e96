"""What a checked plan can be found to break."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Rule(StrEnum):
    """The rules of a rota, each by the name under which a breach of it is told."""

    RATIO = "ratio"  # too few adults for the children there
    GROUP = "group"  # too many children together
    MAIN_LIMIT = "main_limit"  # main adult of too many children of an age
    NEW_LIMIT = "new_limit"  # newly named beyond the agency's own limit
    PAIR = "pair"  # not an adult of that room, kept apart, or twice the same
    UNKNOWN = "unknown"  # an adult, child, room or day that the week does not have
    SHAPE = "shape"  # holes, overlaps, two shifts on a day, no quarter hours
    ROOM = "room"  # a room the adult may not work in
    TIMES = "times"  # outside the times the adult can work, or the opening hours
    AWAY = "away"  # on leave
    APART = "apart"  # in a room with a child they are kept apart from
    WEEK_HOURS = "week_hours"
    LEAST_HOURS = "least_hours"
    DAY_HOURS = "day_hours"
    DAYS = "days"
    SHORTEST = "shortest"
    STRETCH = "stretch"  # too long in one go
    BREAK = "break"  # too short, or too near an end of the shift


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that a plan breaks: where, when, by how much.

    Attributes:
        count: adults or children too few or many, or minutes; 0 where neither fits.
        by: ids of the rule sets, for ratio, group and main adults.
    """

    rule: Rule
    adult_id: str = ""
    child_id: str = ""
    room_id: str = ""
    day: date | None = None
    start: int | None = None
    end: int | None = None
    count: int = 0
    by: tuple[str, ...] = ()
