"""basehaven read-cues."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from basehaven.cli.main import main
from tests.architecture.house import ROOT

SCENE = ROOT / "tests" / "data" / "cues" / "opening-scene.yaml"
HOW_TO = ROOT / "docs" / "how-to" / "read-cues.md"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["read-cues", *map(str, arguments)])


@pytest.fixture
def lap(tmp_path: Path) -> Path:
    path = tmp_path / "lap.yaml"
    path.write_text("{name: lap, seen: [leaned], age_months: 20, context: play}")
    return path


def test_the_opening_scene_is_read_with_the_card_first_and_the_quiet_child_named():
    result = run(SCENE)
    assert (result.exit_code, result.stderr) == (0, "")
    tiago, june = result.stdout.split("== ")[1:3]
    assert tiago.index("What helped this child before") < tiago.index("It may be one of these")
    assert "Because: arrival, 14 months" in tiago
    assert "no comfort-seeking noted in 6 hard moments over 7 days here" in june
    assert "kept nowhere" in june


def test_four_readings_are_shown_and_the_rest_on_request():
    assert "and 4 more: say --all" in run(SCENE).stdout
    assert "say --all" not in run(SCENE, "--all").stdout


def test_json_holds_every_moment_with_all_its_readings():
    result = run(SCENE, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["language"], found["rows"], len(found["moments"])) == ("en", "sourced", 8)
    first = found["moments"][0]
    assert first["cues"] == ["carer_left", "cried", "crowded", "hit", "pulled_at_door"]
    for moment in found["moments"]:
        assert len({reading["need"] for reading in moment["readings"]}) >= 2
        for reading in moment["readings"]:
            assert reading["try"]
            assert reading["avoid"]
            assert reading["because"]
            assert reading["sources"]


def test_spanish_is_said_on_request():
    result = run(SCENE, "--lang", "es")
    assert "Puede ser una de estas cosas, o varias, o ninguna" in result.stdout
    assert "Mejor no:" in result.stdout
    card = ("waved from", "hand on the", "At goodbye", "Grey rabbit", "Calms to")  # as written
    english = [line for line in result.stdout.splitlines() if re.search(r"\b(the|and)\b", line)]
    assert not [line for line in english if not line.strip(" -").startswith(card)]


def test_a_row_that_waits_for_a_clinician_speaks_only_when_turned_on(lap):
    assert "Turned off until a clinician has read them: K20" in run(lap).stdout
    turned_on = run(lap, "--turn-on", "K20").stdout
    assert "practice reasoning, no research" in turned_on
    assert run(lap, "--rows", "all").stdout == turned_on
    assert "Not enough to say" in run(SCENE, "--rows", "checked").stdout


def test_harm_stands_before_everything_else(tmp_path):
    path = tmp_path / "mark.yaml"
    path.write_text("{seen: [injury_sign, cried], age_months: 12, context: care}")
    said = run(path).stdout
    assert said.index("Report it now") < said.index("First the step above")
    assert said.index("First the step above") < said.index("It may be one of these")


def test_the_cues_are_listed_without_a_file_in_either_language():
    assert "  hit                   hit a child\n" in run("--words").stdout
    assert "pegó a otro niño" in run("--lang", "es", "--words").stdout
    assert "pegó a otro niño" in run("--words", "--lang", "es").stdout


def test_a_file_that_cannot_be_read_exits_4_and_names_the_field(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("seen: [hitt]")
    result = run(path)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith("error: x.yaml: 'seen': there is no cue 'hitt'. Did you mean")


@pytest.mark.parametrize(
    "arguments", [(), ("none.yaml",), (SCENE, "--lang", "fr"), (SCENE, "--turn-on", "K99")]
)
def test_wrong_usage_exits_2(arguments):
    assert run(*arguments).exit_code == 2


def test_the_examples_of_the_how_to_work(tmp_path):
    examples = re.findall(r"^```yaml\n(.*?)^```", HOW_TO.read_text(), re.DOTALL | re.MULTILINE)
    assert len(examples) >= 2
    for number, example in enumerate(examples):
        path = tmp_path / f"{number}.yaml"
        path.write_text(example, encoding="utf-8")
        result = run(path)
        assert result.exit_code == 0, result.stderr
