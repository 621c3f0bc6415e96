"""What adults say when they are asked: their answers side by side, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the interview, as knowledge words it.

    Attributes:
        asks_for: ``people``, or ``sureness`` for how sure and when last seen.
        lane: which lane its answers stand beside: comfort, plays_from, misses,
            helped, before (people who mattered earlier), or empty.
        words: language -> the question, with ``{child}`` for the child's name.
    """

    id: str
    asks_for: str
    lane: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one adult answered to one question on a day.

    Attributes:
        asked_id: the adult who answered.
        people: adult ids, in the order in which they were named.
        nobody: the answer was "nobody". With no people and not ``nobody``, the
            adult does not know.
        sure: low, medium, high, or empty.
        seen_on: when they last saw it, None if they did not say.
    """

    question_id: str
    asked_id: str
    asked_on: date
    people: tuple[str, ...] = ()
    nobody: bool = False
    sure: str = ""
    seen_on: date | None = None


class Agreement(StrEnum):
    """How the answers to one question stand to each other. No answer is the right one."""

    SAME = "same"  # everybody who knows names the same first person, or nobody
    SHARED = "shared"  # different first persons, and somebody whom all name
    DIFFERENT = "different"
    ONE_ANSWER = "one_answer"
    NO_ANSWER = "no_answer"
    NOT_COMPARED = "not_compared"  # how sure somebody is, is nobody else's matter


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One question with everybody's answer.

    Attributes:
        answers: each adult's latest, in order of the ids of those asked.
        do_not_know: those of ``answers`` who know nobody to name and do not say "nobody".
        named_by: adult id -> who named them, of those asked, in order of ids.
        name_themselves: adults who were asked and named themselves first. Most of
            us see best what happens with ourselves.
    """

    question: Question
    answers: tuple[Answer, ...]
    agreement: Agreement
    do_not_know: tuple[str, ...]
    named_by: Mapping[str, tuple[str, ...]]
    name_themselves: tuple[str, ...]


def side_by_side(
    answers: Iterable[Answer], questions: Sequence[Question]
) -> tuple[SideBySide, ...]:
    """Several adults' answers about one child, each beside the others.

    Args:
        answers: about one child. Of two by one adult to one question the later
            counts; of two on one day, the one that comes last.
        questions: in the order in which they are asked. An answer to another
            question is left out.

    Returns:
        One for each question, in their order, also those nobody has answered.
        Nothing is averaged and nobody is outvoted: where adults differ, they
        may each have seen a different hour of the child's day.

    Must not be used to find out who is right, or as a measure of anybody.

    Source: our own questions, a draft (``comfort/questions``).
    """
    given = list(answers)
    return tuple(_side(question, given) for question in questions)


def _side(question: Question, answers: Iterable[Answer]) -> SideBySide:
    latest: dict[str, Answer] = {}
    for answer in answers:
        known = latest.get(answer.asked_id)
        if answer.question_id == question.id and (
            known is None or answer.asked_on >= known.asked_on
        ):
            latest[answer.asked_id] = answer
    ordered = tuple(latest[asked] for asked in sorted(latest))
    named = sorted({adult for answer in ordered for adult in answer.people})
    return SideBySide(
        question=question,
        answers=ordered,
        agreement=_agreement(question, ordered),
        do_not_know=tuple(a.asked_id for a in ordered if not _says(a) and _is_people(question)),
        named_by={n: tuple(a.asked_id for a in ordered if n in a.people) for n in named},
        name_themselves=tuple(a.asked_id for a in ordered if a.people[:1] == (a.asked_id,)),
    )


def _is_people(question: Question) -> bool:
    return question.asks_for == "people"


def _says(answer: Answer) -> bool:
    return bool(answer.people) or answer.nobody


def _agreement(question: Question, answers: Sequence[Answer]) -> Agreement:
    if not _is_people(question):
        return Agreement.NOT_COMPARED if answers else Agreement.NO_ANSWER
    said = [answer for answer in answers if _says(answer)]
    if len(said) < 2:
        return Agreement.ONE_ANSWER if said else Agreement.NO_ANSWER
    if len({answer.people[:1] for answer in said}) == 1:
        return Agreement.SAME
    shared = set.intersection(*(set(answer.people) for answer in said))
    return Agreement.SHARED if shared else Agreement.DIFFERENT
