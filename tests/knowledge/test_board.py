from __future__ import annotations

import pytest

from basehaven.core.cues.types import CONTEXTS
from basehaven.knowledge.board import (
    board_settings,
    closes_after,
    distress_cues,
    first_cues,
    response_words,
    responses,
    responses_of,
)
from basehaven.knowledge.cues.library import library


@pytest.mark.parametrize("context", CONTEXTS)
def test_the_first_cues_of_every_context_are_in_the_vocabulary(context):
    assert first_cues(context)
    assert set(first_cues(context)) <= set(library().cues)


def test_cues_of_a_hard_moment_are_in_the_vocabulary_and_none_is_glad():
    assert distress_cues() <= set(library().cues)
    assert not distress_cues() & library().glad


def test_every_response_has_words_in_both_languages():
    assert all(each.en and each.es for each in responses().values())
    assert not [each for each in responses() if "|" in each]


def test_free_words_of_an_import_stay_as_they_are():
    assert responses_of("sat_near|blue scarf") == ["sat_near", "blue scarf"]
    assert response_words("sat_near", "es") == "me senté cerca"
    assert response_words("blue scarf", "es") == "blue scarf"


def test_the_numbers_of_the_issue_stand():
    assert board_settings().silent.total_seconds() == 40 * 60
    assert closes_after() == 30
