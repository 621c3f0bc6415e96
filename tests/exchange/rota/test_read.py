"""A rota file becomes a week; each mistake is answered with its field and the way out."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from basehaven.core.errors import UnreadableSource
from basehaven.core.room.rules import MixedAges
from basehaven.core.room.week import ChildStay, Piece, Span
from basehaven.exchange.rota.read import read_rota
from tests.architecture.house import ROOT

EXAMPLE = ROOT / "docs/examples/rota.yaml"
MONDAY = date(2026, 3, 2)
GOOD = """
week: 2026-03-02
open: {mon-fri: "07:00-17:30"}
rules: [head-start]
rooms:
  - {id: otters}
  - {id: bears, name: The Bears}
adults:
  - {id: ana, rooms: [otters, bears], hours_per_week: 40, hours_per_day: 9}
children:
  - {id: milo, room: otters, born_on: 2024-11-20, hours: {mon-fri: "08:00-16:00"}, main: ana}
"""


def read(folder: Path, text: str, name: str = "week.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_rota(path)


def adult(folder: Path, more: str):
    text = GOOD.replace("hours_per_day: 9", f"hours_per_day: 9, {more}")
    return read(folder, text).week.adults[0]


def child(folder: Path, old: str, new: str):
    assert old in GOOD
    return read(folder, GOOD.replace(old, new)).week.children[0]


def test_a_short_file_is_a_whole_week(tmp_path):
    file = read(tmp_path, GOOD)
    week = file.week
    assert file.title == "week"
    assert file.names == {"otters": "otters", "bears": "The Bears", "ana": "ana", "milo": "milo"}
    assert week.monday == MONDAY
    assert len(week.opening) == 5
    assert week.adults[0].can_work == week.opening
    assert (week.adults[0].week_minutes, week.adults[0].shortest_minutes) == (2400, 180)
    assert week.children[0].stays[0] == ChildStay("otters", Span(MONDAY, 480, 960))
    assert [rule.rule_id for rule in week.rules.rules] == ["head-start"]


def test_json_says_the_same(tmp_path):
    values = {
        "week": "2026-03-02",
        "open": {"mon-fri": "07:00-17:30"},
        "rules": ["head-start"],
        "rooms": [{"id": "otters"}, {"id": "bears", "name": "The Bears"}],
        "adults": [
            {"id": "ana", "rooms": ["otters", "bears"], "hours_per_week": 40, "hours_per_day": 9}
        ],
        "children": [
            {"id": "milo", "room": "otters", "born_on": "2024-11-20",
             "hours": {"mon-fri": "08:00-16:00"}, "main": "ana"}
        ],
    }  # fmt: skip
    as_json = read(tmp_path, json.dumps(values, indent="\t"), "week.json")
    assert as_json == read(tmp_path, GOOD)


def test_a_time_without_quotes_stays_a_time(tmp_path):
    found = child(tmp_path, '"08:00-16:00"', "10:30-11:45")
    assert (found.stays[0].span.start, found.stays[0].span.end) == (630, 705)


def test_leave_days_off_and_times_say_when_an_adult_can_work(tmp_path):
    found = adult(
        tmp_path,
        'days_off: [wed], times: {mon-fri: "08:00-16:00", sat: "09:00-12:00"}, '
        'leave: [2026-03-03, "thu 12:00-14:00", "2026-02-20..2026-03-02", "2026-12-24"]',
    )
    assert MONDAY + timedelta(days=2) not in {span.day for span in found.can_work}
    assert [(s.day.day, s.start, s.end) for s in found.away] == [
        (2, 0, 1440), (3, 0, 1440), (5, 720, 840),
    ]  # fmt: skip


def test_hours_of_a_contract_are_rounded_down_to_quarter_hours(tmp_path):
    text = GOOD.replace("hours_per_week: 40", "hours_per_week: 37.4")
    assert read(tmp_path, text).week.adults[0].week_minutes == 37 * 60 + 15


def test_todays_rota_has_rooms_and_breaks(tmp_path):
    text = GOOD.replace(
        "hours_per_day: 9",
        'hours_per_day: 9, today: {mon: "08:00-12:00", '
        'tue-wed: ["08:00-11:00 bears", "11:00-11:30 break", "11:30-15:00"]}',
    )
    week = read(tmp_path, text).week
    assert [shift.day.day for shift in week.today] == [2, 3, 4]
    assert week.today[0].pieces == (Piece("otters", 480, 720),)
    assert [piece.room_id for piece in week.today[1].pieces] == ["bears", "", "otters"]


def test_a_child_may_be_in_another_room_for_a_while(tmp_path):
    found = child(tmp_path, '"08:00-16:00"', '["07:00-08:00 bears", "08:00-16:00"]')
    assert [stay.room_id for stay in found.stays[:2]] == ["bears", "otters"]


def test_own_rules_and_settings_are_read(tmp_path):
    more = """
own_rules:
  - id: ours
    label: Our state
    bands: [{from_months: 0, under_months: null, children: 6, groups: [{adults: 0, children: 12}]}]
