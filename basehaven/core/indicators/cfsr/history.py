"""What the federal indicators are told of one child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from basehaven.core.indicators.unit import Child
from basehaven.core.relationships.types import Stay


@dataclass(frozen=True, slots=True)
class Removal:
    """A period of foster care: ``exited_on`` is the day it stopped, None while it goes on.

    ``afcars_form`` is ``1993`` where a federal file tells the days and no places.
    """

    removal_id: str
    removed_on: date
    exited_on: date | None = None
    exit_reason: str = ""
    afcars_form: str = ""

    @property
    def in_the_old_form(self) -> bool:
        """Whether it came in the federal form of 1993."""
        return self.afcars_form == "1993"


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

    def stays_of(self, removal: Removal) -> list[Stay]:
        """Where the child lived in one period of foster care, in any order."""
        return [stay for stay in self.stays if stay.removal_id == removal.removal_id]
