"""Lanes in words: for a page, for one person, in English and Spanish."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.relationships.comfort.estimate import WhyNot, estimate
from basehaven.core.relationships.comfort.findings import Finding, Why
from basehaven.core.relationships.comfort.helped import did_it_help
from basehaven.core.relationships.comfort.interview import Agreement, Answer, side_by_side
from basehaven.core.relationships.comfort.order import whom_the_child_turns_to
from basehaven.core.relationships.comfort.pairs import PairFinding
from basehaven.core.relationships.comfort.telling import tell_lanes, tell_person
from basehaven.core.relationships.comfort.telling_more import (
    tell_answers,
    tell_estimate,
    tell_helped,
)
from basehaven.knowledge.comfort import LANGUAGES, comfort_phrases, comfort_questions
from tests.core.relationships.comfort.moments import (
    BORN,
    SETTINGS,
    TODAY,
    moment,
    several,
    some_moments,
)

NAMES = {"a": "Zoe", "b": "Ana", "c": "Kim"}
ENGLISH = comfort_phrases("en", NAMES)
BY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def told(events, phrases=ENGLISH):
    return {
        t.about: t
        for t in tell_lanes(whom_the_child_turns_to(events, TODAY, BORN, SETTINGS), phrases)
    }


@BY_LANGUAGE
def test_whatever_can_be_found_has_words(language):
    texts = comfort_phrases(language).texts
    asked = {f"said.{each}" for each in Finding} | {f"why.{each}" for each in Why}
    asked |= {f"pair.{each}" for each in PairFinding} | {f"why_not.{each}" for each in WhyNot}
    asked |= {f"agreement.{each}" for each in Agreement if each is not Agreement.NOT_COMPARED}
    assert asked <= set(texts)


@BY_LANGUAGE
@given(events=some_moments)
def test_any_moments_can_be_told(language, events):
    phrases = comfort_phrases(language, NAMES)
    lanes = whom_the_child_turns_to(events, TODAY, BORN, SETTINGS)
    parts = [*tell_lanes(lanes, phrases)]
    parts.append(tell_estimate(estimate(events, TODAY, BORN, SETTINGS), SETTINGS, phrases))
    parts.append(tell_helped(did_it_help(events, TODAY), phrases))
    for part in parts:
        assert part.heading
        assert part.lines
        assert not [line for line in part.lines if re.search(r"[{}]|None|\bnan\b", line)]
    for adult in lanes.adult_ids:
        tell_person(lanes, adult, phrases)


def test_people_are_listed_by_name_and_not_by_count():
    lines = told([*several(8, "a", "abc"), *several(3, "c", "bc")])["comfort"].lines
    starts = [line.split(":")[0] for line in lines if re.match(r"(Ana|Kim|Zoe):", line)]
    assert starts == ["Ana", "Kim", "Zoe"]


def test_an_edge_says_how_often_and_what_chance_would_do():
    lines = told(several(3, "a", "ab", observer_id="a"))["comfort"].lines
    edge = next(line for line in lines if line.startswith("Lately"))
    assert edge == (
        "Lately more to Zoe than to Ana when both were there: 3 of 3 times in all. With no "
        "preference at all, so uneven a count comes up about 1 time in 4. Without what Zoe "
        "recorded this would not be seen."
    )


def test_a_child_who_seeks_nobody_is_said_first():
    lines = told(several(6, "", "ab", sought="nobody"))["comfort"].lines
    assert lines[0].startswith("No comfort-seeking noted in most hard moments.")
    assert lines[1].startswith("6 hard moments, 2024-06-25 to 2024-06-30. In 6 of them nobody")


def test_an_empty_lane_says_that_it_is_empty():
    parts = told([])
    assert parts["comfort"].lines[-1] == "No hard moments noted."
    assert parts["plays_from"].lines == ("No moments of play noted.",)
    assert parts["misses"].lines == ("Nobody noted as missed.",)


def test_the_words_beside_a_person_are_of_all_three_lanes():
    events = [
        *several(3, "a", "ab"),
        moment("a", "a", context="play", event_id="p"),
        moment("b", "b", missed=("a",), context="departure", event_id="m", distress=True),
    ]
    lanes = whom_the_child_turns_to(events, TODAY, BORN, SETTINGS)
    said = tell_person(lanes, "a", ENGLISH)
    assert [line.split(" 3")[0].split(" 1")[0] for line in said] == [
        "Zoe: turned to",
        "Lately more to Zoe than to Ana when both were there:",
        "Zoe: looked or came back to",
        "Zoe: looked for",
    ]
    assert tell_person(lanes, "nobody", ENGLISH) == ()


def test_days_come_in_the_words_of_the_reader():
    phrases = comfort_phrases("es", NAMES, lambda day: f"el {day.day} del mes {day.month}")
    assert "el 30 del mes 6" in told([moment("a", "a")], phrases)["comfort"].lines[2]


def test_an_estimate_names_the_likelier_adult_first_and_is_never_sure():
    events = [moment("b", "ab", event_id=str(n)) for n in range(200)]
    lines = tell_estimate(estimate(events, TODAY, BORN, SETTINGS), SETTINGS, ENGLISH).lines
    assert lines[-1] == "Ana before Zoe, when both are there: 99 % (98 to 99 %)."


def test_groups_that_nothing_links_are_named():
    events = [*several(12, "a", "ab"), *several(12, "c", "cd")]
    lines = tell_estimate(estimate(events, TODAY, BORN, SETTINGS), SETTINGS, ENGLISH).lines
    assert lines[-1].endswith("across them: Ana and Zoe; d and Kim.")


def test_helped_is_told_in_alphabetical_order_with_its_spread():
    events = [
        moment("a", "ab", 1, responder_id="a", soothed="yes", minutes_to_settle=2),
        moment("a", "ab", 0, responder_id="a", soothed="no", minutes_to_settle=9),
        moment("b", "ab", 0, responder_id="b", minutes_to_settle=5, back_to_play=True),
    ]
    lines = tell_helped(did_it_help(events, TODAY), ENGLISH).lines
    assert lines == (
        (
            "Ana: responded 1 time; soothed 0, partly 0, no 0, not noted 1. Minutes to settle: "
            "5 (1 timed). Back to play: yes 1, no 0. Recorded by Ana: 0 of 1."
        ),
        (
            "Zoe: responded 2 times; soothed 1, partly 0, no 1, not noted 0. Minutes to settle: "
            "2 to 9, half within 5.5 (2 timed). Recorded by Zoe: 0 of 2."
        ),
    )


def test_answers_stand_under_their_question_with_how_they_differ():
    day = date(2024, 5, 1)
    answers = [
        Answer("hurt", "a", day, ("a", "b")),
        Answer("hurt", "b", day, ("b", "a")),
        Answer("hurt", "c", day),
        Answer("frightened", "a", day, nobody=True),
        Answer("how_sure", "a", day, sure="high", seen_on=day),
    ]
    parts = tell_answers(side_by_side(answers, comfort_questions()), "en", "Milo", ENGLISH)
    assert parts[0].heading == "When Milo is hurt, who does Milo go to?"
    assert parts[0].lines == (
        "Ana (2024-05-01): Ana and Zoe",
        "Kim (2024-05-01): does not know",
        "Zoe (2024-05-01): Zoe and Ana",
        "Different people first, and all name Ana and Zoe.",
    )
    assert parts[1].lines == ("Zoe (2024-05-01): nobody", "One answer so far.")
    assert parts[2].lines == ("Nobody has answered yet.",)
    assert parts[-1].lines == ("Zoe (2024-05-01): how sure: very; last seen: 2024-05-01",)


VERDICTS = r"\b(secure(ly)?|insecure|avoidant|resistant|ambivalent|disorgani[sz]ed|bond(ed|ing)?)\b"
VERDICTS += r"|\b(segur[oa]s?|insegur[oa]s?|evitativ[oa]|ambivalente|desorganizad[oa])\b"


@BY_LANGUAGE
def test_no_words_of_classification(language):
    words = " ".join(part for pair in comfort_phrases(language).texts.values() for part in pair)
    words += " ".join(question.words[language] for question in comfort_questions())
    assert not re.findall(VERDICTS, words, re.IGNORECASE)


@given(st.lists(st.sampled_from("abc"), unique=True))
def test_somebody_without_a_name_is_said_by_the_id(people):
    assert comfort_phrases("en").people(people).count(" and ") == (len(people) > 1)
    assert all(person in comfort_phrases("en").people(people) for person in people)
