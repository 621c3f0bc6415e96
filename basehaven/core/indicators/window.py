"""The twelve months, or other days, that an indicator looks at."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from basehaven.core.errors import WrongSetting
from basehaven.core.half_years import HalfYear

HALF_YEARS = re.compile(r"(?P<first>\d\d)(?P<one>[AB])(?P<last>\d\d)(?P<other>[AB])")
A_DAY = timedelta(days=1)
FEDERAL_YEAR = re.compile(r"FY(?P<year>\d\d)")
WAYS = (
    "Write half-years such as 24B25A, a federal year such as FY24, or the first and the last day: "
    "2024-04-01/2025-03-31."
)


@dataclass(frozen=True, slots=True)
class Window:
    """A period from its first to its last day, both of it.

    Attributes:
        start: the first day.
        end: the last day.
        name: as it was asked for.
    """

    start: date
    end: date
    name: str


def window_of(text: str) -> Window:
    """Read a period.

    Args:
        text: ``24B25A`` (two half-years in a row), ``24B`` (one), ``FY24``, or
            ``2024-04-01/2025-03-31``.

    Returns:
        The period with its first and last day.

    Raises:
        WrongSetting: none of these, half-years not in a row, or an end before
            its start.

    Source: half-years as in the CFSR Round 4 data dictionary: A is 1 October to
    31 March and B is 1 April to 30 September of the year named.

    >>> window_of("24B25A").start, window_of("23A23B").start
    (datetime.date(2024, 4, 1), datetime.date(2022, 10, 1))
    """
    asked = text.strip()
    if found := HALF_YEARS.fullmatch(asked.upper()):
        return _two_halves(found, asked)
    if half := HalfYear.of_label(asked):
        return Window(half.starts_on, half.ends_on - A_DAY, asked)
    if found := FEDERAL_YEAR.fullmatch(asked.upper()):
        year = 2000 + int(found["year"])
        return Window(date(year - 1, 10, 1), date(year, 9, 30), asked)
    first, slash, last = asked.partition("/")
    try:
        window = Window(date.fromisoformat(first), date.fromisoformat(last), asked)
    except ValueError as error:
        raise WrongSetting(f"'{text}' is no period. {WAYS}") from error
    if not slash or window.end < window.start:
        raise WrongSetting(f"The period '{text}' ends before it starts. {WAYS}")
    return window


def months_after(end: date, months: int) -> date:
    """The last day of so many months that follow a period; whole months stay whole.

    >>> months_after(date(2023, 9, 30), 18)
    datetime.date(2025, 3, 31)
    """
    first = end + A_DAY
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    return date(year, month, min(first.day, monthrange(year, month)[1])) - A_DAY


def _two_halves(found: re.Match[str], asked: str) -> Window:
    first = HalfYear(2000 + int(found["first"]), found["one"])
    last = HalfYear(2000 + int(found["last"]), found["other"])
    if last != first.after():
        raise WrongSetting(f"The half-years of '{asked}' do not follow each other. {WAYS}")
    return Window(first.starts_on, last.ends_on - A_DAY, asked)


def twelve_months_to(day: date) -> Window:
    """The twelve months that end with a day.

    >>> twelve_months_to(date(2025, 3, 31)).start
    datetime.date(2024, 4, 1)
    """
    after = day + A_DAY
    try:
        start = after.replace(year=after.year - 1)
    except ValueError:  # the day after is 29 February
        start = date(after.year - 1, 3, 1)
    return Window(start, day, f"{start}/{day}")


def a_year_after(day: date) -> date:
    """The day on which twelve months are over; 28 February for 29 February.

    >>> a_year_after(date(2024, 2, 29))
    datetime.date(2025, 2, 28)
    """
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)
