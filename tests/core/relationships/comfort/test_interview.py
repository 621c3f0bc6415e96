"""Several adults' answers beside each other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.relationships.comfort.interview import Agreement, Answer, side_by_side
from basehaven.knowledge.comfort import comfort_questions

MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)
QUESTIONS = comfort_questions()


def said(asked: str, people: str = "", question: str = "hurt", on: date = MAY, **more) -> Answer:
    return Answer(question, asked, on, tuple(people), **more)


def hurt(*answers: Answer):
    return side_by_side(answers, QUESTIONS)[0]


@pytest.mark.parametrize(
    ("answers", "agreement"),
    [
        ([], Agreement.NO_ANSWER),
        ([said("x", "a")], Agreement.ONE_ANSWER),
        ([said("x", "a"), said("y")], Agreement.ONE_ANSWER),
        ([said("x", "ab"), said("y", "ac")], Agreement.SAME),
        ([said("x", nobody=True), said("y", nobody=True)], Agreement.SAME),
        ([said("x", "ab"), said("y", "ba")], Agreement.SHARED),
        ([said("x", "a"), said("y", "b")], Agreement.DIFFERENT),
        ([said("x", "a"), said("y", nobody=True)], Agreement.DIFFERENT),
    ],
)
def test_how_answers_stand_to_each_other(answers, agreement):
    assert hurt(*answers).agreement is agreement


def test_not_knowing_is_not_nobody():
    found = hurt(said("x"), said("y", nobody=True), said("z", "a"))
    assert found.do_not_know == ("x",)
    assert [answer.asked_id for answer in found.answers] == ["x", "y", "z"]


def test_the_later_answer_of_one_adult_counts():
    found = hurt(said("x", "b", on=JUNE), said("x", "a", on=MAY))
    assert [answer.people for answer in found.answers] == [("b",)]


def test_who_named_whom_and_who_named_themselves():
    found = hurt(said("a", "ab"), said("b", "ab"))
    assert found.named_by == {"a": ("a", "b"), "b": ("a", "b")}
    assert found.name_themselves == ("a",)


def test_every_question_stands_there_also_unanswered():
    sides = side_by_side([said("x", "a", "missed")], QUESTIONS)
    assert len(sides) == 9
    assert [side.question.id for side in sides if side.answers] == ["missed"]


def test_how_sure_somebody_is_is_not_compared():
    answers = [said(who, question="how_sure", sure=sure, seen_on=MAY)
               for who, sure in (("x", "low"), ("y", "high"))]  # fmt: skip
    assert side_by_side(answers, QUESTIONS)[-1].agreement is Agreement.NOT_COMPARED
    assert side_by_side(answers, QUESTIONS)[-1].do_not_know == ()


SOME = st.lists(
    st.builds(
        Answer,
        st.just("hurt"),
        st.sampled_from("xyz"),
        st.just(MAY),
        st.lists(st.sampled_from("abc"), unique=True).map(tuple),
        st.booleans(),
    ),
    unique_by=lambda answer: answer.asked_id,
)


@given(SOME, st.data())
def test_it_does_not_matter_who_was_asked_first(answers, data):
    assert hurt(*data.draw(st.permutations(answers))) == hurt(*answers)


@given(SOME)
def test_no_answer_is_lost(answers):
    assert sorted(answers, key=lambda a: a.asked_id) == list(hurt(*answers).answers)
