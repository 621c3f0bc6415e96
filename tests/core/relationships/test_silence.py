"""When a gap in contact is longer than usual for somebody."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.relationships.silence import (
    SilenceRule,
    last_due,
    longest_usual,
    rule_at,
    usual_gap,
)

BABY, TODDLER, CHILD = (
    SilenceRule(0, 1.5, 7, 3),
    SilenceRule(12, 2.0, 14, 3),
    SilenceRule(36, 2.0, 21, 3),
)
RULES = (BABY, TODDLER, CHILD)
FIRST = date(2025, 1, 5)


def test_a_weekly_visitor_of_a_toddler_is_spoken_of_after_two_weeks():
    last = FIRST + timedelta(weeks=10)
    assert longest_usual(FIRST, last, 11, TODDLER) == 14.0


def test_a_daily_visitors_long_weekend_is_no_matter():
    last = FIRST + timedelta(days=30)
    usual = longest_usual(FIRST, last, 31, TODDLER)
    assert usual is not None
    assert not usual < 13
    assert usual < 14


def test_with_two_contacts_nothing_is_usual():
    assert longest_usual(FIRST, FIRST + timedelta(days=7), 2, TODDLER) is None


def test_the_rule_follows_the_age():
    assert [rule_at(RULES, months, 12) for months in (0, 11, 12, 35, 36, 90)] == [
        BABY, BABY, TODDLER, TODDLER, CHILD, CHILD,
    ]  # fmt: skip
    assert rule_at(RULES, None, 12) is TODDLER


def test_the_last_sunday_that_was_missed_is_the_day_that_was_due():
    last = FIRST + timedelta(weeks=3)
    assert last_due(FIRST, last, 4, last + timedelta(days=26)) == last + timedelta(days=21)


def test_while_none_was_due_yet_it_is_the_day_itself():
    last = FIRST + timedelta(weeks=3)
    day = last + timedelta(days=3)
    assert last_due(FIRST, last, 4, day) == day


@given(st.integers(0, 900), st.integers(2, 200), st.integers(0, 400))
def test_what_was_due_lies_after_the_last_time_and_not_in_the_future(span, times, since):
    last = FIRST + timedelta(days=span)
    day = last + timedelta(days=since)
    due = last_due(FIRST, last, times, day)
    assert last <= due <= day
    assert since == 0 or due > last


@given(st.integers(0, 900), st.integers(3, 200))
def test_more_often_is_never_waited_for_longer(span, times):
    last = FIRST + timedelta(days=span)
    often, seldom = (longest_usual(FIRST, last, n, TODDLER) for n in (times + 1, times))
    assert often is not None and seldom is not None
    assert often <= seldom
    assert usual_gap(FIRST, last, times) >= 0
