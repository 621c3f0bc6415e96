"""A removal as the federal indicators see it: until when, whether usable, what came after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from basehaven.core.indicators.cfsr.history import History, Removal
from basehaven.core.indicators.unit import UNBORN, Child, Settings
from basehaven.core.indicators.window import Window, a_year_after
from basehaven.core.periods import birthday

GROWN_UP = 18  # years: from this birthday on a young person counts as discharged
PERMANENT = frozenset({"reunified", "relative", "guardianship", "adoption"})
A_YEAR_OF_DAYS = 365


@dataclass(frozen=True, slots=True)
class Care:
    """One removal, read.

    Attributes:
        removal: as it is recorded.
        end: the day it ended for an indicator: the exit or the 18th birthday,
            whichever is first; None while it goes on.
        grown_up: it ends with the 18th birthday, which is no permanency.
        flaw: why the record cannot be used; empty when it can.
        next_entry: first day of the child's next usable removal.
    """

    removal: Removal
    end: date | None
    grown_up: bool
    flaw: str
    next_entry: date | None = None

    @property
    def entry(self) -> date:
        """The day of the removal."""
        return self.removal.removed_on

    @property
    def exit(self) -> date | None:
        """The day of the exit as it is recorded."""
        return self.removal.exited_on

    @property
    def has_no_reason(self) -> bool:
        """Whether the child left and nobody says where to."""
        return self.exit is not None and not self.removal.exit_reason and not self.grown_up

    @property
    def is_permanent(self) -> bool:
        """Whether the child left to reunification, a relative, guardianship or adoption."""
        return not self.grown_up and self.removal.exit_reason in PERMANENT

    def lasted_less_than(self, days: int) -> bool:
        """Whether the whole of it was shorter; False while it goes on."""
        return self.end is not None and (self.end - self.entry).days < days


def care_of(history: History) -> tuple[Care, ...]:
    """The removals of one child in the order in which they began.

    A record that fails a federal check of data quality is kept here with its
    flaw, since it must be named, and is nobody's next entry, since it is out.

    Source: CFSR Round 4 data dictionary, rules common to all indicators.

    >>> child = Child(date(2010, 5, 1))
    >>> one = Removal("r1", date(2024, 1, 10), date(2024, 1, 17), "reunified")
    >>> two = Removal("r2", date(2024, 3, 1))
    >>> [(care.end, care.next_entry) for care in care_of(History(child, (two, one)))][0]
    (datetime.date(2024, 1, 17), datetime.date(2024, 3, 1))
    """
    ordered = sorted(history.removals, key=lambda r: (r.removed_on, r.removal_id))
    read = [_read(history.child, removal) for removal in ordered]
    usable = [care for care in read if not care.flaw]
    following = {one.removal.removal_id: other.entry for one, other in pairwise(usable)}
    return tuple(replace(c, next_entry=following.get(c.removal.removal_id)) for c in read)


def _read(child: Child, removal: Removal) -> Care:
    if child.born_on is None or child.born_precision == UNBORN:
        return Care(removal, removal.exited_on, grown_up=False, flaw="no_birth_date")
    eighteen = birthday(child.born_on, GROWN_UP)
    left = removal.exited_on
    grown_up = left is None or left >= eighteen
    return Care(removal, eighteen if grown_up else left, grown_up, _flaw(child.born_on, removal))


def _flaw(born: date, removal: Removal) -> str:
    left = removal.exited_on
    if left is not None and left < removal.removed_on:
        return "exit_before_entry"
    if left == removal.removed_on:
        return "in_and_out_on_one_day"
    if born > removal.removed_on:
        return "born_after_entry"
    if removal.removed_on >= birthday(born, GROWN_UP):
        return "eighteen_at_entry"
    return ""


def half_year_of(day: date) -> tuple[int, str]:
    """The federal half-year of a day: its year and A or B.

    >>> half_year_of(date(2024, 10, 1)), half_year_of(date(2025, 3, 31))
    ((2025, 'A'), (2025, 'A'))
    """
    if day.month >= 10:
        return day.year + 1, "A"
    return day.year, "A" if day.month <= 3 else "B"


def exit_was_lost(care: Care, settings: Settings) -> bool:
    """Whether the child came back within the half-year of the exit.

    The old federal file held one record a child and half-year, so that the
    reason of such an exit was lost; the file of 2020 keeps it.
    """
    if settings["lost_first_exit"] == "keep" or care.exit is None or care.next_entry is None:
        return False
    return half_year_of(care.exit) == half_year_of(care.next_entry)


def last_of_twelve_months(start: date, settings: Settings) -> date:
    """The last day that is "within twelve months" of another.

    >>> rules = {"twelve_months": "anniversary", "window_ends": "inclusive"}
    >>> last_of_twelve_months(date(2023, 11, 20), rules)
    datetime.date(2024, 11, 20)
    """
    anniversary = settings["twelve_months"] == "anniversary"
    last = a_year_after(start) if anniversary else start + timedelta(days=A_YEAR_OF_DAYS)
    return last if settings["window_ends"] == "inclusive" else last - timedelta(days=1)


def last_within(days: int, settings: Settings) -> int:
    """How many days later the last day is that is "within N days".

    >>> last_within(7, {"window_ends": "exclusive"})
    6
    """
    return days if settings["window_ends"] == "inclusive" else days - 1


def end_of_counting(window: Window, settings: Settings) -> date:
    """Up to which day, not included, the days of an open period of care are counted."""
    return window.end + timedelta(days=1 if settings["last_day"] == "inclusive" else 0)


def entered_in(care: Sequence[Care], window: Window) -> list[Care]:
    """The removals that began in a period."""
    return [one for one in care if window.start <= one.entry <= window.end]
