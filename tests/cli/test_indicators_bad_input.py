"""What a command line or a file gets wrong is said in words, never with a traceback."""

from __future__ import annotations

import csv
import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from basehaven.cli.indicators import indicators
from basehaven.core.errors import RowsRefused, UnreadableSource
from tests.exchange.afcars2020.files import record, removal, write
from tests.exchange.ssda903.returns import header, row, write_csv

PERIOD = ("--period", "24B25A", "--set", "cfsr.p1")
BORN = date(2020, 1, 1)
IN, OUT = date(2024, 5, 1), date(2024, 7, 1)


def run(folder, *arguments):
    return CliRunner().invoke(indicators, [str(folder), *arguments])


def parquet(folder, **tables):
    folder.mkdir()
    for name, columns in tables.items():
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    return folder


def removals(exited=OUT, removed=IN):
    return {
        "child_id": ["ana"], "removal_id": ["1"], "removed_on": [removed], "exited_on": [exited],
        "exit_reason": ["reunified"],
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    children = {"child_id": ["ana"], "born_on": [BORN]}
    return parquet(tmp_path / "tables", children=children, removals=removals())


def test_parquet_that_names_no_source_is_of_one(folder):
    done = run(folder, *PERIOD, "--out", "json")
    (row,) = json.loads(done.stdout)
    assert (row["numerator"], row["denominator"]) == (1, 1)


def test_a_row_that_cannot_be_is_found_in_parquet_without_a_source_too(folder):
    pq.write_table(pa.table(removals(exited=date(2024, 4, 1))), folder / "removals.parquet")
    done = run(folder, *PERIOD)
    assert isinstance(done.exception, RowsRefused)
    assert "It ends before it starts" in done.stderr


def test_a_file_that_is_no_parquet_is_named(folder):
    (folder / "removals.parquet").write_bytes(b"no parquet at all")
    done = run(folder, *PERIOD)
    assert isinstance(done.exception, UnreadableSource)
    assert "removals.parquet: not a readable Parquet file" in str(done.exception)


def test_a_day_that_is_none_is_told_by_its_column_and_without_the_value(folder):
    written = removals(exited="31st of March", removed="2024-01-01")
    pq.write_table(pa.table(written), folder / "removals.parquet")
    done = run(folder, *PERIOD)
    assert isinstance(done.exception, UnreadableSource)
    assert "the column exited_on" in str(done.exception)
    assert "31st" not in str(done.exception)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--memory", "lots", "no size, such as 8GB"),
        ("--threads", "-3", "not in the range"),
        ("--explain", "nowhere/why.csv", "Nothing can be written in the folder"),
    ],
)
def test_an_option_that_cannot_be_is_wrong_usage(folder, option, value, said):
    done = run(folder, *PERIOD, option, value)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_period_that_nothing_on_record_reaches_is_said_beside_its_figures(folder):
    done = run(folder, "--set", "cfsr.p3", "--period", "2040-04-01/2041-03-31")
    assert done.exit_code == 0
    assert "the last day is 2024-07-01" in done.stderr
    assert "Nothing on record" not in run(folder, *PERIOD).stderr


def test_a_child_in_care_all_along_is_a_figure_and_the_silence_is_said(folder):
    written = removals(exited=None, removed=date(2020, 5, 1))
    pq.write_table(pa.table(written), folder / "removals.parquet")
    done = run(folder, "--set", "cfsr.p3", "--period", "24B25A", "--out", "csv")
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert row["denominator"] == "1"
    assert "the last day is 2020-05-01" in done.stderr


def test_a_record_with_two_faults_is_one_row_that_was_left_out(tmp_path):
    two_faults = record("A1", removal("20240501", "20240501 foster", exit="20240401", reason=1))
    good = record("A2", removal("20240501", "20240501 foster", exit="20240701", reason=1))
    write(tmp_path / "in" / "24b.xml", two_faults, good)
    done = run(tmp_path / "in", "--format", "afcars2020", "--set", "cfsr.p5", "--period", "24B")
    assert "1 row had to be left out" in str(done.exception)
    assert done.stderr.count("row 1, column") == 2


def test_a_return_that_names_social_workers_says_nothing_of_other_people(tmp_path):
    rows = [row("milo", "01/01/2024 S C2 U6 - -")]
    source = write_csv(tmp_path / "in", [header("milo")], rows)
    days = ("01/01/2024,01/06/2024", "01/06/2024,01/09/2024", "01/09/2024,")
    told = [f"milo,W{number},{text}" for number, text in enumerate(days)]
    (source / "sw.csv").write_text("\n".join(["CHILD,SW_ID,SW_DECOM,SW_DEC", *told]))
    asked = ("--format", "ssda903", "--as-of", "2025-03-31", "--out", "json")
    rows = {one["id"]: one for one in json.loads(run(source, *asked).stdout)}
    assert rows["england.social_workers_3plus"]["numerator"] == 1
    for name in ("relationships.only_paid", "relationships.no_long_tie", "what_if.kin_first"):
        assert rows[name]["withheld"] == "not recorded: ties, but to social workers"
