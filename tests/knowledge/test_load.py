"""Knowledge: data with sources, and a loader that refuses entries without."""

from __future__ import annotations

from pathlib import Path

import pytest

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.load import FOLDER, check_entry, load, load_entry

GOOD = """
id: rooms
label: How many children a room holds
references:
  - id: none-yet
    supports: the number
    citation: null
review: {status: draft, written_by: null, checked_by: null, next_review: null}
children: 12
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "entry.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_gives_its_own_fields_too(tmp_path: Path):
    entry = load_entry(write(tmp_path, GOOD))
    assert entry.label == "How many children a room holds"
    assert (entry.model_extra or {})["children"] == 12


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("references:\n  - id: none-yet\n    supports: the number\n    citation: null\n", "",
         "no references. Add at least one"),
        ("id: rooms\n", "", "'id': Field required"),
        ("    supports: the number\n", "", r"'references\.0\.supports'"),
        ("children: 12", "children: 12\nchildren: 13", "'children' stands twice"),
        ("children: 12", "children: [12", "not readable as YAML"),
        ("children: 12", "children: !!python/object/apply:os.getcwd []", "not readable as YAML"),
        ("status: draft", "status: perhaps", "'draft' or 'checked'"),
        ("status: draft", "status: checked", "checked by nobody"),
        (GOOD, "- a list", "not a mapping"),
    ],
)  # fmt: skip
def test_an_entry_that_is_not_whole_is_refused_with_the_way_out(tmp_path, old, new, said):
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(KnowledgeIncomplete, match=said) as refused:
        load_entry(path)
    assert str(path) in str(refused.value)
    assert refused.value.exit_code == 11


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_entry_of_ours_loads(path: Path):
    assert check_entry(path).references


def test_an_entry_is_found_by_its_path_without_ending():
    assert load("ssda903/codes").id == "ssda903-codes"
