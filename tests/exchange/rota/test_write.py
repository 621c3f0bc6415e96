from __future__ import annotations

import json
from dataclasses import asdict

from basehaven.core.room.breaches import Breach, Rule
from basehaven.core.room.cover import Cover
from basehaven.core.room.pairs import pair_changes
from basehaven.exchange.rota.write import cover_out, pairs_out, plain, rows_out, shifts_out
from tests.core.room.weeks import MONDAY, a_child, a_rota, a_shift, a_week, an_adult


def test_a_shift_has_its_pieces_and_the_break_no_room():
    (shift,) = shifts_out([a_shift("ana", "08:00-12:00 otters", "12:00-12:30")])
    assert (shift["adult"], shift["day"]) == ("ana", "2026-03-02")
    assert (shift["start"], shift["end"]) == ("08:00", "12:30")
    assert shift["pieces"][1] == {"room": None, "break": True, "start": "12:00", "end": "12:30"}


def test_a_pair_says_who_it_was_what_became_of_it_and_why():
    week = a_week([an_adult("ana")], [a_child("milo", main="gone")])
    (pair,) = pairs_out(pair_changes(week, a_rota(week, [], milo=("ana", ""))))
    assert pair["main"] == {
        "adult": "ana", "before": "gone", "became": "changed", "why": "gone", "stays_as": None,
    }  # fmt: skip


def test_todays_cover_is_unknown_where_there_is_no_rota_today():
    (row,) = cover_out([Cover("milo", 60, 30, 45)], [])
    assert row["with_main_or_backup"] == 0.75
    assert row["today_with_main_or_backup"] is None


def test_values_become_json_with_clock_times_and_without_empty_ones():
    breach = Breach(Rule.RATIO, room_id="otters", day=MONDAY, start=720, end=750, count=1)
    assert rows_out([breach]) == [
        {"rule": "ratio", "room_id": "otters", "day": "2026-03-02", "start": "12:00",
         "end": "12:30", "count": 1}
    ]  # fmt: skip
    assert json.dumps(plain(asdict(breach)))
