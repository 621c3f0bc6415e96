"""Federal codes of periods as days."""

from __future__ import annotations

from datetime import date

import pytest

from basehaven.core.areas.federal_periods import federal_period
from basehaven.core.errors import WrongSetting


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("23A23B", date(2022, 10, 1), date(2023, 9, 30)),
        ("24B25A", date(2024, 4, 1), date(2025, 3, 31)),
        ("23AB_FY23", date(2022, 10, 1), date(2023, 9, 30)),
        ("FY23-24", date(2022, 10, 1), date(2023, 9, 30)),
    ],
)
def test_a_code_names_its_first_and_last_day(code, first, last):
    assert federal_period(code) == (first, last)


@pytest.mark.parametrize("code", ["23A24B", "24B26A", "FY23-25", "22AB_FY23", "2025", ""])
def test_what_is_no_code_is_refused_with_those_that_are(code):
    with pytest.raises(WrongSetting, match="23A23B"):
        federal_period(code)
