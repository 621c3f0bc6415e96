"""Small weeks, drawn by hand, that tests of rotas share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from basehaven.core.room.rules import AgeBand, GroupLimit, MainAdultLimit, RuleSet
from basehaven.core.room.week import (
    ChildStay,
    Pair,
    Piece,
    Rota,
    RotaAdult,
    RotaChild,
    RotaRules,
    Shift,
    Span,
    Week,
)

MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)
FOUR = RuleSet(
    "four",
    "One for four",
    (AgeBand(0, 36, 4, groups=(GroupLimit(0, 8), GroupLimit(3, 9))), AgeBand(36, 72, 8)),
    main_adult=MainAdultLimit(4, 36),
)
RULES = RotaRules((FOUR,), longest_stretch_minutes=240, break_from_ends_minutes=60)


def at(text: str) -> int:
    """Minutes after midnight."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def span(text: str, day: date = MONDAY) -> Span:
    start, end = text.split("-")
    return Span(day, at(start), at(end))


def opened(text: str = "08:00-16:00", days: int = 1) -> tuple[Span, ...]:
    return tuple(span(text, MONDAY + timedelta(days=n)) for n in range(days))


def an_adult(name: str, rooms: str = "otters", **more: object) -> RotaAdult:
    usual: dict[str, object] = {
        "week_minutes": 40 * 60,
        "day_minutes": 8 * 60,
        "can_work": opened(days=5),
        "shortest_minutes": 60,
    }
    return RotaAdult(name, tuple(rooms.split()), **(usual | more))


def a_child(
    name: str, hours: str = "08:00-16:00", *, room: str = "otters", days: int = 1, **more: object
) -> RotaChild:
    stays = tuple(ChildStay(room, span(hours, MONDAY + timedelta(days=n))) for n in range(days))
    usual: dict[str, object] = {"born_on": date(2024, 9, 1)}
    return RotaChild(name, room, stays=stays, **(usual | more))


def a_week(
    adults: Iterable[RotaAdult],
    children: Iterable[RotaChild],
    *,
    rules: RotaRules = RULES,
    hours: str = "08:00-16:00",
    days: int = 1,
    today: Iterable[Shift] = (),
) -> Week:
    team, group = tuple(adults), tuple(children)
    rooms = dict.fromkeys([room for adult in team for room in adult.rooms])
    rooms |= dict.fromkeys(stay.room_id for child in group for stay in child.stays)
    return Week(MONDAY, opened(hours, days), tuple(rooms), team, group, rules, tuple(today))


def a_shift(adult: str, *parts: str, day: date = MONDAY) -> Shift:
    """``"08:00-12:00 otters"``; without a room it is a break."""
    pieces = []
    for part in parts:
        times, _, room = part.partition(" ")
        whole = span(times)
        pieces.append(Piece(room, whole.start, whole.end))
    return Shift(adult, day, tuple(pieces))


def a_rota(week: Week, shifts: Iterable[Shift], **pairs: tuple[str, str]) -> Rota:
    """Pairs by child; a child not named keeps today's."""
    named = tuple(
        Pair(c.child_id, *pairs.get(c.child_id, (c.main, c.backup))) for c in week.children
    )
    return Rota(tuple(shifts), named)
