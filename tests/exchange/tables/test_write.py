"""Written, read and written again: the same bytes, in both formats."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.stage import Staged
from basehaven.exchange.stage_path import stage_path
from basehaven.exchange.tables.schema import ALL, INTERVALS, TABLES, Column, Table
from basehaven.exchange.tables.write import as_cell, escape_formula, write_tables

WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="|\x7f"), max_size=12
).map(str.strip)
TEXTS = st.one_of(WORDS, st.sampled_from(["=1+1", "-5", 'a"b', "a,b", "two\nlines", "Tomás", "0"]))
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
TIMES = st.datetimes(
    datetime(1990, 1, 1), datetime(2030, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-7)), timezone(timedelta(hours=5.5))]),
)  # fmt: skip


def value_of(column: Column) -> st.SearchStrategy[object]:
    kinds: dict[str, st.SearchStrategy[object]] = {
        "text": TEXTS,
        "date": DAYS,
        "time": TIMES,
        "bool": st.booleans(),
        "int": st.integers(0, int(min(column.at_most, 10_000))),
        "number": st.integers(0, 10**column.decimals * 100).map(lambda n: n / 10**column.decimals),
        "list": st.lists(WORDS.filter(bool), max_size=3, unique=True),
    }
    if column.kind == "enum":
        return st.sampled_from(column.choices)
    if column.choices:
        return st.lists(st.sampled_from(column.choices), max_size=3)
    return kinds[column.kind]


@st.composite
def row_of(draw: st.DrawFn, table: Table, number: int) -> dict[str, object]:
    values: dict[str, object] = {}
    for column in table.columns:
        if column.name in table.key and column.kind == "text":
            values[column.name] = f"{column.name}-{number}"
        elif column.refers_to:
            values[column.name] = [f"x-{number}"] if column.kind == "list" else f"x-{number}"
        elif column.required or draw(st.booleans()):
            drawn = value_of(column)
            values[column.name] = draw(drawn.filter(bool) if column.kind == "text" else drawn)
    for start, end in INTERVALS:
        if values.get(start) and values.get(end):
            values[start], values[end] = sorted([values[start], values[end]])
    if draw(st.booleans()):
        values["source_id"] = draw(st.sampled_from(["north", "south"]))
        values["recorded_on"] = draw(DAYS)
    values["shoe"] = draw(st.text(st.characters(whitelist_categories=("L", "N")), max_size=4))
    return values


@st.composite
def some_rows(draw: st.DrawFn, table: Table) -> list[dict[str, object]]:
    return [draw(row_of(table, number)) for number in range(draw(st.integers(1, 4)))]


def rows_staged(stage: Staged, name: str) -> list[dict[str, object]]:
    table = TABLES[name]
    lists = {column.name for column in table.columns if column.kind == "list"}
    db = stage.connect()
    try:
        found = []
        for row in db.execute(f"SELECT * FROM {name} ORDER BY rowno"):
            values = {key: json.loads(row[key]) if key in lists else row[key] for key in row.keys()}  # noqa: SIM118
            found.append(values | json.loads(values["extra"]))
        return found
    finally:
        db.close()


def written(folder: Path, name: str, rows: list[dict[str, object]], kind: str) -> bytes:
    write_tables(folder, {name: rows}, kind, extra={name: ["shoe"]})
    return (folder / f"{name}.{kind}").read_bytes()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_table_comes_back_byte_for_byte(tmp_path_factory, table, kind, data):
    folder = tmp_path_factory.mktemp("trip")
    rows = [{"source_id": "here", **row} for row in data.draw(some_rows(table))]
    first = written(folder / "a", table.name, rows, kind)
    stage = stage_path(folder / "a", format="tables", source_id="here", into=folder / "stage")
    assert list(stage.findings("refused")) == []
    assert written(folder / "b", table.name, rows_staged(stage, table.name), kind) == first


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_csv_and_parquet_of_one_table_are_staged_as_the_same_row(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("both")
    table = data.draw(st.sampled_from(ALL))
    rows = data.draw(some_rows(table))
    digests = []
    for kind in ("csv", "parquet"):
        written(folder / kind, table.name, rows, kind)
        stage = stage_path(folder / kind, format="tables", source_id="here", into=folder / "stage")
        digests.append([(row["key"], row["digest"]) for row in rows_staged(stage, table.name)])
    assert digests[0] == digests[1]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["children", "adults", "ties", "stays"]), st.integers(0, 400),
            st.sampled_from([b",", b"\n", b'"', b"x", b"|", b"2024-02-30", b"", b"\xff", b"::"]),
        ),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_counts_add_up_whatever_happens_to_the_bytes(tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("mutated")
    day = date(2024, 1, 1)
    children = ["milo", "lou", "ida"]
    write_tables(
        folder / "in",
        {
            "children": [{"child_id": name, "name": name} for name in children],
            "adults": [{"adult_id": "dana", "roles": ["kin"]}],
            "ties": [
                {"tie_id": f"t-{name}", "child_id": name, "adult_id": "dana", "kind": "kin",
                 "started_on": day} for name in children
            ],
            "stays": [
                {"child_id": name, "stay_id": "s", "started_on": day, "kind": "kin",
                 "carer_ids": ["dana"]} for name in children
            ],
        },
    )  # fmt: skip
    for name, place, inserted in changes:
        path = folder / "in" / f"{name}.csv"
        data = path.read_bytes()
        at = place % len(data)
        path.write_bytes(data[:at] + inserted + data[at + len(inserted) :])
    try:
        stage = stage_path(folder / "in", format="tables", source_id="x", into=folder / "stage")
    except UnreadableSource:
        return
    counts = stage.counts()
    assert counts.adds_up
    db = stage.connect()
    held = {child for (child,) in db.execute("SELECT child_id FROM bad_children")}
    db.close()
    for name in ("children", "ties", "stays"):
        assert not held & {row["child_id"] for row in rows_staged(stage, name)}


@pytest.mark.parametrize(
    ("value", "cell"),
    [(0.1, "0.1"), (123456.78, "123456.78"), (999999, "999999"), (1e6, "1000000"), (3.0, "3")],
)
def test_numbers_keep_every_digit(value: float, cell: str):
    assert as_cell(Column("score", "number"), value) == cell


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"), ("+49 30 1", "'+49 30 1"), ("-cmd", "'-cmd"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"), ("  =x", "'  =x"), ("-3.5", "-3.5"), ("+4", "+4"), ("Milo", "Milo"),
        ("", ""), ("-inf", "'-inf"), ("-1_0", "'-1_0"),
    ],
)  # fmt: skip
def test_a_spreadsheet_shows_a_cell_and_never_runs_it(cell: str, shown: str):
    assert escape_formula(cell) == shown
