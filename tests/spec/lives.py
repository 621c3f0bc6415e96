"""Random small lives: people, homes, contacts, rooms and what reached the family."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

FIRST = date(2024, 3, 1)
DAYS = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))
PERIODS = st.sampled_from(["2024-03-01/2024-06-30", "24B", "2024-05-06/2024-05-20"])
ADULTS = st.sampled_from("xyz")
MAYBE = st.sampled_from([None, True, False])
KINDS = ["parent", "kin", "teacher", "caseworker", "foster_carer"]
MODES = ["in_person", "none", "none", "letter", None]
HOMES = ["foster", "kin", "hospital", "parent_home"]


@st.composite
def spans(draw: st.DrawFn, longest: int = 60) -> tuple[date, date | None]:
    start = draw(DAYS)
    length = draw(st.none() | st.sampled_from([0, 1, 7]) | st.integers(0, longest))
    return start, None if length is None else start + timedelta(days=length)


@st.composite
def lives(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """One to three children, brothers and sisters of one another now and then."""
    names = ["children", "ties", "tie_spells", "stays", "restrictions", "contacts", "siblings",
             "enrolments", "primary_spells", "attendance", "shifts", "visits", "needs",
             "screens", "eligibility"]  # fmt: skip
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    children = "abc"[: draw(st.integers(1, 3))]
    for child in children:
        own = {"source_id": "s", "child_id": child}
        found["children"].append(draw(_child(own)))
        for parts in draw(st.tuples(_people(own), _home(own), _room(own), _family(own))):
            for name, rows in parts.items():
                found[name] += rows
    found["shifts"] = [draw(_shift()) for _ in range(draw(st.integers(0, 4)))]
    for one, other in pairwise(children):
        start, end = draw(spans())
        found["siblings"].append(
            {"source_id": "s", "child_id": one, "sibling_id": other,
             "kind": draw(st.sampled_from(["full", "half", "foster"])),
             "started_on": draw(st.none() | st.just(start)), "ended_on": end}
        )  # fmt: skip
    return found


@st.composite
def _child(draw: st.DrawFn, own: dict[str, Any]) -> dict[str, Any]:
    ages = st.integers(0, 1300).map(lambda n: date(2024, 7, 15) - timedelta(days=n))
    born = draw(st.none() | ages | ages | st.sampled_from([date(2006, 5, 1), date(2023, 8, 31)]))
    return {
        **own,
        "born_on": born,
        "born_precision": draw(st.sampled_from([None, "day", "unborn"])),
    }


@st.composite
def _people(draw: st.DrawFn, own: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {
        "ties": [], "tie_spells": [], "contacts": [], "restrictions": []
    }  # fmt: skip
    for number in range(draw(st.integers(0, 4))):
        tie_id = f"{own['child_id']}{number}"
        start, end = draw(spans(120))
        early = draw(st.sampled_from([0, 0, 200]))
        reason = draw(st.sampled_from([None, "died", "moved"])) if end else None
        found["ties"].append(
            {**own, "tie_id": tie_id, "adult_id": draw(ADULTS),
             "kind": draw(st.sampled_from(KINDS)),
             "started_on": start - timedelta(days=early), "ended_on": end, "end_reason": reason,
             "derived": draw(st.sampled_from([None, False, False, True]))}
        )  # fmt: skip
        for _ in range(draw(st.integers(0, 2))):
            start, end = draw(spans())
            found["tie_spells"].append(
                {"source_id": "s", "tie_id": tie_id, "started_on": start, "ended_on": end,
                 "mode": draw(st.sampled_from(MODES))}
            )  # fmt: skip
    for number in range(draw(st.integers(0, 6))):
        found["contacts"].append({**own, "contact_id": f"c{number}", **draw(_contact())})
    for _ in range(draw(st.integers(0, 1))):
        start, end = draw(spans())
        kind = draw(st.sampled_from(["no_contact", "no_contact", "no_pickup"]))
        found["restrictions"].append(
            {**own, "adult_id": draw(ADULTS), "kind": kind, "started_on": start, "ended_on": end}
        )
    return found


@st.composite
def _contact(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "adult_id": draw(st.none() | ADULTS | ADULTS),
        "on": draw(DAYS),
        "seq": draw(st.sampled_from([None, 1, 2])),
        "kind": draw(st.sampled_from([None, "call", "visit", "family_time"])),
        "planned": draw(MAYBE),
        "kept": draw(MAYBE),
        "cancelled_by": draw(st.sampled_from([None, None, "agency", "parent"])),
    }


@st.composite
def _home(draw: st.DrawFn, own: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Stays in a row, with a gap or an overlap now and then."""
    rows, start = [], draw(DAYS) - timedelta(days=60)
    for number in range(draw(st.integers(0, 4))):
        end = start + timedelta(days=draw(st.sampled_from([0, 5, 20, 40, 80])))
        rows.append(
            {**own, "stay_id": f"s{number}", "started_on": start,
             "ended_on": draw(st.sampled_from([end, end, None])),
             "kind": draw(st.sampled_from(HOMES)),
             "removal_id": draw(st.sampled_from([None, "r", "r"])),
             "home_id": draw(st.sampled_from([None, "A", "B"])),
             "carer_ids": draw(st.sampled_from([None, [], ["x"], ["y"], ["x", "y"]])),
             "shared": draw(MAYBE)}
        )  # fmt: skip
        start = end + timedelta(days=draw(st.sampled_from([0, 0, 3, -2])))
    return {"stays": rows}


