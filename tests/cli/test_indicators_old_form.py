"""Removals of before October 2022: what needs their places is said, and never guessed."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from basehaven.cli.indicators import indicators
from tests.exchange.afcars2020.files import record, removal, write

PERIOD = ("--period", "22B23A")
CHILDREN = "child_id,born_on\na,2021-01-01\nb,2021-01-01\n"
REMOVALS = (
    "child_id,removal_id,removed_on,exited_on,exit_reason,afcars_form\n"
    "a,1,2022-05-01,2023-07-15,reunified,1993\nb,1,2022-11-01,2023-02-09,reunified,2020\n"
)
STAYS = "child_id,stay_id,started_on,ended_on,kind,removal_id\nb,1,2022-11-01,2023-02-09,foster,1\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "tables"
    made.mkdir()
    for name, text in (("children", CHILDREN), ("removals", REMOVALS), ("stays", STAYS)):
        (made / f"{name}.csv").write_text(text)
    return made


def rows_of(path, *arguments):
    done = CliRunner().invoke(indicators, [str(path), *arguments, "--out", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout), done.stderr


def test_moves_are_withheld_where_a_removal_has_no_places_in_its_form(folder):
    for name in ("cfsr.p5", "moves.first_within_30"):
        ((row,), _) = rows_of(folder, "--set", name, *PERIOD)
        assert row["value"] is None
        assert "is not known of 1 of those looked at" in row["withheld"]


def test_a_visit_home_that_nobody_knows_of_gives_a_low_and_a_high_figure(folder):
    rows, _ = rows_of(folder, "--set", "cfsr.p1", *PERIOD)
    found = [(row["bound"], row["numerator"], row["denominator"]) for row in rows]
    assert found == [("low", 1, 2), ("high", 2, 2)]


def test_one_reading_of_unknown_visits_may_be_chosen(folder):
    chosen = ("--setting", "unknown_home_visits=none")
    ((row,), _) = rows_of(folder, "--set", "cfsr.p1", *PERIOD, *chosen)
    assert (row["bound"], row["numerator"]) == ("", 1)


def test_where_every_place_is_known_there_is_one_figure(folder):
    (folder / "stays.csv").write_text(STAYS + "a,1,2022-05-01,2023-07-15,foster,1\n")
    ((row,), _) = rows_of(folder, "--set", "cfsr.p1", *PERIOD)
    assert (row["bound"], row["numerator"], row["denominator"]) == ("", 1, 2)


def test_a_federal_file_says_which_removals_it_names_no_places_of(tmp_path):
    records = (
        record("A1", removal("20220501", form="1993")),
        record("A2", removal("20240501", "20240501 foster")),
    )
    for name, day in (("24b", "202409"), ("25a", "202503")):
        write(tmp_path / "in" / f"{name}.xml", *records, date=day)
    asked = ("--format", "afcars2020", "--set", "moves.lifetime", "--period", "24B25A")
    ((row,), remarks) = rows_of(tmp_path / "in", *asked)
    assert "form of 1993" in row["withheld"]
    assert "removals of before October 2022 (removal_1993) have no living" in remarks


def test_moves_need_the_half_years_in_which_they_were_made(tmp_path):
    write(tmp_path / "24b.xml", record("A2", removal("20240501", "20240501 foster")))
    asked = ("--format", "afcars2020", "--period", "24B25A")
    ((row,), _) = rows_of(tmp_path / "24b.xml", *asked, "--set", "moves.first_within_30")
    assert row["withheld"].startswith("half-years missing: 24A of agency 53, 25A")
