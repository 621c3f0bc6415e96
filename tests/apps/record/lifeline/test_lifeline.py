"""The life line: bars that open their record, moves marked, ages along the axis."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.apps.record.child_record import (
    ChildFacts,
    ChildRecord,
    PersonFacts,
    RemovalFacts,
    RoomStay,
)
from basehaven.apps.record.lifeline.draw import draw_lifeline
from basehaven.apps.record.lifeline.rows import life_markers, life_rows, stretches
from basehaven.apps.record.lifeline.scale import MOST_TICKS, add_months, scale_for, ticks_of
from basehaven.apps.record.map.figures import OnDay
from basehaven.core.relationships.types import Spell, Stay, Tie

BORN, TODAY = date(2024, 5, 1), date(2026, 1, 10)


def on(*ties: Tie, born: date | None = BORN, **parts) -> OnDay:
    child = ChildFacts("milo", "Milo", (), born, "day" if born else "", None, "m", "")
    people = {t.adult_id: PersonFacts(t.adult_id, t.adult_id.title(), ()) for t in ties}
    people["dana"] = PersonFacts("dana", "Dana Okafor", ())
    return OnDay(ChildRecord(child, people, ties, (), **parts), TODAY, TODAY)


def labels(born: date | None, start: date) -> list[str]:
    return [tick.label for tick in ticks_of(scale_for([start], born, TODAY), born)]


def test_ages_begin_before_birth_when_somebody_was_there_then():
    assert labels(BORN, date(2024, 2, 1))[:3] == ["-3 mo", "birth", "3 mo"]


def test_the_steps_of_the_axis_widen_with_age():
    assert labels(date(2016, 5, 1), date(2016, 5, 1))[:3] == ["birth", "2 y", "4 y"]


def test_without_a_birth_date_the_axis_shows_the_calendar():
    assert all(re.search(r"\d{4}$", label) for label in labels(None, date(2025, 2, 10)))


@given(st.dates(date(2005, 1, 1), TODAY), st.integers(0, 280))
def test_ticks_are_few_and_in_order(born, before):
    start = born - timedelta(days=before)
    ticks = ticks_of(scale_for([start], born, TODAY), born)
    assert len(ticks) <= MOST_TICKS + 2
    assert [t.at for t in ticks] == sorted({t.at for t in ticks})
    assert all(0 <= t.at <= 100 for t in ticks)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_months_added_stay_in_their_month(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months


# Stretches of a tie


def spans(tie: Tie) -> list[tuple[date, date | None]]:
    return [(start, end) for start, end, _spell in stretches(tie)]


def test_a_gap_between_spells_is_a_stretch_of_its_own():
    tie = Tie(
        "t",
        "ida",
        "kin",
        BORN,
        spells=(
            Spell(date(2024, 6, 1), date(2024, 9, 1), mode="in_person"),
            Spell(date(2025, 1, 1), mode="video"),
        ),
    )
    assert spans(tie) == [
        (BORN, date(2024, 6, 1)),
        (date(2024, 6, 1), date(2024, 9, 1)),
        (date(2024, 9, 1), date(2025, 1, 1)),
        (date(2025, 1, 1), None),
    ]


def test_a_tie_without_spells_is_one_stretch():
    assert spans(Tie("t", "ida", "kin", BORN)) == [(BORN, None)]


@given(
    st.integers(1, 400) | st.none(),
    st.lists(st.tuples(st.integers(-50, 400), st.integers(0, 200) | st.none()), max_size=6),
)
def test_stretches_cover_the_whole_tie_and_nothing_else(length, spells):
    end = None if length is None else BORN + timedelta(days=length)
    made = tuple(
        Spell(
            BORN + timedelta(days=start),
            None if long is None else BORN + timedelta(days=start + long),
        )
        for start, long in spells
    )
    found = spans(Tie("t", "ida", "kin", BORN, end, spells=made))
    assert found[0][0] == BORN
    assert found[-1][1] == end
    assert all(one[1] == two[0] for one, two in pairwise(found))


# What is drawn


def draw(*ties: Tie, **parts):
    line = draw_lifeline(on(*ties, **parts), lambda table, ref: f"/{table}/{ref}/")
    assert line is not None
    return line


def test_every_bar_opens_its_record_and_says_itself_in_words():
    line = draw(
        Tie("tie-1", "ida", "kin", BORN),
        stays=(Stay("stay-1", BORN, kind="foster", carer_ids=("dana",)),),
        rooms=(RoomStay("room-1", "r", "Toddler room", "", date(2025, 1, 1), None),),
        removals=(RemovalFacts("removal-1", date(2024, 8, 1), None, ""),),
    )
    opened = re.findall(r'href="(/[^"]+)" aria-label="([^"]+)"', line.bars)
    assert {address for address, _said in opened} == {
        "/tie/tie-1/",
        "/stay/stay-1/",
        "/enrolment/room-1/",
        "/removal/removal-1/",
    }
    assert ("/stay/stay-1/", "Home, Dana Okafor, foster home, since 1 May 2024") in opened


def test_those_still_there_stand_above_those_who_went():
    rows = life_rows(
        on(Tie("a", "kay", "foster_carer", BORN, date(2025, 1, 1)), Tie("b", "tom", "friend", BORN))
    )
    assert [row.name for row in rows] == ["Tom", "Kay"]


def test_removals_moves_and_room_moves_are_marked_once_each():
    record = on(
        removals=(RemovalFacts("r", date(2024, 10, 1), date(2025, 6, 1), "reunified"),),
        stays=(
            Stay("a", BORN, date(2024, 10, 1)),
            Stay("b", date(2024, 10, 1), date(2025, 2, 1)),
            Stay("c", date(2025, 2, 1)),
        ),
        rooms=(
            RoomStay("x", "r1", "Baby", "", date(2024, 11, 1), date(2025, 3, 1)),
            RoomStay("y", "r2", "Toddler", "", date(2025, 3, 1), None),
        ),
    ).record
    assert [(m.day, m.word) for m in life_markers(record)] == [
        (date(2024, 10, 1), "removal"),
        (date(2025, 2, 1), "move"),
        (date(2025, 3, 1), "room move"),
        (date(2025, 6, 1), "left care"),
    ]


def test_homes_of_shared_care_stand_one_under_the_other():
    shared = (Stay("a", BORN, shared=True), Stay("b", BORN, shared=True))
    one, two = re.findall(r'<svg x="[\d.]+%" y="(\d+)"', draw(stays=shared).bars)
    assert one != two


def test_with_nothing_recorded_there_is_no_life_line():
    assert draw_lifeline(on(), lambda table, ref: "") is None


def test_what_comes_from_the_record_is_escaped():
    tie = Tie("t", "<b>", "kin", BORN)
    line = draw(tie)
    assert "<B>" not in line.bars + line.names
    assert "<b>" not in line.bars + line.names


def test_an_unborn_child_has_an_axis_up_to_the_due_day():
    child = ChildFacts("x", "", (), None, "unborn", date(2026, 3, 1), "", "")
    tie = Tie("t", "june", "doula", date(2025, 12, 1))
    record = ChildRecord(child, {"june": PersonFacts("june", "June", ())}, (tie,), ())
    line = draw_lifeline(OnDay(record, TODAY, TODAY), lambda table, ref: "")
    assert line is not None
    assert line.scale.end == date(2026, 3, 1)
    assert ">due<" in line.bars
    (bar,) = re.findall(r'<svg x="([\d.]+)%" y="\d+" width="([\d.]+)%"', line.bars)
    assert float(bar[0]) + float(bar[1]) == pytest.approx(line.scale.at(TODAY))


@pytest.mark.parametrize("day", [date(1990, 1, 1), TODAY, date(2040, 1, 1)])
def test_the_chosen_day_never_leaves_the_drawing(day):
    line = draw(Tie("t", "ida", "kin", BORN))
    at = float(re.search(r'x1="([\d.]+)%"', line.day_line(day, TODAY)).group(1))
    assert 0 <= at <= 100
