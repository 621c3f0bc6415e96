"""The family that the docs tell of is whole, whatever day it is made."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from basehaven.core.periods import completed_months
from basehaven.core.relationships.network import TieStatus, network_on
from basehaven.core.relationships.types import Spell, Tie
from basehaven.exchange.demo import Plan, community, rows_of_day
from tests.exchange.demo.measured import TODAY

DAYS = [TODAY, date(2024, 2, 29), date(2026, 12, 31), date(2027, 3, 31)]


def family(today=TODAY, **plan):
    rows = defaultdict(list)
    for table, values in community(Plan(today, children=2, **plan)):
        rows[table].append(values)
    return rows


def ties_of(rows, child="milo"):
    spells = defaultdict(list)
    for row in rows["tie_spells"]:
        hours = row["hours_per_week"]
        spells[row["tie_id"]].append(
            Spell(
                row["started_on"],
                row["ended_on"],
                row["lives_with"],
                hours,
                row["mode"],
                row["reason"],
            )
        )
    return [
        Tie(
            row["tie_id"],
            row["adult_id"],
            row["kind"],
            row["started_on"],
            row["ended_on"],
            row["end_reason"],
            row["called"],
            False,
            tuple(spells[row["tie_id"]]),
        )
        for row in rows["ties"]
        if row["child_id"] == child
    ]


@pytest.mark.parametrize("today", DAYS)
def test_milo_is_19_months_old_and_17_corrected(today):
    milo = next(row for row in family(today)["children"] if row["child_id"] == "milo")
    assert completed_months(milo["born_on"], today) == 19
    assert completed_months(milo["due_on"], today) == 17


@pytest.mark.parametrize("today", DAYS)
def test_everyone_who_matters_to_milo_is_there_as_the_picture_shows(today):
    people = {person.adult_id: person for person in network_on(ties_of(family(today)), today)}
    by_status = defaultdict(set)
    for person in people.values():
        by_status[person.status].add(person.adult_id)
    live = {"dana", "rosa", "ana", "ben", "vera", "tomas", "carl"}
    assert by_status[TieStatus.LIVE] == live  # and Lou, his brother, makes eight
    assert by_status[TieStatus.INTERRUPTED] == {"ida", "gus"}
    assert by_status[TieStatus.ENDED] == {"kay", "mia", "june"}
    assert people["dana"].lives_with
    assert (people["ana"].hours_per_week, people["ben"].hours_per_week) == (34, 12)
    assert people["gus"].reason == "prison"
    assert people["june"].since < next(
        tie.started_on for tie in ties_of(family(today)) if tie.adult_id == "rosa"
    )
    assert next(t.end_reason for t in people["mia"].ties) == "room_move"


def test_grandma_ida_came_weekly_and_was_last_seen_26_days_ago():
    days = sorted(
        row["on"] for row in family()["contacts"] if row["adult_id"] == "ida" and row["kept"]
    )
    assert (TODAY - days[-1]).days == 26
    assert len(days) > 50


def test_rosa_comes_twice_a_week():
    month = TODAY - timedelta(days=28)
    days = [
        row["on"]
        for row in family()["contacts"]
        if (row["adult_id"], row["child_id"]) == ("rosa", "milo") and row["on"] > month
    ]
    assert len(days) == 8


def test_lou_lives_elsewhere_since_the_day_both_were_removed_and_comes_on_saturdays():
    rows = family()
    now = {row["child_id"]: row["home_id"] for row in rows["stays"] if row.get("ended_on") is None}
    assert now == {"milo": "dana-home", "lou": "nell-home"}
    removed = {row["removed_on"] for row in rows["removals"]}
    assert len(removed) == 1
    together = [r for r in rows["contacts"] if r["extra"] == {"with_sibling": "lou"}]
    assert len(together) > 20


def test_homes_that_nobody_may_learn_of_are_marked_so():
    homes = {row["home_id"]: row["confidential"] for row in family()["homes"]}
    assert homes["dana-home"]
    assert homes["nell-home"]
    assert not homes["marin-home"]


def test_an_order_restricts_gus_today_and_rosa_no_longer():
    orders = [row for row in family()["restrictions"] if row["child_id"] == "milo"]
    standing = {row["adult_id"] for row in orders if row["ended_on"] is None}
    assert standing == {"gus"}
    assert {row["adult_id"] for row in orders} == {"gus", "rosa"}


def test_nell_is_one_person_who_fosters_lou_and_teaches_in_his_room():
    rows = family()
    roles = next(row["roles"] for row in rows["adults"] if row["adult_id"] == "nell")
    assert set(roles) == {"foster_carer", "teacher"}


@pytest.mark.parametrize(
    ("at", "arrived"),
    [(time(10, 0), "07:52"), (time(23, 59), "07:52"), (time(6, 0), "05:45"), (time(0, 1), "00:00")],
)
def test_milo_is_in_the_toddler_room_whenever_the_demo_is_opened(at, arrived):
    rows = family(at=at)
    here = [r for r in rows["attendance"] if r["child_id"] == "milo" and r["left_at"] is None]
    assert [row["arrived_at"][11:16] for row in here] == [arrived]
    assert here[0]["arrived_at"].startswith(TODAY.isoformat())
    now = f"{TODAY.isoformat()}T{at.isoformat()}+00:00"
    on_shift = {r["adult_id"] for r in rows["shifts"] if r["from_at"] <= now <= r["to_at"]}
    assert ("ana" in on_shift) or at < time(0, 30)


def test_times_are_of_the_place_and_kept_in_utc():
    rows = family(zone=ZoneInfo("America/Lima"))
    here = [r for r in rows["attendance"] if r["child_id"] == "milo" and r["left_at"] is None]
    assert here[0]["arrived_at"] == f"{TODAY.isoformat()}T12:52:00+00:00"


def test_moments_add_up_to_what_the_card_says():
    moments = [row for row in family()["care_events"] if row["child_id"] == "milo"]
    turned_to = defaultdict(int)
    for row in moments:
        turned_to[row["approached"][0]] += 1
    assert dict(turned_to) == {"dana": 14, "ana": 9, "rosa": 5, "ben": 2}


def test_on_a_later_day_the_rooms_fill_again_and_nothing_else_changes():
    later = Plan(TODAY + timedelta(days=3), at=time(9, 0))
    rows = list(rows_of_day(later, [("milo", "r2"), ("d001-c5", "r2")], [("ana", "r2")]))
    assert {table for table, _ in rows} == {"attendance", "shifts"}
    milo = next(values for _, values in rows if values.get("child_id") == "milo")
    assert milo["arrived_at"].startswith(later.today.isoformat())
    assert milo["left_at"] is None
    assert {values["adult_id"] for table, values in rows if table == "shifts"} == {"ana", "ben"}
