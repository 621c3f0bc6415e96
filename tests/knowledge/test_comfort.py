"""The settings, words and questions of the comfort order."""

from __future__ import annotations

import dataclasses

import pytest

from basehaven.core.errors import KnowledgeIncomplete, WrongSetting
from basehaven.core.relationships.comfort.settings import ComfortSettings
from basehaven.knowledge import comfort
from basehaven.knowledge.comfort import (
    comfort_entry,
    comfort_phrases,
    comfort_questions,
    comfort_settings,
    comfort_settings_listed,
)
from basehaven.knowledge.load import load


def test_knowledge_holds_every_setting_and_no_other():
    fields = [field.name for field in dataclasses.fields(ComfortSettings)]
    assert [setting.id for setting in comfort_settings_listed()] == fields


def test_every_setting_says_its_doubt():
    assert all(setting.label and len(setting.why) > 5 for setting in comfort_settings_listed())


def test_old_moments_fade_as_the_reference_suggests_and_an_edge_needs_three_of_four():
    found = comfort_settings()
    assert (found.half_life_weeks, found.half_life_weeks_older) == (8, 16)
    assert (found.edge_wins, found.edge_share) == (3, 0.75)


def test_a_setting_can_be_changed_for_one_run():
    assert comfort_settings({"edge_wins": 5}).edge_wins == 5
    assert comfort_settings().edge_wins == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"luck": 1}, "There is no setting 'luck'. There are: half_life_weeks"),
        ({"edge_share": 0.5}, "edge_share goes from 0.51 to 1; 0.5 does not fit."),
        ({"edge_wins": 2.5}, "edge_wins is a whole number; 2.5 is none."),
        ({"half_life_weeks": float("nan")}, "half_life_weeks goes from 1 to 520"),
        ({"half_life_weeks": float("inf")}, "half_life_weeks goes from 1 to 520"),
        ({"half_life_weeks": 0}, "half_life_weeks goes from 1 to 520"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_what_can(changes, said):
    with pytest.raises(WrongSetting, match=said):
        comfort_settings(changes)


@pytest.mark.parametrize("name", ["order", "questions", "words"])
def test_each_entry_is_a_draft_that_nobody_has_checked(name):
    entry = load(f"comfort/{name}")
    assert entry.review.status == "draft"
    assert entry.review.checked_by is None
    assert (entry.model_extra or {})["caution"]
    assert any(reference.citation is None for reference in entry.references)


def test_there_are_nine_questions_in_both_languages():
    questions = comfort_questions()
    assert len(questions) == 9
    for question in questions:
        assert set(question.words) == {"en", "es"}
        assert question.words["en"] != question.words["es"]
    assert (load("comfort/questions").model_extra or {})["grade"] == "C"
    assert [q.asks_for for q in questions] == [*["people"] * 8, "sureness"]


def test_another_language_gets_english():
    assert comfort_phrases("so").texts == comfort_phrases("en").texts
    assert comfort_phrases("es").texts != comfort_phrases("en").texts


@pytest.mark.parametrize(
    ("phrases", "said"),
    [
        ({"x": {"en": "a"}}, "'x' has no words in es"),
        ({"x": {"en": "{a}", "es": "{b}"}}, "'x' has other fields in braces"),
    ],
)
def test_words_that_are_not_whole_in_both_languages_are_refused(phrases, said):
    with pytest.raises(KnowledgeIncomplete, match=said):
        comfort._whole(phrases, "en")


def test_a_setting_without_its_doubt_is_refused():
    with pytest.raises(KnowledgeIncomplete, match="'luck' is a setting with a 'doubt:'"):
        comfort._setting({"id": "luck", "kind": "setting", "value": 1})


def test_a_question_without_its_spanish_is_refused():
    with pytest.raises(KnowledgeIncomplete, match="'hurt' needs its words in en, es"):
        comfort._question({"id": "hurt", "en": "Who?", "asks_for": "people", "lane": "comfort"})


def test_the_entry_says_what_it_must_not_be_used_for():
    assert "no measure of" in (comfort_entry().model_extra or {})["caution"]
