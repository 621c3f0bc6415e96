"""Days as whole numbers, so that every engine reckons with the same arithmetic.

Two numbers stand for a date: its ``day`` (days since 1970-01-01) for lengths
and order, and its ``key`` (20240531) for ages and anniversaries. What engines
do differently in silence with months is never asked of them.
"""

from __future__ import annotations

from datetime import date

import ibis
from ibis.expr.types import BooleanValue, DateValue, IntegerValue, StringValue

from basehaven.core.indicators.bands import BANDS, OLDER, UNKNOWN

EPOCH = date(1970, 1, 1)
FEBRUARY, LEAP_DAY, LAST_OF_FEBRUARY = 2, 29, 28
A_YEAR = 10_000  # of a key
MONTHS = 12  # of a year


def day(when: DateValue) -> IntegerValue:
    """Days since 1970-01-01."""
    return when.delta(ibis.date(EPOCH.isoformat()), unit="day").cast("int64")


def key(when: DateValue) -> IntegerValue:
    """20240531 for 31 May 2024: in order like the dates, and a year is 10,000."""
    return (when.year() * A_YEAR + when.month() * 100 + when.day()).cast("int64")


def day_of(when: date) -> int:
    return (when - EPOCH).days


def key_of(when: date) -> int:
    return when.year * A_YEAR + when.month * 100 + when.day


def anniversary(when: DateValue, years: int) -> IntegerValue:
    """The day on which that many years are over; 28 February for 29 February.

    The rule of adding months to a date, used where a source says "within 12 months".
    """
    return _in_years(when, years)


def birthday(when: DateValue, years: int) -> IntegerValue:
    """The day on which a child completes that many years; 1 March for 29 February."""
    return _in_years(when, years) + ibis.ifelse(_is_leap_day(when), 1, 0)


def could_be(born: DateValue, first: date, months: int) -> BooleanValue:
    """Whether a child may complete so many months on a day or later: in doubt, yes.

    What is reckoned of every child's months is dear, and most are too old.
    """
    return born >= date(first.year - months // MONTHS - 2, 1, 1)


def _in_years(when: DateValue, years: int) -> IntegerValue:
    """For 29 February always the 28th, so that a date is never asked for that is none.

    ``years`` is never a multiple of four here: see the tests.
    """
    of_month = ibis.ifelse(_is_leap_day(when), LAST_OF_FEBRUARY, when.day())
    return day(ibis.date(when.year() + years, when.month(), of_month))


def _is_leap_day(when: DateValue) -> BooleanValue:
    return (when.month() == FEBRUARY) & (when.day() == LEAP_DAY)


def completed_months(born: IntegerValue, on: IntegerValue) -> IntegerValue:
    """Completed months between two keys, as :func:`basehaven.core.periods.completed_months`."""
    months = (on // A_YEAR - born // A_YEAR) * 12 + (on // 100 % 100 - born // 100 % 100)
    return months - ibis.ifelse(on % 100 < born % 100, 1, 0)


def age_band(born: IntegerValue, on: IntegerValue) -> StringValue:
    """The band of an age, from two keys, as :func:`basehaven.core.indicators.bands.band_of`."""
    months = completed_months(born, on)
    known = [(months <= band.last, band.name) for band in BANDS]
    return ibis.cases((born.isnull() | on.isnull() | (on < born), UNKNOWN), *known, else_=OLDER)


def half_year(on: IntegerValue) -> IntegerValue:
    """A number for the federal half-year of a key: equal for days of the same one."""
    month = on // 100 % 100
    return (on // A_YEAR) * 2 + ibis.cases((month < 4, 0), (month < 10, 1), else_=2)
