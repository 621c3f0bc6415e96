from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.apps.record.finding.dates import swapped, take_dates

TODAY = date(2026, 6, 1)
THIRD_OF_MAY = date(2024, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-03", "2024/05/03", "20240503", "3.5.2024", "03/05/2024", "5/3/24", "3 May 2024",
        "3rd may 24", "May 3, 2024", "3 de mayo de 2024", "3 MAYO 2024",
    ],
)  # fmt: skip
def test_a_birth_date_is_read_as_people_write_it(text):
    rest, days = take_dates(text, TODAY)
    assert THIRD_OF_MAY in days
    assert rest == ""


def test_what_can_be_read_both_ways_is_read_both_ways():
    assert set(take_dates("3/5/2024", TODAY)[1]) == {THIRD_OF_MAY, date(2024, 3, 5)}
    assert take_dates("13/5/2024", TODAY)[1] == (date(2024, 5, 13),)


def test_the_name_beside_a_date_is_left():
    assert take_dates("Milo Marín 2024-05-03", TODAY)[0] == "milo marin"


@pytest.mark.parametrize("text", ["31/2/2024", "2024-13-45", "may", "maya 2024", "12"])
def test_what_is_no_date_gives_none(text):
    assert take_dates(text, TODAY)[1] == ()


@given(st.dates(date(1950, 1, 1), date(2026, 5, 1)))
def test_every_iso_date_is_read_and_swapping_twice_is_nothing(day):
    assert take_dates(day.isoformat(), TODAY)[1] == (day,)
    other = swapped(day)
    assert other is None or swapped(other) == day


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text):
    take_dates(text, TODAY)
