"""A state's data held against the limits that come before its indicators.

A state over a limit is left out of the indicators that the limit is about; we
say so beside the figure and leave the decision to the reader. Nothing here
judges a child, a carer or a caseworker: it counts records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

FAULTS = (
    "dob-after-entry", "dob-after-exit", "exit-before-entry", "same-day", "missing-dob",
    "missing-removal-date", "missing-exit-reason",
)  # fmt: skip
"""What may be wrong with one record, by the id of its limit."""
OF_EXITS = ("missing-exit-reason",)


@dataclass(frozen=True, slots=True)
class Removal:
    """Of one removal what the limits need; None or empty is not known."""

    removed_on: date | None
    exited_on: date | None = None
    exit_reason: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit.

    Attributes:
        id: as in knowledge.
        label: what is counted, in words.
        share: of the denominator, 0 to 1; a state is over when it has more.
        why_not: why these files cannot tell, or empty.
    """

    id: str
    label: str
    share: float
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One limit held against one submission.

    Attributes:
        id: of the limit.
        label: what was counted, in words.
        numerator: records, exits or ids concerned; None when it cannot be computed.
        denominator: out of how many; None likewise.
        limit: share, 0 to 1.
        why_not: why it cannot be computed, or empty.
    """

    id: str
    label: str
    numerator: int | None
    denominator: int | None
    limit: float
    why_not: str = ""

    @property
    def is_computed(self) -> bool:
        """There was something to count."""
        return self.numerator is not None and bool(self.denominator)

    @property
    def is_over(self) -> bool | None:
        """More than the limit; None when it cannot be computed.

        >>> Checked("same-day", "in and out", 6, 100, 0.05).is_over
        True
        """
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator > Fraction(str(self.limit)) * self.denominator

    def as_json(self) -> dict[str, Any]:
        """For a report."""
        return {**asdict(self), "over": self.is_over}


def faults_of(born_on: date | None, removals: Sequence[Removal]) -> list[str]:
    """What is wrong with one record, each fault once, in the order of ``FAULTS``.

    Args:
        born_on: None when not known.
        removals: of the child, in any order.

    Returns:
        Ids of limits; empty when the record passes.

    >>> faults_of(date(2024, 2, 1), [Removal(date(2024, 1, 1))])
    ['dob-after-entry']
    """
    found = set() if born_on else {"missing-dob"}
    for removal in removals:
        entry, end = removal.removed_on, removal.exited_on
        if entry is None:
            found.add("missing-removal-date")
        if born_on and entry and born_on > entry:
            found.add("dob-after-entry")
        if born_on and end and born_on > end:
            found.add("dob-after-exit")
        if entry and end and end < entry:
            found.add("exit-before-entry")
        if entry and end == entry:
            found.add("same-day")
        if end and not removal.exit_reason:
            found.add("missing-exit-reason")
    return [fault for fault in FAULTS if fault in found]


@dataclass(slots=True)
class Tally:
    """Counts of one submission, filled record by record: a state's file fits in it."""

    records: int = 0
    exits: int = 0
    dropped: int = 0
    first_removals: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, born_on: date | None, removals: Sequence[Removal]) -> list[str]:
        """Count one record. Returns its faults."""
        found = faults_of(born_on, removals)
        self.records += 1
        self.exits += sum(1 for removal in removals if removal.exited_on)
        self.first_removals += len(removals) == 1
        self.dropped += bool(found)
        self.faults.update(fault for fault in found if fault not in OF_EXITS)
        self.faults["missing-exit-reason"] += sum(
            1 for removal in removals if removal.exited_on and not removal.exit_reason
        )
        return found

    def counts(self) -> dict[str, tuple[int, int]]:
        """Limit -> ``(numerator, denominator)``, of what one file can tell."""
        of_records = {fault: (self.faults[fault], self.records) for fault in FAULTS}
        return {
            **of_records,
            "missing-exit-reason": (self.faults["missing-exit-reason"], self.exits),
            "dropped-records": (self.dropped, self.records),
            "first-removal": (self.first_removals, self.records),
        }


def check_limits(
    limits: Sequence[Limit], counts: Mapping[str, tuple[int, int]], why_not: str = ""
) -> list[Checked]:
    """Hold counts against each limit.

    Args:
        limits: from knowledge.
        counts: limit -> ``(numerator, denominator)``.
        why_not: said of a limit that has no counts and no reason of its own.

    Returns:
        One for each limit, in order; those that cannot be computed say why.

    Must not be used to rank counties or workers: a small file passes and fails
    by chance.

    Source: CFSR Round 4 data dictionary (knowledge id ``afcars-quality``).
    """
    checked = []
    for limit in limits:
        numerator: int | None = None
        denominator: int | None = None
        if limit.id in counts and not limit.why_not:
            numerator, denominator = counts[limit.id]
        why = limit.why_not or ("" if limit.id in counts else why_not)
        checked.append(Checked(limit.id, limit.label, numerator, denominator, limit.share, why))
    return checked
