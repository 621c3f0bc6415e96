"""The rows of one pass, added up: by rule, for everyone, and for each group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from basehaven.analytics.figures import SEVERAL, WHERE
from basehaven.analytics.units import COUNTED, Settings
from basehaven.core.indicators.bands import UNKNOWN

Group = tuple[Any, ...]


@dataclass(slots=True)
class Total:
    """Whole numbers of one group; ``shares`` is how many children have which share.

    ``with_events`` is how many of the rows counted have something in the numerator.
    """

    numerator: int = 0
    denominator: int = 0
    counted: int = 0
    with_events: int = 0
    shares: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(self, row: Mapping[str, Any]) -> None:
        many = row["counted"]
        self.counted += many
        if "top" in row:
            share = row["top"], row["bottom"]
            self.shares[share] = self.shares.get(share, 0) + many
            self.numerator += row["top"] * many
            self.denominator += row["bottom"] * many
            self.with_events += many if row["top"] else 0
        else:
            self.numerator += row["numerator"] or 0
            self.denominator += row["denominator"] or 0
            self.with_events += row["with_events"] or 0


def by_rule(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many rows are in, and out by each rule."""
    found: dict[str, int] = {}
    for row in rows:
        found[row["rule"]] = found.get(row["rule"], 0) + row["counted"]
    return dict(sorted(found.items()))


def by_group(
    rows: Iterable[Mapping[str, Any]], by: Sequence[str], settings: Settings
) -> dict[Group, Total]:
    """The totals of those counted; of everyone, even of nobody, with an empty ``by``.

    A child of two groups is in both, unless the setting keeps such children apart.
    """
    found: dict[Group, Total] = {} if by else {(): Total()}
    for row in rows:
        if row["rule"] == COUNTED:
            for group in _groups(row, by, settings):
                found.setdefault(group, Total()).add(row)
    return found


def _groups(row: Mapping[str, Any], by: Sequence[str], settings: Settings) -> Iterator[Group]:
    each = [
        named_groups(row[WHERE[name]], settings) if name == "group" else [row[name]] for name in by
    ]
    return product(*each)


def named_groups(groups: Sequence[str] | None, settings: Settings) -> Sequence[str]:
    """The groups in which a child is shown, of those it is recorded with."""
    if not groups:
        return [UNKNOWN]
    if settings["groups_rule"] == "own_category" and len(groups) > 1:
        return [SEVERAL]
    return groups
