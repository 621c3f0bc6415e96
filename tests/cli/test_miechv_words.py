"""Home visiting: the figures on stdout, and beside them what cannot be one and why."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from basehaven.cli.indicators import indicators


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "children.csv").write_text("child_id,born_on\na,2024-01-10\n")
    (tmp_path / "screens.csv").write_text(
        "screen_id,child_id,instrument,on\ns,a,ASQ-3,2024-10-12\n"
    )
    return tmp_path


def run(folder, set_):
    arguments = [str(folder), "--set", set_, "--period", "24B25A", "--out", "json"]
    return CliRunner().invoke(indicators, arguments)


def test_what_the_tables_carry_is_computed_and_the_rest_is_named_with_the_reason(folder):
    done = run(folder, "miechv")
    assert [row["id"] for row in json.loads(done.stdout)] == ["families.screens_on_time"]
    assert "the tables carry 1 of 19." in done.stderr
    assert "12 Developmental screening: by families.screens_on_time. In part" in done.stderr
    assert "2 Breastfeeding: not carried. How a baby is fed is not in the tables" in done.stderr


def test_the_set_of_families_says_where_to_look(folder):
    assert "--set miechv says which" in run(folder, "families").stderr


def test_other_sets_say_nothing_of_it(folder):
    assert "MIECHV" not in run(folder, "nscaw").stderr
