"""What the federal indicators are told of one child, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from basehaven.core.relationships.types import Stay

COUNTED = "counted"
UNBORN = "unborn"
Settings = Mapping[str, Any]
"""Name of a setting -> its value, all of an indicator's; knowledge holds what they are."""


@dataclass(frozen=True, slots=True)
class Child:
    """When a child was born; None when nobody knows."""

    born_on: date | None = None
    born_precision: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """A period of foster care: ``exited_on`` is the day it stopped, None while it goes on."""

    removal_id: str
    removed_on: date
    exited_on: date | None = None
    exit_reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report of maltreatment; ``incident_on`` is None when it was not recorded."""

    report_id: str
    reported_on: date
    incident_on: date | None = None
    substantiated: bool = True


@dataclass(frozen=True, slots=True)
class History:
    """All that is recorded of one child, in any order."""

    child: Child
    removals: tuple[Removal, ...] = ()
    stays: tuple[Stay, ...] = ()
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A removal, an exit or a child that an indicator looked at.

    Attributes:
        unit: which removal; empty for the child.
        rule: ``counted``, or the first rule by which it is out.
        numerator: 0 or more; 0 when it is out.
        denominator: children or days, 0 or more; 0 when it is out.
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
