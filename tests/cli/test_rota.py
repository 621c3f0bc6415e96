"""basehaven rota, as somebody types it."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from click.testing import CliRunner

from basehaven.cli.main import main
from basehaven.cli.rota_why import BREACHES, FAMILIES
from basehaven.cli.rota_words import WHY
from basehaven.core.room.breaches import Rule
from basehaven.core.room.pairs import Why
from basehaven.solver.outcome import Family
from tests.architecture.house import ROOT

EXAMPLE = ROOT / "docs/examples/rota.yaml"
SMALL = {
    "week": "2026-03-02",
    "open": {"mon": "08:00-16:00"},
    "rules": ["head-start"],
    "rooms": [{"id": "otters", "name": "Otters"}],
    "adults": [
        {"id": "zoe", "name": "Zoe", "rooms": ["otters"], "hours_per_week": 8, "hours_per_day": 8},
        {"id": "ana", "name": "Ana", "rooms": ["otters"], "hours_per_week": 8, "hours_per_day": 8},
    ],
    "children": [
        {"id": "milo", "name": "Milo", "room": "otters", "born_on": "2024-11-20", "main": "ana",
         "hours": {"mon": "08:00-15:00"}}
    ],
}  # fmt: skip


def rota(folder, values, *more):
    path = folder / "week.yaml"
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return CliRunner().invoke(main, ["rota", str(path), *more])


def test_a_plan_is_printed_with_pairs_shifts_hours_and_rules(tmp_path):
    done = rota(tmp_path, SMALL)
    assert done.exit_code == 0, done.output
    assert "a plan that keeps every rule" in done.stdout
    assert "Main or backup adult in the room for 7 of 7 children's hours (100.0%)." in done.stdout
    assert "1 of 1 main adults kept" in done.stdout
    assert re.search(r"Milo +Ana +Zoe \(new\)", done.stdout)
    assert "Head Start, 45 CFR 1302.21 (draft)" in done.stdout
    assert "mixed_ages youngest" in done.stdout
    lines = done.stdout.splitlines()
    first, second = (next(n for n, x in enumerate(lines) if x.startswith(f" {name} "))
                     for name in ("Ana", "Zoe"))  # fmt: skip
    assert first < second, "adults in the order of their names"


def test_json_holds_the_plan_and_nothing_else_goes_to_stdout(tmp_path):
    done = rota(tmp_path, SMALL, "--json")
    plan = json.loads(done.stdout)
    assert plan["status"] == "found"
    assert plan["cover"]["proven"] is True
    assert plan["breaches"] == []
    assert plan["rules"][0]["status"] == "draft"
    assert {shift["adult"] for shift in plan["shifts"]} <= {"ana", "zoe"}
    assert plan["pairs"][0]["main"]["became"] == "kept"


def test_no_person_is_scored(tmp_path):
    """Hours are told by child; of adults only shifts, names and what is left of a contract."""
    text = rota(tmp_path, SMALL, "--json").stdout
    assert not re.search(r"score|rank\b|rating|best_adult|performance", text)


def test_the_same_file_and_seed_give_the_same_plan(tmp_path):
    one, other = (json.loads(rota(tmp_path, SMALL, "--json").stdout) for _ in range(2))
    assert one["same_again"] is True
    assert one["shifts"] == other["shifts"]


def test_when_nothing_fits_the_reasons_are_said_and_it_exits_12(tmp_path):
    nine = [{**SMALL["children"][0], "id": str(n), "main": None} for n in range(10)]
    done = rota(tmp_path, {**SMALL, "children": nine})
    assert done.exit_code == 12
    assert "10 children, and Head Start, 45 CFR 1302.21 allows 9" in done.stdout
    assert "Way out" in done.stdout
    assert done.stderr == (
        "error: Nothing fits. The reasons are above; change one of them and try again.\n"
    )


def test_leave_for_which_nobody_stands_in_is_named_with_its_time(tmp_path):
    adults = [{**adult, "leave": ["2026-03-02 10:00-11:00"]} for adult in SMALL["adults"]]
    done = rota(tmp_path, {**SMALL, "adults": adults})
    assert done.exit_code == 12
    assert "Mon 2 Mar 10:00-11:00 Otters: 1 needed, 0 could be there (nobody): 1 missing." in (
        done.stdout
    )


def test_breaks_in_the_way_are_told_as_a_conflict(tmp_path):
    alone = SMALL["adults"][:1]
    child = {**SMALL["children"][0], "hours": {"mon": "08:00-15:00"}}
    done = rota(tmp_path, {**SMALL, "adults": alone, "children": [child]}, "--seconds", "5")
    assert done.exit_code == 12
    assert "On Mon 2 Mar these cannot all hold, and without any one of them they could:" in (
        done.stdout
    )
    assert "- the breaks and the longest stretch without one" in done.stdout
    assert "- ratio and group in Otters" in done.stdout
    assert "1 more adult needed (1 child, Head Start, 45 CFR 1302.21 asks for 1)" in done.stdout


def test_json_says_why_nothing_fits_too(tmp_path):
    nine = [{**SMALL["children"][0], "id": str(n)} for n in range(10)]
    done = rota(tmp_path, {**SMALL, "children": nine}, "--json")
    assert done.exit_code == 12
    obstacles = json.loads(done.stdout)["obstacles"]
    assert obstacles["too_many"][0]["most"] == 9
    assert obstacles["too_many"][0]["start"] == "08:00"


def test_a_file_that_cannot_be_read_exits_4_with_the_field(tmp_path):
    done = rota(tmp_path, {**SMALL, "open": {"mon": "8-16"}})
    assert done.exit_code == 4
    assert "week.yaml: 'open, mon' holds '8-16'. Write two times" in done.stderr


@pytest.mark.parametrize("arguments", [["rota"], ["rota", "nowhere.yaml"],
                                       ["rota", str(EXAMPLE), "--seconds", "0"]])  # fmt: skip
def test_wrong_use_exits_2(arguments):
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_the_example_of_the_documents_gives_a_plan_beside_todays():
    done = CliRunner().invoke(main, ["rota", str(EXAMPLE)])
    assert done.exit_code == 0, done.output
    assert "11 of 13 main adults kept, 13 of 13 backup adults" in done.stdout
    assert "gus is not among the adults" in done.stdout
    assert "Chidi is main adult of as many children as the rules allow" in done.stdout
    assert "Today's rota breaks rules that the plan keeps:" in done.stdout
    assert "was" in done.stdout


def test_everything_that_can_be_said_has_words():
    assert set(BREACHES) == set(Rule)
    assert set(FAMILIES) == set(Family)
    assert set(WHY) == set(Why) - {Why.NONE}