settings: {mixed_ages: weights, longest_stretch_hours: 4.5, weights: {wish: 0}}
"""
    rules = read(tmp_path, GOOD + more).week.rules
    assert [rule.label for rule in rules.rules][-1] == "Our state"
    assert rules.rules[-1].bands[0].children == 6
    assert rules.ratio.mixed_ages is MixedAges.WEIGHTS
    assert (rules.longest_stretch_minutes, rules.weights.wish, rules.weights.near_today) == (
        270, 0, 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("week: 2026-03-02", "week: 2026-03-04", "a Wednesday. Write its Monday, 2026-03-02"),
        ("week: 2026-03-02", "", "'week' is missing. Write the Monday"),
        ("week: 2026-03-02", "week: 2026-13-40", "not readable"),
        ("week: 2026-03-02", "week: soon", "'week' is 'soon'. Write a date such as"),
        ("week:", "weak:", "'weak' is not a field here. Did you mean 'week'"),
        ("hours_per_day", "hour_per_day", "adults 1 (ana): 'hour_per_day' is not a field"),
        ("hours_per_day", "hour_per_day", "Did you mean 'hours_per_day'"),
        ("hours_per_week: 40", "hours_per_week: lots", "'hours_per_week' is 'lots', which is no"),
        ("hours_per_week: 40", "hours_per_week: 400", "Write a number from 0.25 to 168"),
        ("hours_per_day: 9", "hours_per_day: 2", "lets no shift be"),
        ("hours_per_day: 9", "hours_per_day: 9, at_least_hours_per_week: 41", "Lower it"),
        ("hours_per_day: 9", "hours_per_day: 9, days_per_week: 2.5", "Write a whole number"),
        ("rooms: [otters, bears]", "rooms: [otter]", "is no room. There are: otters, bears"),
        ("rooms: [otters, bears]", "rooms: []", "Name the rooms they may work in"),
        ("room: otters,", "", "'room' is missing. Add it"),
        ("id: milo", "id: ana", "'id' is 'ana', and so is another's"),
        ('"08:00-16:00"', "8 to 4", "holds '8 to 4'. Write times"),
        ('"08:00-16:00"', "8-4", "Write two times with a line between"),
        ('"08:00-16:00"', '"08:10-16:00"', "Times are in quarter hours: write 08:00 or 08:15"),
        ('"08:00-16:00"', '"08:00-25:00"', "which no clock shows"),
        ('"08:00-16:00"', '"16:00-08:00"', "ends before it begins. Turn it round"),
        ('"08:00-16:00"', '"06:00-16:00"', "outside the opening hours"),
        ('"08:00-16:00"', '["08:00-12:00", "11:00-16:00"]', "two times for Monday that overlap"),
        ('"08:00-16:00"', '"08:00-16:00 foxes"', "names 'foxes', which is no room"),
        ("{mon-fri: \"08:00", "{fri-mon: \"08:00", "Write the first day, then the last"),
        ("{mon-fri: \"08:00", "{weekdays: \"08:00", "Write a day (mon), days (mon-fri)"),
        ("main: ana", "main: ana, backup: ana", "the main adult too"),
        ("main: ana", "born_precision: guess", "Write one of: day, month, year, estimated"),
        ("rules: [head-start]", "", "Name at least one of head-start"),
        ("rules: [head-start]", "rules: [mars]", "names 'mars'. There are: head-start"),
        ("rules: [head-start]", "rules: [state]", "an empty slot. Write your state's rule under"),
        ("rules: [head-start]", "own_rules: [{id: o}]", "Add at least one age"),
        ("rules: [head-start]", "own_rules: [{id: o, bands: [{from_months: 0}]}]",
         "own_rules 1 (o): 'bands' cannot be"),
        ("rules: [head-start]", "rules: [head-start]\nsettings: {mixed_ages: oldest}",
         "Write one of: youngest"),
        ("rules: [head-start]", "rules: [head-start]\nsettings: {breaks_count_as_work: perhaps}",
         "Write true or false"),
        ("hours_per_day: 9", 'hours_per_day: 9, today: {mon: ["08:00-10:00", "11:00-12:00"]}',
         "has a hole or an overlap"),
        ("hours_per_day: 9",
         'hours_per_day: 9, today: {mon: "08:00-10:00", mon-tue: "11:00-12:00"}',
         "two shifts on one day"),
        ("rooms:\n", "rooms: otters\nroomz:\n", "not a field here"),
        ("adults:\n  -", "adults: []\ntitle: x\nsettings:\n ", "is not a field here"),
        (GOOD, "just words", "begin with 'week:'"),
        (GOOD, "a: [1", "not readable as YAML or JSON"),
        (GOOD, "week: 2026-03-02\nweek: 2026-03-02", "'week' stands twice"),
        (GOOD, "x: !!python/object/apply:os.getcwd []", "not readable"),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_with_its_field_and_the_way_out(tmp_path, old, new, said):
    assert old in GOOD
    with pytest.raises(UnreadableSource) as refused:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert said in str(refused.value)
    assert "week.yaml" in str(refused.value)


def test_broken_json_is_named_with_its_line_and_two_equal_keys_are_refused(tmp_path):
    with pytest.raises(UnreadableSource, match=r"week\.json, line 2: not readable"):
        read(tmp_path, "{\n,", "week.json")
    with pytest.raises(UnreadableSource, match="'week' stands twice"):
        read(tmp_path, '{"week": 1, "week": 2}', "week.json")


def test_a_file_far_too_large_is_not_read(tmp_path):
    with pytest.raises(UnreadableSource, match="more than 5 MB"):
        read(tmp_path, "#" * 5_000_001)


def test_the_example_that_is_shipped_is_read_whole():
    file = read_rota(EXAMPLE)
    assert file.title == "Little Harbour, week of 2 March"
    assert len(file.week.children) == 14
    assert {shift.adult_id for shift in file.week.today} == {"ana", "ben", "chidi", "dolores",
                                                             "esme"}  # fmt: skip
