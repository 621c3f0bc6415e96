"""The tables of a release: whose counts, how many children stand behind them, and when."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from basehaven.analytics.engine import Engine
from basehaven.analytics.release import NOBODY, NOT_RECORDED, counted, due, wanted_for
from basehaven.analytics.tables import DAY, FLAG, LIST, NUMBER, READ, TEXT, TIME, Tables
from basehaven.core.indicators.quarters import Quarter
from basehaven.knowledge.indicators import all_indicators
from basehaven.knowledge.releases import published_tables, release_list

QUARTER = Quarter(2026, 3)
ARROW = {TEXT: pa.string(), DAY: pa.date32(), FLAG: pa.bool_(), NUMBER: pa.int64(),
         TIME: pa.timestamp("us"), LIST: pa.list_(pa.string())}  # fmt: skip
KEPT = "families.visits_kept"
BY_REMOVAL = ("moves.first_within_30", "moves.first_within_90", "moves.first_within_365",
              "moves.first_year", "moves.lifetime")  # fmt: skip


@pytest.fixture
def given(tmp_path):
    """Drawn rows as a folder of tables; a column that is not named is unknown."""

    def of(engine: Engine, **tables: list[dict]) -> Tables:
        for name, rows in tables.items():
            kinds = {"source_id": pa.string(), **{c: ARROW[k] for c, k in READ[name].items()}}
            full = [{**dict.fromkeys(kinds), "source_id": "s", **row} for row in rows]
            schema = pa.schema(list(kinds.items()))
            pq.write_table(pa.Table.from_pylist(full, schema), tmp_path / f"{name}.parquet")
        return engine.tables(tmp_path)

    return of


def wanted(*ids: str):
    return [one for one in wanted_for(QUARTER) if one.id in ids]


def visits(child: str, many: int, kept: int) -> list[dict]:
    return [
        {"visit_id": f"{child}{n}", "child_id": child, "on": date(2026, 8, 1) + timedelta(days=n),
         "kept": n < kept}
        for n in range(many)
    ]  # fmt: skip


def test_it_is_known_of_how_many_children_a_count_is(either, given):
    children = [{"child_id": c, "born_on": date(2025, 1, 1), "region": r}
                for c, r in (("ana", "North"), ("ben", "North"), ("cleo", None))]  # fmt: skip
    rows = [*visits("ana", 10, 4), *visits("ben", 2, 2), *visits("cleo", 3, 0)]
    (found,) = counted(either, given(either, children=children, visits=rows), wanted(KEPT))
    by = {cell.at: (cell.numerator, cell.denominator, cell.behind) for cell in found.table.cells}
    assert by == {
        (): (6, 15, (2, 2, 3)),
        (("age_band", "1-5 years"),): (6, 15, (2, 2, 3)),
        (("region", "North"),): (6, 12, (2, 1, 2)),
        (("region", "unknown"),): (0, 3, (0, 1, 1)),
    }


def test_what_is_not_recorded_or_of_nobody_is_withheld_without_a_count(duckdb, given):
    children = [{"child_id": "ana", "born_on": date(2025, 1, 1)}]
    (missing,) = counted(duckdb, given(duckdb, children=children), wanted(KEPT))
    assert (missing.withheld, missing.missing, missing.table) == (NOT_RECORDED, ("visits",), None)
    (nobody,) = counted(duckdb, given(duckdb, children=children, visits=[]), wanted(KEPT))
    assert (nobody.withheld, nobody.table) == (NOBODY, None)


def test_periods_of_one_indicator_never_overlap():
    for id_ in published_tables():
        windows = [
            one.window for back in range(12) for one in wanted_for(QUARTER.back(back))
            if one.id == id_
        ]  # fmt: skip
        once = sorted({(one.start, one.end) for one in windows})
        assert all(before[1] < after[0] for before, after in pairwise(once)), id_


def test_removals_are_counted_by_year_wherever_they_are_the_base():
    """Four quarters of removals would add up to the base of their year, and be subtracted."""
    removals = ["what_if.kin_first", *(id_ for id_ in published_tables() if id_ in BY_REMOVAL)]
    assert {published_tables()[id_].period for id_ in removals} == {"year"}


def test_what_must_be_protected_together_is_due_together():
    ids = {one.id for one in due(wanted_for(QUARTER), {(one.id, one.window.name)
           for one in wanted_for(QUARTER) if one.id != "cfsr.s2"})}  # fmt: skip
    assert ids == {"cfsr.p4", "cfsr.s1", "cfsr.s2"}
    assert due(wanted_for(QUARTER), {(o.id, o.window.name) for o in wanted_for(QUARTER)}) == []


def test_the_list_says_of_every_indicator_whether_and_why_it_is_published():
    assert set(release_list().named) == set(all_indicators())
    assert all(part.because.en and part.because.es for part in release_list().tables)
