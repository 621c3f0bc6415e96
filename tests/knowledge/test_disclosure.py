from __future__ import annotations

import pytest

from basehaven.core.disclosure import Rules
from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.disclosure import disclosure_names, disclosure_rules
from basehaven.knowledge.load import FOLDER

TEXT = (FOLDER / "disclosure" / "default.yaml").read_text(encoding="utf-8")


def test_the_default_of_the_code_is_the_one_that_names_its_source():
    assert disclosure_rules() == Rules()


def test_every_rule_that_comes_with_the_package_loads():
    assert disclosure_names() == ["default", "us-eleven"]
    assert [disclosure_rules(name).hidden_to for name in disclosure_names()] == [7, 10]


@pytest.mark.parametrize(
    ("old", "new"),
    [("value: 7", "value: -1"), ("value: 5\n", "value: 0\n"), ("zeros_shown:", "zeros:")],
)
def test_rules_that_cannot_be_are_refused(tmp_path, old, new):
    own = tmp_path / "own.yaml"
    own.write_text(TEXT.replace(old, new, 1))
    with pytest.raises(KnowledgeIncomplete, match=r"own\.yaml"):
        disclosure_rules(str(own))


def test_a_name_that_nobody_knows_lists_those_there_are():
    with pytest.raises(KnowledgeIncomplete, match="default, us-eleven"):
        disclosure_rules("atlantis")
