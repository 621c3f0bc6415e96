"""Files on cues that do not fit together are refused, with file, field and the way out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from basehaven.cli.check_knowledge import check_knowledge
from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.cues.library import read_library
from basehaven.knowledge.load import FOLDER

DOOR = "rows/k02-pulls-at-door.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "cues"
    shutil.copytree(FOLDER / "cues", copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def change(folder: Path, name: str, old: str, new: str) -> Path:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (DOOR, "[pulled_at_door]", "[pulled_the_door]",
         "'cues': 'pulled_the_door' is not in vocabulary.yaml"),
        (DOOR, "need: OWN", "need: POWER", "'may_mean': 'POWER' is not in needs.yaml"),
        (DOOR, "id: NAEYC-RR", "id: A-BLOG", "'references': 'A-BLOG' is not in sources.yaml"),
        (DOOR, "May be looking", "May be Manipulative", "'Manipulative' is in banned.yaml"),
        (DOOR, "Quizá busca", "Quizá por capricho busca", "'capricho' is in banned.yaml"),
        (DOOR, "id: K02", "id: K01", "'id': 'K01' is also k01-cries-at-goodbye.yaml"),
        (DOOR, "    es: Quizá busca a la persona que se fue.\n", "", "'may_mean.0.es'"),
        (DOOR, "contexts: any", "contexts: [doorway]", "'contexts"),
        (DOOR, "contexts: any", "contexts: []", "contexts is empty"),
        (DOOR, "from_months: 12", "from_months: 48", "from_months is after to_months"),
        (DOOR, "evidence: B", "evidence: D", "'evidence'"),
        (DOOR, "needs_expert: false", "needs_experts: false", "'needs_experts'"),
        (DOOR, "kind: cue", "kind: clue", "there is no 'clue'"),
        ("vocabulary.yaml", "- id: cried", "- id: screamed", "'screamed' stands twice"),
        ("vocabulary.yaml", "- id: rocked", "- id: rocked_hard", "'rocked'"),
        ("escalation.yaml", "who: [reporting_line]", "who: [the_boss]", "injury-sign.who"),
        ("escalation.yaml", "within: at_once", "within: soon", "is not in 'within'"),
        ("escalation.yaml", "cues: [injury_sign]", "cues: [a_mark]", "injury-sign.cues"),
        ("escalation.yaml", "value: 2", "value: 1", "one observation is no pattern"),
        ("reporting.yaml", "id: default", "id: nowhere", "no step with id 'default'"),
        ("phrases.yaml", "es: \"Porque: {reasons}\"", "es: Porque sí", "places in braces differ"),
        ("settings.yaml", "doubt:", "doubts:", "doubt"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(folder, name, old, new, said):
    path = change(folder, name, old, new)
    result = CliRunner().invoke(check_knowledge, [str(folder)])
    assert result.exit_code == 11
    assert said in result.stderr
    assert str(path) in result.stderr or "vocabulary.yaml" in result.stderr
    with pytest.raises(KnowledgeIncomplete):
        read_library(folder)


def test_a_row_with_one_need_is_refused(folder):
    path = folder / "rows/k20-leans-on-busy-adult.yaml"
    change(folder, "rows/k20-leans-on-busy-adult.yaml", "need: H-NEAR", "need: B-EYE")
    with pytest.raises(
        KnowledgeIncomplete, match="One guess alone reads like a verdict"
    ) as refused:
        read_library(folder)
    assert str(path) in str(refused.value)


def test_a_cue_that_nothing_asks_for_is_named(folder):
    change(
        folder,
        "vocabulary.yaml",
        "      - id: cried\n",
        "      - {id: yodelled, words: {en: yodelled, es: cantó}, sort: behaviour, contexts: any, "
        "sources: [bg]}\n      - id: cried\n",
    )
    with pytest.raises(KnowledgeIncomplete, match="'yodelled': no row and no rule asks for it"):
        read_library(folder)


def test_a_missing_companion_is_named(folder):
    (folder / "needs.yaml").unlink()
    with pytest.raises(KnowledgeIncomplete, match=r"needs\.yaml: missing"):
        read_library(folder)


def test_a_new_row_speaks_without_any_code(folder):
    text = (folder / DOOR).read_text(encoding="utf-8")
    added = text.replace("id: K02", "id: X01").replace("[pulled_at_door]", "[threw_things]")
    (folder / "rows/x01-throws.yaml").write_text(added, encoding="utf-8")
    known = read_library(folder)
    assert "X01" in known.on("sourced")
    assert CliRunner().invoke(check_knowledge, [str(folder)]).exit_code == 0
