"""One child with 5 years of daily history and 60 ties, put among the demo's children.

The recipe: 60 adults with a tie and two spells each, 9 stays in 2 periods of care,
4 brothers and sisters, 3 orders, 6 rooms with a main and a backup adult each, and for
every day of 1,826: a contact, a moment of care, and on weekdays a time of attendance.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

CHILD = "rich"
SOURCE = "bench"
DAYS = 1826
TIES = 60
KINDS = ("parent", "kin", "foster_carer", "teacher", "neighbour", "friend", "home_visitor",
         "caseworker", "librarian", "consultant")  # fmt: skip
Row = tuple[str, dict[str, Any]]


def rows(today: date) -> Iterator[Row]:
    """Rows of the open tables."""
    born = today - timedelta(days=DAYS)
    yield "children", {"child_id": CHILD, "name": "Rich History", "born_on": born,
                       "born_precision": "day", "sex": "f"}  # fmt: skip
    for number in range(4):
        other = f"{CHILD}-{number}"
        yield "children", {"child_id": other, "name": f"Sibling {number} History",
                           "born_on": born + timedelta(days=400 * number - 800)}  # fmt: skip
        yield "siblings", {"child_id": CHILD, "sibling_id": other, "kind": "full"}
    yield from _ties(born)
    yield from _places(born)
    yield from _days(born)


def _ties(born: date) -> Iterator[Row]:
    for number in range(TIES):
        adult, kind = f"a{number}", KINDS[number % len(KINDS)]
        begins = born + timedelta(days=number * 25)
        middle = begins + timedelta(days=100)
        ends = begins + timedelta(days=300) if number % 3 else None
        yield "adults", {"adult_id": adult, "name": f"Adult Number{number}", "roles": [kind]}
        yield "ties", {"tie_id": adult, "child_id": CHILD, "adult_id": adult, "kind": kind,
                       "started_on": begins, "ended_on": ends,
                       "end_reason": "moved" if ends else ""}  # fmt: skip
        for started, ended, hours in ((begins, middle, 10.0), (middle, ends, float(number))):
            yield "tie_spells", {"tie_id": adult, "child_id": CHILD, "started_on": started,
                                 "ended_on": ended, "hours_per_week": hours,
                                 "mode": "in_person", "lives_with": False}  # fmt: skip
    for number, kind in enumerate(("no_contact", "supervised_only", "no_pickup")):
        yield "restrictions", {"child_id": CHILD, "adult_id": f"a{number}", "kind": kind,
                               "started_on": born + timedelta(days=600)}  # fmt: skip


def _places(born: date) -> Iterator[Row]:
    for number in range(2):
        removed = born + timedelta(days=200 + 900 * number)
        yield "removals", {"child_id": CHILD, "removal_id": f"m{number}", "removed_on": removed,
                           "exited_on": removed + timedelta(days=600),
                           "exit_reason": "reunified"}  # fmt: skip
    cuts = [0, 200, 400, 600, 800, 1100, 1300, 1500, 1700]
    for number, begins in enumerate(cuts):
        last = number + 1 == len(cuts)
        care = 200 <= begins < 800 or 1100 <= begins < 1700
        yield "stays", {"child_id": CHILD, "stay_id": f"s{number}", "home_id": f"h{number}",
                        "started_on": born + timedelta(days=begins),
                        "ended_on": None if last else born + timedelta(days=cuts[number + 1]),
                        "kind": "foster" if care else "parent_home",
                        "removal_id": f"m{int(begins >= 1100)}" if care else "",
                        "carer_ids": [f"a{2 + 10 * (number % 5)}"]}  # fmt: skip
    for number in range(6):
        begins = born + timedelta(days=200 + number * 270)
        ends = begins + timedelta(days=270) if number < 5 else None
        room = f"r{number}"
        yield "rooms", {"room_id": room, "name": f"Room {number}", "centre": "Bench House"}
        yield "enrolments", {"child_id": CHILD, "room_id": room, "started_on": begins,
                             "ended_on": ends}  # fmt: skip
        for rank in ("main", "backup"):
            yield "primary_spells", {"child_id": CHILD, "room_id": room, "rank": rank,
                                     "adult_id": f"a{3 + 10 * number}", "started_on": begins,
                                     "ended_on": ends}  # fmt: skip


def _days(born: date) -> Iterator[Row]:
    for number in range(DAYS):
        day = born + timedelta(days=number)
        adult = f"a{number % TIES}"
        yield "contacts", {"contact_id": f"k{number}", "child_id": CHILD, "adult_id": adult,
                           "on": day, "minutes": 30, "kind": "visit", "kept": True}  # fmt: skip
        yield "care_events", {"event_id": f"e{number}", "child_id": CHILD, "context": "hurt",
                              "at": f"{day}T10:00:00+00:00", "responder_id": adult,
                              "soothed": "yes"}  # fmt: skip
        if day.weekday() < 5 and number >= 200:
            room = f"r{min((number - 200) // 270, 5)}"
            yield "attendance", {"child_id": CHILD, "room_id": room,
                                 "arrived_at": f"{day}T08:00:00+00:00",
                                 "left_at": f"{day}T16:00:00+00:00"}  # fmt: skip
