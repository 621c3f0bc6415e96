"""Where "within so many days" and "within twelve months" end: the settings say."""

from __future__ import annotations

from ibis.expr.types import IntegerValue

from basehaven.analytics.units import Settings

A_YEAR_OF_DAYS = 365


def last_within(days: int, s: Settings) -> int:
    """How many days later the last day is that is within so many."""
    return days if s["window_ends"] == "inclusive" else days - 1


def last_of_twelve_months(start: IntegerValue, year_on: IntegerValue, s: Settings) -> IntegerValue:
    """The last day within twelve months of another, whose anniversary is known."""
    last = year_on if s["twelve_months"] == "anniversary" else start + A_YEAR_OF_DAYS
    return last if s["window_ends"] == "inclusive" else last - 1
