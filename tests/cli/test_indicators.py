"""Figures from a folder or a return, as an analyst asks for them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from basehaven.cli.figures import indicators as in_a_notebook
from basehaven.cli.indicators import indicators
from basehaven.core.errors import WrongSetting
from tests.architecture.house import ROOT

PERIOD = ("--period", "24B25A")
CHILDREN = "child_id,born_on,region\na,2023-01-01,North\nb,2023-02-01,North\nc,2023-03-01,South\n"
REMOVALS = (
    "child_id,removal_id,removed_on,exited_on,exit_reason\n"
    "a,1,2024-05-01,2024-08-01,reunified\nb,1,2024-05-01,,\nc,1,2024-05-01,2024-05-04,reunified\n"
)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "tables"
    made.mkdir()
    (made / "children.csv").write_text(CHILDREN)
    (made / "removals.csv").write_text(REMOVALS)
    return made


def run(*arguments):
    return CliRunner().invoke(indicators, [str(one) for one in arguments])


def p1_of(done):
    return next(row for row in json.loads(done.stdout) if row["id"] == "cfsr.p1")


def test_a_figure_says_what_it_is_of_and_by_which_rules(folder):
    done = run(folder, "--set", "cfsr.p1", *PERIOD, "--out", "json")
    assert done.exit_code == 0, done.output
    row = p1_of(done)
    assert (row["numerator"], row["denominator"], row["value"]) == (1, 2, 50.0)
    assert row["group"] == "all" and row["unit"] == "percent" and row["suppressed"] is False
    assert row["settings"]["min_days"] == 8


def test_another_rule_gives_another_figure(folder):
    done = run(folder, "--set", "cfsr.p1", *PERIOD, "--out", "json", "--setting", "min_days=0")
    assert p1_of(done)["denominator"] == 3


def test_groups_come_beside_the_whole(folder):
    done = run(folder, "--set", "cfsr.p1", *PERIOD, "--by", "region", "--out", "csv")
    rows = {row["group"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert rows["all"]["denominator"] == "2" and rows["region=North"]["denominator"] == "2"


def test_small_counts_are_hidden_and_hidden_is_not_nought(folder):
    done = run(folder, "--set", "cfsr.p1", *PERIOD, "--out", "json", "--suppress-below", "8")
    row = p1_of(done)
    assert row["suppressed"] is True and row["numerator"] is None and row["value"] is None


def test_what_is_not_recorded_is_withheld_with_the_reason(folder):
    done = run(folder, "--set", "cfsr.p5", *PERIOD, "--out", "json")
    row = json.loads(done.stdout)[0]
    assert row["value"] is None and "stays" in row["withheld"]


def test_rows_that_do_not_fit_are_named_and_the_rest_is_computed(folder):
    (folder / "removals.csv").write_text(REMOVALS.replace("b,1,2024-05-01,,", "b,1,,,"))
    done = run(folder, "--set", "cfsr.p1", *PERIOD, "--out", "json")
    assert done.exit_code == 1 and done.exception.exit_code == 3
    assert "removals.csv" in done.stderr


def test_every_child_is_explained(folder, tmp_path):
    file = tmp_path / "why.csv"
    run(folder, "--set", "cfsr.p1", *PERIOD, "--explain", file)
    rules = {row["child_id"]: row["rule"] for row in csv.DictReader(file.open())}
    assert rules == {"a": "counted", "b": "counted", "c": "in_care_too_few_days"}


def test_parquet_and_csv_say_the_same(folder, tmp_path):
    typed = tmp_path / "typed"
    typed.mkdir()
    day = date.fromisoformat
    pq.write_table(
        pa.table({"source_id": ["s"] * 3, "child_id": list("abc"),
                  "born_on": [day(f"2023-0{n}-01") for n in (1, 2, 3)]}),
        typed / "children.parquet",
    )  # fmt: skip
    pq.write_table(
        pa.table({"source_id": ["s"] * 3, "child_id": list("abc"), "removal_id": ["1"] * 3,
                  "removed_on": [day("2024-05-01")] * 3,
                  "exited_on": [day("2024-08-01"), None, day("2024-05-04")],
                  "exit_reason": ["reunified", None, "reunified"]}),
        typed / "removals.parquet",
    )  # fmt: skip
    asked = ("--set", "cfsr.p1", *PERIOD, "--out", "json")
    assert p1_of(run(typed, *asked)) == p1_of(run(folder, *asked))


def test_stays_that_overlap_leave_the_child_out_of_every_figure(tmp_path):
    day = date.fromisoformat
    child = pa.table({"source_id": ["s"], "child_id": ["a"], "born_on": [day("2023-01-01")]})
    pq.write_table(child, tmp_path / "children.parquet")
    pq.write_table(
        pa.table({"source_id": ["s"] * 2, "child_id": ["a"] * 2, "stay_id": ["1", "2"],
                  "started_on": [day("2024-01-01"), day("2024-02-01")],
                  "ended_on": [day("2024-03-01"), None], "kind": ["foster"] * 2}),
        tmp_path / "stays.parquet",
    )  # fmt: skip
    done = run(tmp_path, "--set", "cfsr", *PERIOD)
    assert done.exception.exit_code == 3 and "overlaps another stay" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--period", "24B26A"), "do not follow each other"),
        (("--period", "24B25A", "--set", "nonsense"), "No set 'nonsense'"),
        (("--period", "24B25A", "--by", "shoe"), "No grouping 'shoe'"),
        (("--period", "24B25A", "--setting", "min_days=x"), "write a whole number"),
        (("--period", "24B25A", "--setting", "shoe=1"), "No indicator asked for has a setting"),
    ],
)
def test_what_cannot_be_is_said_in_words(folder, arguments, said):
    done = run(folder, *arguments)
    assert said in str(done.exception)


def test_a_period_or_a_last_day_is_needed_and_not_both(folder):
    assert run(folder).exit_code == 2
    assert run(folder, *PERIOD, "--as-of", "2025-03-31").exit_code == 2
    assert run(folder, "--set", "cfsr.p1", "--as-of", "2025-03-31").exit_code == 0


def test_a_notebook_gets_the_same_rows(folder):
    table = in_a_notebook(folder, set="cfsr.p1", period="24B25A")
    assert table.column("denominator").to_pylist() == [2]


def test_a_notebook_may_ask_as_of_a_day_by_groups_in_words_and_with_small_counts_hidden(folder):
    asked = {"set": "cfsr.p1", "by": "age_band, region", "suppress_below": 8}
    table = in_a_notebook(folder, as_of="2025-03-31", **asked)
    assert set(table.column("period").to_pylist()) == {"2024-04-01/2025-03-31"}
    assert table.column("suppressed").to_pylist()[0]
    with pytest.raises(WrongSetting, match="one of the two"):
        in_a_notebook(folder, as_of="2025-03-31", period="24B25A")
    with pytest.raises(WrongSetting, match="is no day"):
        in_a_notebook(folder, as_of="2025-02-30")


def test_a_notebook_is_warned_of_rows_that_had_to_be_left_out(folder):
    with (folder / "removals.csv").open("a") as out:
        out.write("ana,again,2024-06-01,2024-05-01,reunified\n")
    with pytest.warns(UserWarning, match="had to be left out.*It ends before it starts"):
        in_a_notebook(folder, set="cfsr.p1", period="24B25A")


def test_federal_files_without_a_half_year_withhold_what_needs_it(tmp_path):
    for name in ("24b", "25a"):
        file = f"afcars2020_{name}.xml"
        (tmp_path / file).write_bytes((ROOT / "docs/examples" / file).read_bytes())
    done = run(tmp_path, "--format", "afcars2020", "--set", "cfsr", *PERIOD, "--out", "json")
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    assert "half-years missing: 25B" in rows["cfsr.p1"]["withheld"]
    assert not rows["cfsr.p5"]["withheld"].startswith("half-years missing")
    assert "Data quality of 24B" in done.stderr
