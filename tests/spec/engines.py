"""All cases of an indicator through an engine, stacked into as few questions as there can be.

The key of a row is the pair of source and id, so a case that is its own source
meets no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import NamedTuple

from basehaven.analytics.catalogue import ALL
from basehaven.analytics.compute import EVERYONE, Asked, compute
from basehaven.analytics.engine import Engine
from basehaven.analytics.tables import Tables
from basehaven.core.indicators.window import window_of
from tests.spec.case import Case
from tests.spec.drawn import Rows, write_parquet


class Found(NamedTuple):
    """What an engine says of one unit."""

    rule: str
    numerator: int
    denominator: int
    on: int


def stacked(engine: Engine, folder: Path, cases: Sequence[Case]) -> dict[str, dict[str, Found]]:
    """Case -> "child unit" -> what the engine says of it, for cases of one indicator."""
    tables = _open(engine, folder, cases)
    same_question: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        same_question[case.period, repr(sorted(case.settings.items()))].append(case)
    parts = []
    for alike in same_question.values():
        first, names = alike[0], [case.name for case in alike]
        units = ALL[first.indicator].units(tables, window_of(first.period), first.settings)
        parts.append(units.filter(units.source_id.isin(names)))
    found: dict[str, dict[str, Found]] = {case.name: {} for case in cases}
    for row in engine.rows(reduce(lambda one, other: one.union(other), parts)):
        unit = f"{row['child_id']} {row['unit']}".strip()
        assert unit not in found[row["source_id"]], f"{unit} stands twice"
        found[row["source_id"]][unit] = Found(
            row["rule"], row["numerator"], row["denominator"], row["on"]
        )
    return found


def grouped(engine: Engine, folder: Path, case: Case, by: str) -> dict[str, str]:
    """Group -> "1/2" for one case, as the product computes it."""
    asked = Asked(
        [case.indicator], window_of(case.period), [by], {case.indicator: dict(case.settings)}
    )
    (answer,) = compute(engine, _open(engine, folder, [case]), asked)
    told = {row.group.removeprefix(f"{by}="): row for row in answer.figures}
    del told[EVERYONE]
    return {name: f"{row.numerator}/{row.denominator}" for name, row in told.items()}


def _open(engine: Engine, folder: Path, cases: Sequence[Case]) -> Tables:
    all_rows: dict[str, Rows] = defaultdict(list)
    for case in cases:
        for name, rows in case.tables.items():
            all_rows[name] += rows
    write_parquet(folder, all_rows)
    return engine.tables(folder)
