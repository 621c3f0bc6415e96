"""The half-years of the federal file: their days, names and gaps."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.half_years import HalfYear, missing_between

HALVES = st.builds(HalfYear, st.integers(2001, 2098), st.sampled_from("AB"))


def test_the_a_half_begins_in_october_of_the_year_before():
    half = HalfYear(2025, "A")
    assert (half.starts_on, half.ends_on) == (date(2024, 10, 1), date(2025, 4, 1))


def test_the_b_half_begins_in_april_of_its_year():
    half = HalfYear(2024, "B")
    assert (half.starts_on, half.ends_on) == (date(2024, 4, 1), date(2024, 10, 1))


@pytest.mark.parametrize(("text", "name"), [("202403", "24A"), ("202409", "24B")])
def test_a_report_date_is_the_month_in_which_it_ends(text, name):
    assert str(HalfYear.of_report_date(text)) == name


@pytest.mark.parametrize(
    "text", ["", "202406", "2024", "20240930", "000009", "２０２４０９", "202409 "]
)
def test_what_ends_no_half_year_is_none(text):
    assert HalfYear.of_report_date(text) is None


@given(HALVES)
def test_a_name_leads_back_to_its_half_year(half):
    assert HalfYear.of_label(str(half)) == half
    assert HalfYear.of_label(f"{half}{half}") is None


@given(HALVES)
def test_the_next_one_begins_where_this_one_ends(half):
    assert half.after().starts_on == half.ends_on
    assert half < half.after()


@given(st.lists(HALVES, max_size=5))
def test_those_there_and_those_missing_make_an_unbroken_row(have):
    row = sorted({*have, *missing_between(have)})
    assert not set(have) & set(missing_between(have))
    assert all(one.after() == other for one, other in itertools.pairwise(row))
