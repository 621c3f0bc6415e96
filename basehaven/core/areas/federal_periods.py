"""Reporting periods of the United States as days: ``24B25A`` is April 2024 to March 2025."""

from __future__ import annotations

import re
from datetime import date

from basehaven.core.errors import WrongSetting

_HALVES = re.compile(r"(\d\d)A\1B|(\d\d)B(\d\d)A")
_YEAR_WITH_CARE = re.compile(r"(\d\d)AB_FY\1")
_TWO_YEARS = re.compile(r"FY(\d\d)-(\d\d)")


def federal_period(code: str) -> tuple[date, date]:
    """First and last day of a period by its federal code.

    Half-year A is October to March and B April to September of the named year.
    ``FY23-24`` names the year in which children are first counted; they are
    followed into the next.

    Raises:
        WrongSetting: no such code.

    Source: CFSR Round 4 Statewide Data Indicators Data Dictionary
    (``swdi-dictionary-r4``).

    >>> federal_period("23A23B")
    (datetime.date(2022, 10, 1), datetime.date(2023, 9, 30))
    >>> federal_period("24B25A")[1]
    datetime.date(2025, 3, 31)
    """
    if found := _HALVES.fullmatch(code):
        if found[1]:
            return _fiscal(int(found[1]))
        if int(found[3]) == int(found[2]) + 1:
            return date(2000 + int(found[2]), 4, 1), date(2000 + int(found[3]), 3, 31)
    if found := _YEAR_WITH_CARE.fullmatch(code):
        return _fiscal(int(found[1]))
    if (found := _TWO_YEARS.fullmatch(code)) and int(found[2]) == int(found[1]) + 1:
        return _fiscal(int(found[1]))
    raise WrongSetting(
        f"'{code}' is no federal period. Write 23A23B, 24B25A, 23AB_FY23 or FY23-24."
    )


def _fiscal(year: int) -> tuple[date, date]:
    return date(1999 + year, 10, 1), date(2000 + year, 9, 30)
