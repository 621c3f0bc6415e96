"""The numbers after which a gap in contact is spoken of: the package's, or a team's own."""

from __future__ import annotations

import pytest

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.contact import silence_rules
from basehaven.knowledge.load import FOLDER

OURS = (FOLDER / "contact" / "silence.yaml").read_text()


def test_the_packages_own_numbers_grow_with_age_and_are_a_draft():
    found = silence_rules()
    assert [rule.from_months for rule in found.rules] == [0, 12, 36]
    days = [rule.least_days for rule in found.rules]
    assert days == sorted(days)
    assert "status: draft" in OURS
    assert OURS.count("doubt:") == len(found.rules)


def test_a_team_puts_its_own_in_their_place(tmp_path):
    path = tmp_path / "ours.yaml"
    path.write_text(OURS.replace("least_days: 14", "least_days: 10"))
    assert [rule.least_days for rule in silence_rules(str(path)).rules] == [7, 10, 21]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("least_days: 14", "least_days: 0", "least_days"),
        ("least_times: 3", "least_times: 1", "least_times"),
        ("  - from_months: 0", "  - from_months: 3", "begins at birth"),
        ("references:", "other:", "no references"),
        ("    gaps: 1.5\n", "", "gaps"),
    ],
)
def test_a_file_that_cannot_be_followed_says_what_to_mend(tmp_path, old, new, said):
    path = tmp_path / "ours.yaml"
    path.write_text(OURS.replace(old, new, 1))
    with pytest.raises(KnowledgeIncomplete, match=said):
        silence_rules(str(path))


def test_a_file_that_is_not_there_says_where_to_copy_it_from(tmp_path):
    with pytest.raises(KnowledgeIncomplete, match=r"Copy .*silence\.yaml there"):
        silence_rules(str(tmp_path / "none.yaml"))
