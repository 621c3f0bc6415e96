"""What the federal indicators are told of one child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from basehaven.core.indicators.unit import Child
from basehaven.core.relationships.types import Stay


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
