"""What several indicators ask is worked out once, and let go; a child's rows stay in one part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.analytics import engine as engines
from basehaven.analytics.compute import compute
from basehaven.analytics.engine import engine
from basehaven.analytics.numbers import could_be
from basehaven.analytics.once import Once
from basehaven.cli.figures import asked_for
from basehaven.core.indicators.window import window_of
from basehaven.core.periods import completed_months

PERIOD = window_of("2024-04-01/2025-03-31")
CHILDREN = 40


@pytest.fixture
def folder(tmp_path):
    """Forty children, each with ten contacts by turns with two of three adults."""
    ids = [f"child-{n}" for n in range(CHILDREN)]
    born = pa.array([date(2022, 6, 1)] * CHILDREN)
    children = {"source_id": ["s"] * CHILDREN, "child_id": ids, "born_on": born}
    rows = [
        {"source_id": "s", "child_id": ids[n], "contact_id": f"{n}-{k}", "kept": True,
         "adult_id": "abc"[(n + k * (n % 3)) % 3], "on": date(2024, 5, 1) + timedelta(days=k)}
        for n in range(CHILDREN) for k in range(10)
    ]  # fmt: skip
    pq.write_table(pa.table(children), tmp_path / "children.parquet")
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "contacts.parquet")
    return tmp_path


def of(*ids):
    return replace(asked_for("relationships", PERIOD), ids=list(ids))


def numbers(folder, *ids):
    with engine("duckdb", threads=1) as running:
        answers = list(compute(running, running.tables(folder), of(*ids)))
    return [(row.id, row.numerator, row.denominator, row.value, row.counted)
            for answer in answers for row in answer.figures]  # fmt: skip


def test_the_same_question_is_worked_out_once():
    worked_out = []

    def keep(expression):
        worked_out.append(expression)
        return expression

    once = Once(keep)
    people = ibis.memtable({"adult": ["ana", "ben"]})
    for _ in range(2):
        once(people.filter(people.adult == "ana"))
    once(people.filter(people.adult == "ben"))
    assert len(worked_out) == 2


@pytest.mark.parametrize(("name", "left"), [("kept", 0), ("ties", 2), ("", 2)])
def test_what_was_kept_is_let_go_when_others_ask(name, left):
    gone = []
    once = Once(let_go=gone.append)
    people = ibis.memtable({"adult": ["ana", "ben"]})
    once.begin("kept")
    for adult in ("ana", "ben"):
        once(people.filter(people.adult == adult))
    once.begin(name)
    assert len(gone) == left


def test_an_engine_has_no_tables_left_when_the_next_indicators_did_not_ask_for_them(folder):
    asked = of("relationships.upc", "relationships.coc", "relationships.secon")
    with engine("duckdb", threads=1) as running:
        answers = compute(running, running.tables(folder), asked)
        next(answers)
        own = running.connection.raw_sql("select count(*) from duckdb_tables()")
        assert own.fetchone() == (1,)
        list(answers)
        own = running.connection.raw_sql("select count(*) from duckdb_tables()")
        assert own.fetchone() == (0,)


def test_an_indicator_says_the_same_alone_and_after_others(folder):
    both = numbers(folder, "relationships.upc", "relationships.coc")
    assert both == [
        *numbers(folder, "relationships.upc"), *numbers(folder, "relationships.coc")
    ]  # fmt: skip


def test_some_of_the_children_after_the_other_give_the_figure_of_all(folder, monkeypatch):
    whole = numbers(folder, "relationships.secon")
    monkeypatch.setattr(engines, "ROWS_IN_ORDER", 60)  # of 400: seven parts
    with engine("duckdb", threads=1) as running:
        parts = running.in_parts(running.tables(folder), "contacts")
        sizes = [part.children.count().execute() for part in parts]
    assert len(parts) == 7
    assert sum(sizes) == CHILDREN
    assert max(sizes) < CHILDREN
    assert numbers(folder, "relationships.secon") == whole


def may(duckdb, born, first, months):
    row = ibis.memtable({"born_on": [born]}, schema={"born_on": "date"})
    (found,) = duckdb.rows(row.select(may=could_be(row.born_on, first, months)))
    return found["may"]


@given(
    born=st.dates(date(2000, 1, 1), date(2026, 12, 31)),
    first=st.dates(date(2010, 1, 1), date(2026, 12, 31)),
    months=st.integers(0, 60),
)
def test_no_child_who_completes_the_months_on_the_day_or_later_is_passed_over(
    duckdb, born, first, months
):
    eve = first - timedelta(days=1)
    too_old = born < first and completed_months(born, eve) >= months
    assert too_old or may(duckdb, born, first, months)


def test_a_child_who_is_years_too_old_is_passed_over(duckdb):
    assert not may(duckdb, date(2015, 1, 1), date(2024, 4, 1), 25)
