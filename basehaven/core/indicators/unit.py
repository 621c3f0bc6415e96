"""What an indicator answers of one child, and what every indicator is told first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

COUNTED = "counted"
UNBORN = "unborn"
FORM_OF_1993 = "form_of_1993_names_no_places"
"""The rule for a removal of before October 2022 in a federal file: what needs its places is not
known, and a figure of the others would be of other children."""
Settings = Mapping[str, Any]
"""Name of a setting -> its value, all of an indicator's; knowledge holds what they are."""


@dataclass(frozen=True, slots=True)
class Child:
    """When a child was born; None when nobody knows."""

    born_on: date | None = None
    born_precision: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A child, or a removal, a tie or a visit of one, that an indicator looked at.

    Attributes:
        unit: which of the child's (a removal, a pair, a visit); empty for the child.
        rule: ``counted``, or the first rule by which it is out.
        numerator: 0 or more; 0 when it is out.
        denominator: 0 or more, of what the indicator counts; 0 when it is out.
        on: the day for the child's age.
    """

    unit: str
    rule: str
    numerator: int
    denominator: int
    on: date


def unit_of(unit: str, rule: str, numerator: int, denominator: int, on: date) -> Unit:
    """A unit whose numbers are 0 when it is out.

    >>> unit_of("r1", "no_exit_reason", 1, 1, date(2024, 5, 1)).denominator
    0
    """
    if rule != COUNTED:
        return Unit(unit, rule, 0, 0, on)
    return Unit(unit, rule, numerator, denominator, on)


def first_rule(*rules: tuple[bool, str]) -> str:
    """The first rule that holds, or ``counted``.

    >>> first_rule((False, "a"), (True, "b"), (True, "c")), first_rule((False, "a"))
    ('b', 'counted')
    """
    return next((name for holds, name in rules if holds), COUNTED)
