"""When somebody who used to come has not come for long enough to be spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """When a gap is long enough to be spoken of, for children of an age.

    Attributes:
        from_months: completed months from which it holds.
        gaps: how many of the person's own usual gaps must have passed.
        least_days: and never fewer days than these, so that a daily visitor's
            long weekend is no matter.
        least_times: with fewer contacts recorded there is no usual gap.

    Doubt: no study known to us says after how many days a missed rhythm matters
    to a young child. ``knowledge/contact/silence.yaml`` says where the numbers
    come from; a team may put its own in their place.
    """

    from_months: int
    gaps: float
    least_days: int
    least_times: int


def rule_at(rules: Sequence[SilenceRule], months: int | None, unknown: int) -> SilenceRule:
    """The rule for a child's age.

    Args:
        rules: by age, the first from 0 months.
        months: completed months, 0 before birth, None if the age is not known.
        unknown: the age in months to take where it is not known.

    Returns:
        The last rule that has begun at that age.

    >>> rules = [SilenceRule(0, 1.5, 7, 3), SilenceRule(12, 2.0, 14, 3)]
    >>> rule_at(rules, 19, 12).least_days, rule_at(rules, None, 0).least_days
    (14, 7)
    """
    age = unknown if months is None else months
    begun = [rule for rule in rules if rule.from_months <= age]
    return max(begun, key=lambda rule: rule.from_months)


def usual_gap(first: date, last: date, times: int) -> float:
    """Days from one contact to the next, on average.

    Args:
        first: day of the first contact.
        last: day of the last contact.
        times: how many there were, 2 or more.

    Returns:
        Days, 0.0 or more. Several contacts on one day make it shorter.

    >>> usual_gap(date(2025, 1, 5), date(2025, 1, 26), 4)
    7.0
    """
    return (last - first).days / (times - 1)


def longest_usual(first: date, last: date, times: int, rule: SilenceRule) -> float | None:
    """Days without contact that are still usual for somebody.

    Args:
        first: day of the first contact.
        last: day of the last contact.
        times: how many there were.
        rule: for the child's age.

    Returns:
        Days. None with too few contacts: then nothing is usual, and nothing is
        to be said.

    It is a reminder to a person. Must not be counted, ranked or reported as a
    measure of anybody: who did not come may have been kept from coming.

    Source: our own proposal; see :class:`SilenceRule`.

    >>> longest_usual(date(2025, 1, 5), date(2025, 1, 26), 4, SilenceRule(12, 2.0, 14, 3))
    14.0
    """
    if times < max(rule.least_times, 2):
        return None
    # The day on which it is reached is still usual, but for the fewest days, which are reached.
    return max(rule.gaps * usual_gap(first, last, times), float(rule.least_days - 1))


def last_due(first: date, last: date, times: int, day: date) -> date:
    """The last day by which somebody would have come, had they kept to their usual gap.

    Args:
        first: day of the first contact.
        last: day of the last contact.
        times: how many there were, 2 or more.
        day: not before ``last``.

    Returns:
        A day after ``last`` and not after ``day``, or ``day`` if none was due yet.

    Only fills in a form for a person to change: it is no record of a plan.

    >>> last_due(date(2025, 1, 5), date(2025, 1, 26), 4, date(2025, 2, 20))
    datetime.date(2025, 2, 16)
    """
    gap = max(round(usual_gap(first, last, times)), 1)
    missed = (day - last).days // gap
    return last + timedelta(days=missed * gap) if missed else day
