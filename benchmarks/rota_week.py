"""The recipe of a made-up centre's week, for timing the rota and for trying it out.

Six rooms: five of 8 children under 36 months, one of 20 children from 48 months
on; opening hours 07:00 to 17:30, Monday to Friday. Three of four children come
every day, the others on three days; they come around 08:00 and go around 16:30.
Eighteen adults: rooms 1, 3, 5 and 6 have two full-time and one part-time adult,
rooms 2 and 4 two full-time ones; two more help in several rooms. Full time is 40
hours, 9 a day at most; part time 30 hours, 8 a day. One adult is on leave on
Wednesday, another on Friday. Four of five children have a main and a backup adult
already. Nobody in it is real, and no two runs with the same seed differ.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from basehaven.core.room.week import (
    ChildStay,
    RotaAdult,
    RotaChild,
    RotaRules,
    Span,
    Week,
)
from basehaven.knowledge.room import rule_set

MONDAY = date(2026, 3, 2)
OPENS, SHUTS = 7 * 60, 17 * 60 + 30
ARRIVALS = (420, 450, 450, 480, 480, 480, 510, 510, 540)
DEPARTURES = (930, 960, 960, 960, 990, 990, 1020, 1050)


def made_up_week(seed: int = 1, copies: int = 1, kept: float = 0.8) -> Week:
    """The week of ``copies`` such centres side by side: 60 children and 18 adults each."""
    rng = random.Random(seed)
    days = [MONDAY + timedelta(days=n) for n in range(5)]
    opening = tuple(Span(day, OPENS, SHUTS) for day in days)
    rooms: list[str] = []
    adults: list[RotaAdult] = []
    children: list[RotaChild] = []
    for copy in range(copies):
        mine = [f"room{copy * 6 + n + 1}" for n in range(6)]
        team = _adults(f"{copy + 1:02}", mine, opening, days)
        rooms += mine
        adults += team
        children += _children(rng, f"{copy + 1:02}", mine, team, days, kept)
    rules = RotaRules((rule_set("head-start"),))
    return Week(MONDAY, opening, tuple(rooms), tuple(adults), tuple(children), rules)


def _adults(
    prefix: str, rooms: list[str], opening: tuple[Span, ...], days: list[date]
) -> list[RotaAdult]:
    team: list[RotaAdult] = []
    for n, room in enumerate(rooms):
        for post in range(3 if n in (0, 2, 4, 5) else 2):
            part_time = post == 2
            team.append(
                RotaAdult(
                    f"a{prefix}-{n + 1}{'abc'[post]}",
                    (room, rooms[(n + 1) % 6]) if part_time else (room,),
                    week_minutes=(30 if part_time else 40) * 60,
                    day_minutes=(8 if part_time else 9) * 60,
                    can_work=opening,
                    away=(Span(days[2], 0, 1440),) if (n, post) == (0, 1) else (),
                )
            )
    for name, where in (("x", tuple(rooms)), ("y", tuple(rooms[2:]))):
        away = (Span(days[4], 0, 1440),) if name == "y" else ()
        team.append(RotaAdult(f"a{prefix}-{name}", where, 2400, 540, can_work=opening, away=away))
    return team


def _children(
    rng: random.Random,
    prefix: str,
    rooms: list[str],
    team: list[RotaAdult],
    days: list[date],
    kept: float,
) -> list[RotaChild]:
    children: list[RotaChild] = []
    for n, room in enumerate(rooms):
        full_time = [a.adult_id for a in team if a.rooms[0] == room]
        young = n < 5
        for k in range(8 if young else 20):
            months = rng.randrange(4, 34) if young else rng.randrange(49, 66)
            born = MONDAY - timedelta(days=round(months * 30.44))
            comes, goes = rng.choice(ARRIVALS), rng.choice(DEPARTURES)
            on = days if rng.random() < 0.75 else sorted(rng.sample(days, 3))
            stays = []
            for day in on:
                start = max(OPENS, comes + rng.choice((-15, 0, 0, 15)))
                end = min(SHUTS, goes + rng.choice((-15, 0, 0, 15)))
                stays.append(ChildStay(room, Span(day, start, end)))
            main = full_time[k % (2 if young else 3)]
            backup = full_time[(k + 1) % 2] if young else full_time[(k + 1) % 3]
            has = rng.random() < kept
            children.append(
                RotaChild(
                    f"c{prefix}-{n + 1}-{k + 1:02}",
                    room,
                    born,
                    stays=tuple(stays),
                    main=main if has else "",
                    backup=backup if has else "",
                    main_since=MONDAY - timedelta(days=rng.randrange(30, 400)) if has else None,
                )
            )
    return children