@st.composite
def _room(draw: st.DrawFn, own: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    room = st.sampled_from(["sun", "sun", "moon"])
    found: dict[str, list[dict[str, Any]]] = {
        "enrolments": [], "primary_spells": [], "attendance": []
    }  # fmt: skip
    for _ in range(draw(st.integers(0, 2))):
        start, end = draw(spans(90))
        found["enrolments"].append(
            {**own, "room_id": draw(room), "started_on": start, "ended_on": end}
        )
    for number in range(draw(st.integers(0, 4))):
        start, end = draw(spans(90))
        reason = draw(st.sampled_from([None, "room_move", "staff_left", "family_left", "other"]))
        rank = draw(st.sampled_from(["main", "main", "backup"]))
        found["primary_spells"].append(
            {**own, "room_id": draw(room), "adult_id": f"{draw(ADULTS)}{number}", "rank": rank,
             "started_on": start, "ended_on": end, "end_reason": reason}
        )  # fmt: skip
    for number in range(draw(st.integers(0, 2))):
        came = _at(draw(DAYS), 7 * 60 + number * 200 + draw(st.integers(0, 90)))
        stayed = draw(st.none() | st.integers(-5, 300))
        left = None if stayed is None else came + timedelta(minutes=stayed)
        found["attendance"].append(
            {**own, "room_id": draw(room), "arrived_at": came, "left_at": left}
        )
    return found


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(0, 0, 20)) + timedelta(minutes=minute)


@st.composite
def _shift(draw: st.DrawFn) -> dict[str, Any]:
    starts = _at(draw(DAYS), draw(st.integers(6 * 60, 14 * 60)))
    adult = f"{draw(ADULTS)}{draw(st.integers(0, 3))}"
    room = draw(st.sampled_from(["sun", "sun", "moon"]))
    stops = starts + timedelta(minutes=draw(st.integers(0, 400)))
    return {"source_id": "s", "adult_id": adult, "room_id": room, "from_at": starts,
            "to_at": stops}  # fmt: skip


@st.composite
def _family(draw: st.DrawFn, own: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    programme = st.sampled_from(["hv", "other"])
    found: dict[str, list[dict[str, Any]]] = {
        "visits": [], "needs": [], "screens": [], "eligibility": []
    }  # fmt: skip
    for number in range(draw(st.integers(0, 3))):
        found["visits"].append(
            {**own, "visit_id": f"v{number}", "on": draw(DAYS), "kept": draw(MAYBE),
             "programme_id": draw(st.none() | programme),
             "cancelled_by": draw(st.sampled_from([None, "agency", "parent"]))}
        )  # fmt: skip
        raised, met = draw(spans())
        found["needs"].append(
            {**own, "need_id": f"n{number}", "raised_on": raised, "met_on": met,
             "wants_help": draw(MAYBE), "referred_on": draw(st.none() | DAYS)}
        )  # fmt: skip
        found["screens"].append(
            {**own, "screen_id": f"q{number}", "on": draw(DAYS),
             "subject": draw(st.sampled_from([None, "child", "caregiver"]))}
        )  # fmt: skip
    for _ in range(draw(st.integers(0, 2))):
        start, end = draw(spans())
        found["eligibility"].append(
            {**own, "programme_id": draw(programme), "from_on": start, "to_on": end}
        )
    return found
