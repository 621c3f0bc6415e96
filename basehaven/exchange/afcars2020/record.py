"""What one record says, and what is wrong with it: values only, small enough to wait for others."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from basehaven.exchange.findings import REFUSED


@dataclass(slots=True)
class Arrangement:
    """Where the child lived from one day on; days as ISO text, which sorts as days do."""

    started_on: str
    kind: str
    extra: dict[str, str] = field(default_factory=dict)
    origin: int = 0  # which submission it was read from


@dataclass(slots=True)
class RemovalRecord:
    """One removal with its arrangements in order."""

    form: str  # 2020 | 1993
    removed_on: str
    exited_on: str = ""
    exit_code: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    arrangements: list[Arrangement] = field(default_factory=list)
    origin: int = 0

    def overlaps(self, other: RemovalRecord) -> bool:
        """They share a day."""
        return (not other.exited_on or self.removed_on < other.exited_on) and (
            not self.exited_on or other.removed_on < self.exited_on
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is odd in a record."""

    level: str
    code: str
    column: str
    value: str
    problem: str
    way_out: str


@dataclass(slots=True)
class ChildRecord:
    """One child as one file has them."""

    child_id: str = ""
    born_on: str = ""
    sex: str = ""
    groups: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    removals: list[RemovalRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(problem.level == REFUSED for problem in self.problems)

    @property
    def in_care(self) -> bool:
        """Some removal has not ended."""
        return any(not removal.exited_on for removal in self.removals)

    def packed(self) -> str:
        """As text, to wait in a table; ``unpacked`` is the way back."""
        removals = [
            [
                one.form, one.removed_on, one.exited_on, one.exit_code, one.extra,
                [[stay.started_on, stay.kind, stay.extra] for stay in one.arrangements],
            ]
            for one in self.removals
        ]  # fmt: skip
        problems = [
            [one.level, one.code, one.column, one.value, one.problem, one.way_out]
            for one in self.problems
        ]
        values = [self.child_id, self.born_on, self.sex, self.groups, self.extra]
        return json.dumps([values, removals, problems], ensure_ascii=False)


def unpacked(text: str, origin: int = 0) -> ChildRecord:
    """A record that waited.

    Args:
        text: as ``packed`` wrote it.
        origin: which submission it is of, kept with what came from it.
    """
    (child_id, born_on, sex, groups, extra), removals, problems = json.loads(text)
    return ChildRecord(
        child_id,
        born_on,
        sex,
        groups,
        extra,
        [_removal(one, origin) for one in removals],
        [Problem(*one) for one in problems],
    )


def _removal(values: list[Any], origin: int) -> RemovalRecord:
    form, removed_on, exited_on, exit_code, extra, stays = values
    arrangements = [Arrangement(day, kind, codes, origin) for day, kind, codes in stays]
    return RemovalRecord(form, removed_on, exited_on, exit_code, extra, arrangements, origin)
