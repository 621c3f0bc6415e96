"""Eight rooms of twenty children with two years of days, as rows of the open tables.

The recipe of the input, for each room: twenty children, three teachers, a main and a backup
adult for each child, two years of weekdays with attendance 08:00 to 16:00 and shifts of the
three, and for each child a moment of care on every second day (hard ones and play in turn,
one in five with nobody noted as turned to). Today all have arrived and nobody has left. No
two runs differ but by the day they are made on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

SOURCE = "bench-rooms"
ROOMS, CHILDREN, TEACHERS, YEARS = 8, 20, 3, 2
CONTEXTS = ("arrival", "play", "hurt", "tired", "meal")
SEEN = (["cried"], ["brought_toy"], ["reached_for_adult"], ["wanted_lap"], ["fussed"])
WORKDAYS = 5
Row = tuple[str, dict[str, Any]]


def days_until(today: date) -> list[date]:
    """Weekdays of two years, and today whatever day it is."""
    first = today - timedelta(days=365 * YEARS)
    every = (first + timedelta(days=n) for n in range((today - first).days))
    return [*(day for day in every if day.weekday() < WORKDAYS), today]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def rows(now: datetime) -> Iterator[Row]:
    """``(table, values)`` of everything, in an order in which what is pointed at comes first."""
    days = days_until(now.date())
    for number in range(ROOMS):
        yield "rooms", {"room_id": f"r{number}", "name": f"Room {number + 1}"}
        yield from _team(number, days, now)
        for child in range(CHILDREN):
            yield from _child(number, child, days, now)


def _team(room: int, days: list[date], now: datetime) -> Iterator[Row]:
    for one in range(TEACHERS):
        adult = f"r{room}-t{one}"
        yield "adults", {"adult_id": adult, "name": f"Teacher {room}-{one}", "roles": ["teacher"]}
        for day in days:
            start, end = at(day, 7 + one), at(day, 15 + one)
            if day == now.date():
                start, end = now - timedelta(minutes=30), now + timedelta(hours=6)
            yield (
                "shifts",
                {"adult_id": adult, "room_id": f"r{room}", "from_at": start, "to_at": end},
            )


def _child(room: int, number: int, days: list[date], now: datetime) -> Iterator[Row]:
    child, key = f"r{room}-c{number}", {"child_id": f"r{room}-c{number}", "room_id": f"r{room}"}
    born = now.date() - timedelta(days=400 + 30 * number)
    first = max(days[0], born)
    yield "children", {"child_id": child, "name": f"Child{number} Room{room}", "born_on": born,
                       "born_precision": "day"}  # fmt: skip
    yield "enrolments", {**key, "started_on": first}
    for rank, shift in (("main", 0), ("backup", 1)):
        adult = f"r{room}-t{(number + shift) % TEACHERS}"
        yield "primary_spells", {**key, "adult_id": adult, "rank": rank, "started_on": first}
    for count, day in enumerate(day for day in days if day >= first):
        if day == now.date():
            yield "attendance", {**key, "arrived_at": now - timedelta(minutes=20)}
            continue
        yield "attendance", {**key, "arrived_at": at(day, 8), "left_at": at(day, 16)}
        if (count + number) % 2 == 0:
            yield "care_events", _moment(child, room, number + count, day)


def _moment(child: str, room: int, turn: int, day: date) -> dict[str, Any]:
    team = [f"r{room}-t{one}" for one in range(TEACHERS)]
    what = turn // 2 % len(CONTEXTS)
    adult = team[turn % TEACHERS]
    known = turn % 5 != 0
    return {
        "event_id": f"{child}-{day}", "child_id": child, "at": at(day, 9, turn % 60),
        "context": CONTEXTS[what], "seen": SEEN[what], "distress": CONTEXTS[what] != "play",
        "available": team, "sought": "someone" if known else None,
        "approached": [adult] if known else [], "responder_id": adult,
        "soothed": ("yes", "partly", "no")[turn % 3],
    }  # fmt: skip
