"""What was done elsewhere: linked to indicators, with sources, and nobody's verdict."""

from __future__ import annotations

import re

import pytest

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge import elsewhere
from basehaven.knowledge.elsewhere import all_done, done_about


def test_every_entry_has_a_source_to_read_and_says_what_is_doubtful():
    assert len(all_done()) >= 9
    for entry in all_done():
        assert any(one.citation for one in entry.references), entry.id
        assert entry.doubt.en
        assert entry.review.status == "draft"


def test_moves_continuity_kin_and_visits_are_all_spoken_of():
    spoken = {concern for entry in all_done() for concern in entry.concerns}
    assert {"moves", "continuity", "kin", "visits"} <= spoken


def test_a_finding_that_was_not_lasting_is_told_as_such():
    (trial,) = [one for one in done_about(["cfsr.p5"]) if one.basis == "trial"]
    assert "no difference beyond chance" in trial.found.en
    assert "not more often stable" in trial.found.en


def test_trials_stand_first_whatever_they_found():
    bases = [entry.basis.startswith("trial") for entry in done_about(["cfsr.p5"])]
    assert bases == sorted(bases, reverse=True)
    assert True in bases


def test_a_figure_that_nothing_is_known_about_has_none():
    assert done_about(["england.social_workers_3plus"]) == []


@pytest.mark.parametrize("entry", all_done(), ids=lambda entry: entry.id)
def test_numbers_are_the_same_in_both_languages(entry):
    for words in (entry.what, entry.found, entry.doubt, entry.in_short):
        digits = [sorted(re.findall(r"\d[\d.,]*\d|\d", text)) for text in (words.en, words.es)]
        assert digits[0] == digits[1]


def test_an_entry_about_an_indicator_that_is_not_there_is_refused(tmp_path, monkeypatch):
    one = elsewhere.HERE / "keep-connected.yaml"
    text = one.read_text().replace("england.same_carer_2y", "england.same_carer_9y")
    (tmp_path / "keep-connected.yaml").write_text(text)
    monkeypatch.setattr(elsewhere, "HERE", tmp_path)
    all_done.cache_clear()
    try:
        with pytest.raises(KnowledgeIncomplete, match=r"there is no england\.same_carer_9y"):
            all_done()
    finally:
        all_done.cache_clear()
