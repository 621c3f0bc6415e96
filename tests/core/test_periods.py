from __future__ import annotations

from dataclasses import astuple
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.periods import (
    CorrectedAgeRule,
    Period,
    age_on,
    birthday,
    clip,
    completed_months,
    corrected_months,
    covers,
    length_in_days,
    overlap_days,
    overlaps,
)

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
UNTIL = date(2031, 1, 1)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(DAYS)
    length = draw(st.none() | st.integers(0, 900))
    return Period(start, None if length is None else start + timedelta(days=length))


@pytest.mark.parametrize(
    ("born", "day", "months"),
    [
        (date(2024, 1, 31), date(2024, 5, 30), 3),
        (date(2024, 1, 31), date(2024, 5, 31), 4),
        (date(2024, 1, 31), date(2024, 4, 30), 2),
        (date(2024, 1, 31), date(2024, 5, 1), 3),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
        (date(2024, 2, 29), date(2028, 2, 29), 48),
        (date(2024, 6, 5), date(2024, 6, 5), 0),
    ],
)
def test_months_are_complete_on_the_day_or_on_the_first_of_the_next_month(born, day, months):
    assert completed_months(born, day) == months


def test_before_the_birth_there_is_no_age():
    with pytest.raises(ValueError, match="before the birth"):
        completed_months(date(2024, 1, 2), date(2024, 1, 1))


@given(born=DAYS, later=st.integers(0, 2500))
def test_age_never_falls_and_grows_by_at_most_one_month_a_day(born, later):
    day = born + timedelta(days=later)
    step = completed_months(born, day + timedelta(days=1)) - completed_months(born, day)
    assert step in (0, 1)


@given(born=DAYS, years=st.integers(0, 20))
def test_a_year_is_complete_on_the_birthday_and_not_the_day_before(born, years):
    day = birthday(born, years)
    assert completed_months(born, day) == 12 * years
    if years:
        assert completed_months(born, day - timedelta(days=1)) == 12 * years - 1


def test_a_child_born_on_29_february_has_the_birthday_on_1_march_of_a_common_year():
    assert birthday(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert birthday(date(2024, 2, 29), 4) == date(2028, 2, 29)


BORN_EARLY, DUE = date(2024, 1, 1), date(2024, 3, 1)


def test_a_child_born_two_months_early_is_four_months_by_the_due_day_at_six_months():
    assert corrected_months(BORN_EARLY, DUE, date(2024, 7, 1)) == 4


def test_correction_stops_at_24_months_of_age():
    assert corrected_months(BORN_EARLY, DUE, date(2025, 12, 31)) == 21
    assert corrected_months(BORN_EARLY, DUE, date(2026, 1, 1)) is None


def test_three_weeks_early_is_at_term_and_a_day_more_is_early():
    born = date(2024, 6, 1)
    later = date(2024, 12, 1)
    assert corrected_months(born, born + timedelta(days=21), later) is None
    assert corrected_months(born, born + timedelta(days=22), later) is not None


def test_the_rule_of_correction_is_a_setting():
    rule = CorrectedAgeRule(until_months=36)
    assert corrected_months(BORN_EARLY, DUE, date(2026, 6, 1), rule) == 27


def test_before_the_due_day_days_to_go_are_told_and_no_corrected_age():
    age = age_on(BORN_EARLY, DUE, "day", date(2024, 1, 31))
    assert (age.say, age.days, age.corrected_months) == ("days", 30, None)
    assert age.corrected_days_to_go == 30


@pytest.mark.parametrize(
    ("born", "due", "precision", "say"),
    [
        (None, None, "", "unknown"),
        (None, date(2024, 9, 1), "unborn", "unborn"),
        (None, None, "unborn", "unborn"),
        (date(2024, 6, 20), None, "day", "days"),
        (date(2024, 6, 1), None, "month", "months"),
        (date(2024, 1, 1), None, "estimated", "months"),
        (date(2023, 12, 1), None, "day", "months"),
        (date(2024, 1, 1), None, "year", "years"),
        (date(2021, 1, 1), None, "day", "years"),
        (date(2024, 12, 1), None, "day", "unborn"),
    ],
)
def test_age_is_spoken_in_the_unit_that_fits(born, due, precision, say):
    assert age_on(born, due, precision, date(2024, 7, 1)).say == say


def test_weeks_until_due_turn_negative_when_the_due_day_has_passed():
    assert age_on(None, date(2024, 9, 1), "unborn", date(2024, 8, 25)).weeks_until_due == 1
    assert age_on(None, date(2024, 9, 1), "unborn", date(2024, 9, 15)).weeks_until_due == -2


def test_an_estimated_birth_is_approximate_and_never_corrected():
    age = age_on(BORN_EARLY, DUE, "estimated", date(2024, 7, 1))
    assert age.approximate
    assert age.corrected_months is None


def test_eight_days_and_seven():
    start = date(2024, 1, 10)
    assert length_in_days(Period(start, date(2024, 1, 17)), UNTIL) == 7
    assert length_in_days(Period(start, date(2024, 1, 18)), UNTIL) == 8


def test_a_row_that_starts_and_ends_on_one_day_counts_no_day_and_overlaps_nothing():
    moment = Period(date(2024, 1, 10), date(2024, 1, 10))
    always = Period(date(2020, 1, 1))
    assert length_in_days(moment, UNTIL) == 0
    assert not covers(moment, date(2024, 1, 10))
    assert list(overlaps([moment, always])) == []


def test_one_that_ends_when_the_next_starts_does_not_overlap_it():
    one = Period(date(2024, 1, 1), date(2024, 2, 1))
    other = Period(date(2024, 2, 1), None)
    assert list(overlaps([one, other])) == []
    assert overlap_days(one, other, UNTIL) == 0


@given(span=periods(), day=DAYS)
def test_the_days_covered_are_the_length(span, day):
    until = min(span.started_on + timedelta(days=40), day)
    days = [span.started_on + timedelta(days=n) for n in range(45)]
    covered = sum(covers(span, d) and d < until for d in days)
    assert covered == length_in_days(span, until)


@given(one=periods(), other=periods())
def test_overlap_is_the_same_both_ways_and_found_by_overlaps(one, other):
    shared = overlap_days(one, other, date(2099, 1, 1))
    assert shared == overlap_days(other, one, date(2099, 1, 1))
    assert bool(list(overlaps([one, other]))) == (shared > 0)


@given(span=periods(), start=DAYS, length=st.integers(0, 400))
def test_what_clip_keeps_is_the_overlap(span, start, length):
    window = Period(start, start + timedelta(days=length))
    kept = clip(span, *astuple(window))
    days = 0 if kept is None else length_in_days(kept, date(2099, 1, 1))
    assert days == overlap_days(span, window, date(2099, 1, 1))
