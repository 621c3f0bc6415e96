"""Several submissions of one child into one: the later wins, what only an earlier one has is kept.

A removal is known again by its first day (E69). What the later submission says
of it stands. Of its living arrangements those that began before the first one
of the later submission are taken from the earlier one, as a submission may tell
only what happened since. A removal that a later submission does not have is
kept when it shares no day with those that it has; if it does, it is the same
one under a corrected date, or a mistake, and the later submission stands.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from basehaven.exchange.afcars2020.record import ChildRecord, Problem, RemovalRecord
from basehaven.exchange.findings import NOTED, REFUSED, WARNED


@dataclass(frozen=True, slots=True)
class Told:
    """One child in one submission; ``origin`` numbers the submissions in the order they win.

    Attributes:
        origin: the later, the greater.
        line: which record of the file.
        file: its name.
        ends_on: ISO text, the day after the half-year.
        record: what it says.
    """

    origin: int
    line: int
    file: str
    ends_on: str
    record: ChildRecord


@dataclass(slots=True)
class Merged:
    """What stands after all submissions of a child."""

    removals: list[RemovalRecord]
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(problem.level == REFUSED for problem in self.problems)


def merge(told: Sequence[Told]) -> Merged:
    """Merge the good records of one child.

    Args:
        told: in the order in which they win, the last one strongest; at least one.

    Returns:
        Removals in order, each with the submission it is from.
    """
    last = told[-1]
    merged = Merged(list(last.record.removals))
    for earlier in reversed(told[:-1]):
        for removal in earlier.record.removals:
            same = next((one for one in merged.removals if _is_same(one, removal)), None)
            if same is not None:
                merged.problems += _complete(same, removal, earlier)
            else:
                merged.problems += _keep_or_leave(merged, removal, earlier)
    merged.removals.sort(key=lambda one: (one.removed_on, one.exited_on or "9"))
    merged.problems += _stays_before_the_end(merged.removals)
    return merged


def _is_same(one: RemovalRecord, other: RemovalRecord) -> bool:
    return one.removed_on == other.removed_on


def _complete(later: RemovalRecord, earlier: RemovalRecord, told: Told) -> Iterator[Problem]:
    """Take arrangements from before those that the later submission tells."""
    if earlier.exited_on and not later.exited_on:
        yield Problem(
            WARNED, "exit-taken-back", "E153", earlier.exited_on,
            f"{told.file} has an exit from this removal ({later.removed_on}), and this later "
            "submission has none. The child is read as still in care.",
            "If the child left, write the day in E153.",
        )  # fmt: skip
    first = later.arrangements[0].started_on if later.arrangements else "9"
    until = later.exited_on or "9"
    before = [
        one for one in earlier.arrangements if one.started_on < first and one.started_on <= until
    ]
    if before and first > later.removed_on:
        later.arrangements = before + later.arrangements


def _keep_or_leave(merged: Merged, removal: RemovalRecord, told: Told) -> Iterator[Problem]:
    """A removal that the later submission does not have."""
    clash = next((one for one in merged.removals if one.overlaps(removal)), None)
    if clash is None:
        merged.removals.append(removal)
        yield Problem(
            NOTED, "kept-from-an-earlier-submission", "E69", removal.removed_on,
            f"This removal stands in {told.file} and not in this later submission. It is kept.",
            "If it never was, take it out of the earlier file.",
        )  # fmt: skip
    elif not removal.exited_on and clash.removed_on >= told.ends_on:
        yield Problem(
            REFUSED, "exit-never-told", "E69", removal.removed_on,
            f"This removal has no exit in {told.file} and is missing here, where the next one "
            f"starts on {clash.removed_on}. When the child left is not known.",
            "Add the removal with its exit to this record.",
        )  # fmt: skip
    else:
        yield Problem(
            WARNED, "later-submission-stands", "E69", removal.removed_on,
            f"This removal of {told.file} shares days with the one of {clash.removed_on} and is "
            "missing here. It is left out: the later submission stands.",
            "If both were, correct the dates here.",
        )  # fmt: skip


def _stays_before_the_end(removals: Sequence[RemovalRecord]) -> Iterator[Problem]:
    """Arrangements that start before the removal before theirs has ended."""
    for before, removal in itertools.pairwise(removals):
        first = removal.arrangements[0].started_on if removal.arrangements else "9"
        if before.arrangements and before.exited_on and first < before.exited_on:
            yield Problem(
                REFUSED, "overlap", "E112", first,
                f"The living arrangement starts before the removal of {before.removed_on} has "
                f"ended, which ends on {before.exited_on}.",
                "Check E112, E69 and E153.",
            )  # fmt: skip
