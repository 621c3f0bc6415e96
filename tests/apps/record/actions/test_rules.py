"""What cannot be is refused in words; what is merely unusual is asked once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.apps.record.actions import rules
from basehaven.core.errors import NotPossible

MAY, JUNE, JULY = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)
TODAY = date(2025, 1, 1)


@dataclass
class Span:
    started_on: date
    ended_on: date | None = None
    shared: bool | None = None


@dataclass
class Care:
    removed_on: date
    exited_on: date | None = None


days = st.dates(date(2020, 1, 1), date(2020, 3, 1))
ends = st.none() | days


@given(days, ends, days, ends)
def test_overlap_is_the_same_from_either_side(a, a_end, b, b_end):
    assert rules.overlaps(a, a_end, b, b_end) == rules.overlaps(b, b_end, a, a_end)


@given(days, days, days)
def test_what_stops_on_a_day_leaves_that_day_free(a, b, c):
    first, second, third = sorted([a, b, c])
    assert not rules.overlaps(first, second, second, third)


@given(days, days, ends)
def test_an_interval_of_no_days_overlaps_nothing(a, b, b_end):
    assert not rules.overlaps(a, a, b, b_end)


def test_an_end_before_the_start_names_both_days():
    with pytest.raises(NotPossible, match="1 May 2024, before it starts on 1 June 2024") as error:
        rules.ends_after_it_starts(JUNE, MAY)
    assert error.value.field == "ended_on"


def test_something_may_start_and_stop_on_one_day():
    rules.ends_after_it_starts(MAY, MAY)


def test_a_birth_still_to_come_is_only_possible_for_a_child_not_born_yet():
    with pytest.raises(NotPossible, match="not born yet"):
        rules.birth(date(2025, 3, 1), "day", None, TODAY)
    assert rules.birth(None, "unborn", date(2025, 3, 1), TODAY) == "unborn"


def test_an_unborn_child_has_no_birth_date_and_need_not_have_a_due_date():
    with pytest.raises(NotPossible, match="not born yet has no birth date"):
        rules.birth(MAY, "unborn", None, TODAY)
    assert rules.birth(None, "unborn", None, TODAY) == "unborn"


def test_an_unknown_birth_date_is_nobodys_guess():
    assert rules.birth(None, "", None, TODAY) == ""


@pytest.mark.parametrize("precision", ["month", "year", "estimated"])
def test_a_birth_date_keeps_how_exactly_it_is_known(precision):
    assert rules.birth(MAY, precision, None, TODAY) == precision


def test_a_precision_without_a_date_is_asked_about():
    with pytest.raises(NotPossible, match="as well as it is known"):
        rules.birth(None, "month", None, TODAY)


def test_a_due_date_in_another_year_is_a_slip():
    with pytest.raises(NotPossible, match="too far apart"):
        rules.birth(MAY, "day", date(2025, 5, 1), TODAY)
    assert rules.birth(MAY, "day", date(2024, 8, 1), TODAY) == "day"


def test_a_tie_may_begin_with_the_pregnancy():
    rules.tie_not_before_pregnancy(date(2023, 8, 1), MAY, None)


def test_a_tie_from_before_the_pregnancy_is_asked_about_once():
    with pytest.raises(rules.PleaseCheck, match="ten months"):
        rules.tie_not_before_pregnancy(date(2020, 1, 1), MAY, None)
    rules.tie_not_before_pregnancy(date(2020, 1, 1), MAY, None, checked=True)


def test_nothing_is_asked_when_neither_birth_nor_due_date_is_known():
    rules.tie_not_before_pregnancy(date(1990, 1, 1), None, None)


def test_nothing_new_begins_with_somebody_who_died():
    with pytest.raises(NotPossible, match="died on 1 June 2024"):
        rules.not_after_death(JULY, None, JUNE)


def test_what_ended_before_they_died_may_still_be_written_down():
    rules.not_after_death(MAY, JUNE, JUNE)


def test_two_homes_on_one_day_need_shared_care_on_both_sides():
    with pytest.raises(NotPossible, match="shared care"):
        rules.one_home_a_day(JUNE, None, True, [Span(MAY, None, shared=False)])
    rules.one_home_a_day(JUNE, None, True, [Span(MAY, None, shared=True)])


def test_a_move_on_the_day_the_last_stay_ended_is_no_overlap():
    rules.one_home_a_day(JUNE, None, None, [Span(MAY, JUNE)])


def test_a_stay_lies_inside_its_period_of_care():
    with pytest.raises(NotPossible, match="begins before the period of care") as error:
        rules.stay_inside_removal(MAY, None, JUNE, None)
    assert error.value.field == "started_on"
    with pytest.raises(NotPossible, match="period of care ended") as error:
        rules.stay_inside_removal(JUNE, None, MAY, JULY)
    assert error.value.field == "ended_on"
    rules.stay_inside_removal(MAY, JULY, MAY, JULY)


def test_a_child_is_in_one_period_of_care_at_a_time():
    with pytest.raises(NotPossible, match="A move inside it is a new stay"):
        rules.one_removal_at_a_time(JUNE, None, [Care(MAY)])
    rules.one_removal_at_a_time(JULY, None, [Care(MAY, JUNE)])


def test_how_a_tie_was_lived_stays_inside_the_tie():
    tie = Span(MAY, JULY)
    rules.spell_fits(MAY, JULY, tie, [])
    with pytest.raises(NotPossible, match="begins on 1 May 2024"):
        rules.spell_fits(date(2024, 4, 1), JUNE, tie, [])
    with pytest.raises(NotPossible, match="The tie ended on 1 July 2024"):
        rules.spell_fits(JUNE, None, tie, [])


def test_a_tie_is_lived_one_way_at_a_time():
    with pytest.raises(NotPossible, match="already says how they were in touch"):
        rules.spell_fits(JUNE, None, Span(MAY), [Span(MAY)])


def test_a_week_has_168_hours():
    rules.hours_of_a_week(168)
    with pytest.raises(NotPossible, match="168"):
        rules.hours_of_a_week(169)


def test_a_restriction_without_a_source_is_asked_about_and_then_counts():
    with pytest.raises(rules.PleaseCheck, match="By which order or plan"):
        rules.restriction_has_source(" ")
    rules.restriction_has_source("", checked=True)
