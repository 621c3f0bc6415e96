from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.errors import WrongSetting
from basehaven.core.indicators.quarters import Quarter


def test_the_year_of_a_quarter_is_the_last_from_april_to_march_that_is_over():
    assert Quarter(2026, 1).year_window.name == "2025-04-01/2026-03-31"
    assert Quarter(2026, 4).year_window.name == "2025-04-01/2026-03-31"
    assert Quarter(2025, 4).year_window.name == "2024-04-01/2025-03-31"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_quarters_follow_each_other_without_a_gap_or_an_overlap(day):
    last = Quarter.last_over(day)
    assert last.window.end < day
    assert last.back(-1).window.start == last.window.end + timedelta(days=1)
    assert last.back(-1).window.end >= day


@pytest.mark.parametrize("text", ["2026", "2026Q5", "Q3 2026", "2026-Q3", "", "٢٠٢٦Q3"])
def test_what_is_no_quarter_is_refused_with_an_example(text):
    with pytest.raises(WrongSetting, match="2026Q3"):
        Quarter.of_label(text)
