"""Which half-years a federal figure needs, and what happens without the last of them."""

from __future__ import annotations

import json

from click.testing import CliRunner

from basehaven.cli.indicators import indicators
from tests.exchange.afcars2020.files import record, removal, write

FIRST_FOUR = {"24b": "202409", "25a": "202503", "25b": "202509", "26a": "202603"}
PLACES = ("20240920 foster", "20250701 14")
STILL_AT_HOME = record("A1", removal("20240920", *PLACES))
HOME_FOR_GOOD = record("A1", removal("20240920", *PLACES, exit="20260510", reason="1"))


def of_p1(folder):
    asked = ("--format", "afcars2020", "--set", "cfsr.p1", "--period", "24B25A", "--out", "json")
    done = CliRunner().invoke(indicators, [str(folder), *asked])
    assert done.exit_code == 0, done.output
    (row,) = json.loads(done.stdout)
    return row


def test_permanency_is_withheld_until_the_fifth_half_year_is_there(tmp_path):
    for name, day in FIRST_FOUR.items():
        write(tmp_path / f"{name}.xml", STILL_AT_HOME, date=day)
    row = of_p1(tmp_path)
    assert row["value"] is None
    assert row["withheld"] == "half-years missing: 26B of agency 53"


def test_a_visit_home_that_ends_in_the_fifth_half_year_counts_from_its_day_30(tmp_path):
    for name, day in FIRST_FOUR.items():
        write(tmp_path / f"{name}.xml", STILL_AT_HOME, date=day)
    write(tmp_path / "26b.xml", HOME_FOR_GOOD, date="202609")
    row = of_p1(tmp_path)
    assert (row["numerator"], row["denominator"]) == (1, 1)
