"""Days, ages and half-open intervals.

An interval counts its first day and not the day it ended; an empty end means that it
still goes on. A row that starts and ends on one day is kept and counts zero days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal, Protocol, TypeVar


class Dated(Protocol):
    """Anything with a first day and, once it has ended, the day it stopped."""

    @property
    def started_on(self) -> date: ...

    @property
    def ended_on(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Period:
    """A bare interval, for callers that have no row of their own."""

    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class CorrectedAgeRule:
    """When a child's age is also counted from the day it was due.

    Attributes:
        born_early_days: how many days before due counts as early. The default,
            22, is a birth before 37 completed weeks (37 weeks is 21 days before
            the due day).
        until_months: chronological age, in completed months, at which the
            correction stops.

    Doubts: practice differs. The American Academy of Pediatrics' statement on
    age terms (Pediatrics 2004;114:1362) corrects up to 3 years; many growth
    charts and screens stop at 24 months, as here. It is not settled whether
    24 months of chronological or of corrected age is meant; we take the first.
    Both numbers wait for a check by a paediatrician.
    """

    born_early_days: int = 22
    until_months: int = 24


@dataclass(frozen=True, slots=True)
class Age:
    """A child's age as values; the page puts them into words of its language.

    Attributes:
        say: which unit to speak in. ``days`` below one completed month,
            ``months`` below 24 completed months, then ``years``. ``unborn``
            before the birth, ``unknown`` without a date.
        days: completed days since birth, or None.
        months: completed months since birth, or None.
        years: completed years since birth, or None.
        corrected_months: completed months since the due day, for a child born
            early and still inside the rule; None otherwise.
        corrected_days_to_go: for such a child before the due day, days until it.
        weeks_until_due: completed weeks until the due day (or, seen from before
            a known birth without a due day, until the birth); negative when the
            due day has passed; None if not expected or not known.
        approximate: the birth date is known to the month or year, or estimated.
    """

    say: Literal["unknown", "unborn", "days", "months", "years"]
    days: int | None = None
    months: int | None = None
    years: int | None = None
    corrected_months: int | None = None
    corrected_days_to_go: int | None = None
    weeks_until_due: int | None = None
    approximate: bool = False


def completed_months(born: date, day: date) -> int:
    """Whole calendar months from a birth to a day.

    A month is complete on the day with the birth's number, or on the first of
    the next month where that number does not exist: somebody born on 29
    February completes a year on 1 March of a common year.

    Args:
        born: the day of birth.
        day: the day asked about, not before ``born``.

    Returns:
        Months, 0 or more.

    Raises:
        ValueError: ``day`` is before ``born``.

    Not a corrected age: see :func:`corrected_months`.

    Source: our own convention where the CFSR Round 4 data dictionary is silent.

    >>> completed_months(date(2024, 1, 31), date(2024, 5, 30))
    3
    >>> completed_months(date(2024, 2, 29), date(2025, 2, 28))
    11
    """
    if day < born:
        raise ValueError("The day asked about is before the birth, so there is no age.")
    months = (day.year - born.year) * 12 + day.month - born.month
    return months - (day.day < born.day)


def birthday(born: date, years: int) -> date:
    """The day on which somebody completes ``years`` years.

    Args:
        born: the day of birth.
        years: 0 or more.

    Returns:
        The same day and month; 1 March in common years for 29 February: our own
        convention, as for :func:`completed_months`.

    >>> birthday(date(2024, 2, 29), 1)
    datetime.date(2025, 3, 1)
    """
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def corrected_months(
    born: date, due: date, day: date, rule: CorrectedAgeRule | None = None
) -> int | None:
    """Whole months since the day a child born early was due.

    Args:
        born: the day of birth.
        due: the day the birth was expected.
        day: the day asked about, not before ``born``.
        rule: what counts as early, and until when.

    Returns:
        Months, 0 or more; None when the rule does not apply, or ``day`` is
        before ``due``.

    Raises:
        ValueError: ``day`` is before ``born``.

    For reading development and growth only; law and money go by the birth.

    Source: see :class:`CorrectedAgeRule` and its doubts.

    >>> corrected_months(date(2024, 1, 1), date(2024, 3, 1), date(2024, 9, 1))
    6
    """
    if not corrects(born, due, day, rule) or day < due:
        return None
    return completed_months(due, day)


def corrects(born: date, due: date, day: date, rule: CorrectedAgeRule | None = None) -> bool:
    """Whether a corrected age is to be shown on a day.

    >>> corrects(date(2024, 1, 1), date(2024, 1, 20), date(2024, 2, 1))
    False
    """
    rule = rule or CorrectedAgeRule()
    early = (due - born).days >= rule.born_early_days
    return early and completed_months(born, day) < rule.until_months


def age_on(
    born_on: date | None,
    due_on: date | None,
    precision: str,
    day: date,
    rule: CorrectedAgeRule | None = None,
) -> Age:
    """Everything a page needs to say how old a child is on a day.

    Args:
        born_on: the day of birth, or None if unknown or unborn.
        due_on: the day the birth was expected, or None.
        precision: ``day month year estimated unborn`` or empty, as in the open
            tables.
        day: the day asked about; it may be before the birth.
        rule: what counts as born early.

    Returns:
        An :class:`Age`. Without dates ``say`` is ``unknown``: never a guess.

    >>> age_on(date(2024, 1, 1), None, "day", date(2024, 1, 20)).days
    19
    >>> age_on(None, date(2024, 5, 1), "unborn", date(2024, 3, 1)).weeks_until_due
    8
    """
    unborn = precision == "unborn" or (born_on is not None and day < born_on)
    if unborn:
        expected = due_on or born_on
        weeks = None if expected is None else int((expected - day).days / 7)
        return Age("unborn", weeks_until_due=weeks)
    if born_on is None:
        return Age("unknown")
    months = completed_months(born_on, day)
    corrected = to_go = None
    if due_on is not None and precision in ("", "day") and corrects(born_on, due_on, day, rule):
        corrected = corrected_months(born_on, due_on, day, rule)
        to_go = (due_on - day).days if day < due_on else None
    return Age(
        _unit(months, precision),
        days=(day - born_on).days,
        months=months,
        years=months // 12,
        corrected_months=corrected,
        corrected_days_to_go=to_go,
        approximate=precision in ("month", "year", "estimated"),
    )


def _unit(months: int, precision: str) -> Literal["days", "months", "years"]:
    if precision == "year" or months >= 24:
        return "years"
    return "months" if months >= 1 or precision in ("month", "estimated") else "days"


def covers(span: Dated, day: date) -> bool:
    """Whether an interval holds on a day.

    >>> covers(Period(date(2024, 1, 1), date(2024, 1, 3)), date(2024, 1, 3))
    False
    """
    return span.started_on <= day and (span.ended_on is None or day < span.ended_on)


def length_in_days(span: Dated, until: date) -> int:
    """How many days of an interval lie before ``until``.

    Args:
        span: the interval.
        until: where counting stops; the interval may go on beyond it.

    Returns:
        Days, 0 or more; 0 for a row that starts and ends on one day.

    >>> length_in_days(Period(date(2024, 1, 10), date(2024, 1, 17)), date(2024, 3, 31))
    7
    >>> length_in_days(Period(date(2024, 1, 10), date(2024, 1, 10)), date(2024, 3, 31))
    0
    """
    end = until if span.ended_on is None else min(span.ended_on, until)
    return max((end - span.started_on).days, 0)


def clip(span: Dated, start: date, end: date) -> Period | None:
    """The part of an interval inside ``[start, end)``, or None if there is none.

    >>> clip(Period(date(2024, 1, 1)), date(2024, 2, 1), date(2024, 3, 1))
    Period(started_on=datetime.date(2024, 2, 1), ended_on=datetime.date(2024, 3, 1))
    """
    first = max(span.started_on, start)
    last = end if span.ended_on is None else min(span.ended_on, end)
    return Period(first, last) if first < last else None


def overlap_days(one: Dated, other: Dated, until: date) -> int:
    """How many days before ``until`` two intervals share.

    >>> overlap_days(Period(date(2024, 1, 1)), Period(date(2024, 1, 30)), date(2024, 2, 1))
    2
    """
    start = max(one.started_on, other.started_on)
    ends = [end for end in (one.ended_on, other.ended_on) if end is not None]
    return max((min([until, *ends]) - start).days, 0)


def overlaps(spans: Iterable[D]) -> Iterator[tuple[D, D]]:
    """Every pair of intervals that share at least one day, earlier start first.

    Zero-day rows share no day with anything.

    >>> one, other = Period(date(2024, 1, 1), date(2024, 2, 1)), Period(date(2024, 1, 31))
    >>> list(overlaps([other, one])) == [(one, other)]
    True
    """
    lasting = [s for s in spans if s.ended_on is None or s.ended_on > s.started_on]
    ordered = sorted(lasting, key=lambda span: span.started_on)
    for one, other in combinations(ordered, 2):
        if one.ended_on is None or other.started_on < one.ended_on:
            yield one, other
