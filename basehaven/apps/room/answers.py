"""What adults answered to the nine questions, side by side. Nobody is outvoted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from basehaven.apps.room.models import ComfortAnswer
from basehaven.apps.room.people_here import PeopleHere, kind_words
from basehaven.apps.room.queries import answers_of, who_they_are_now
from basehaven.core.relationships.comfort.interview import Answer, side_by_side
from basehaven.core.relationships.comfort.phrases import Phrases
from basehaven.core.relationships.comfort.telling import Told
from basehaven.core.relationships.comfort.telling_more import tell_answers
from basehaven.knowledge.comfort import comfort_phrases, comfort_questions

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Given:
    """One adult's answers of one day, as a page lists them."""

    row: ComfortAnswer
    who: str
    lines: tuple[tuple[str, str], ...]  # question, answer


@dataclass(frozen=True)
class Answers:
    """The answers about one child for one reader."""

    page: PeopleHere

    @cached_property
    def rows(self) -> list[ComfortAnswer]:
        return answers_of(self.page.child)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Each question with each adult's latest answer, and where they differ."""
        return self._tell(self.rows)

    @cached_property
    def earlier(self) -> list[Given]:
        """Those that a later one of the same adult stands before."""
        latest = {row.asked_id: row for row in self.rows}
        return [self._given(row) for row in self.rows if latest[row.asked_id] != row]

    @cached_property
    def latest(self) -> list[Given]:
        latest = {row.asked_id: row for row in self.rows}
        given = [self._given(row) for row in latest.values()]
        return sorted(given, key=lambda one: one.who.casefold())

    def _given(self, row: ComfortAnswer) -> Given:
        who = self.phrases.name(str(row.asked.ref))
        told = self._tell([row])
        return Given(row, who, tuple((one.heading, one.lines[0]) for one in told))

    def _tell(self, rows: Iterable[ComfortAnswer]) -> tuple[Told, ...]:
        answers = [answer for row in rows for answer in self._answers(row)]
        sides = side_by_side(answers, comfort_questions())
        return tell_answers(sides, self.page.language, self.page.name, self.phrases)

    def _answers(self, row: ComfortAnswer) -> Iterable[Answer]:
        for question in comfort_questions():
            named = row.said.get(question.id, [])
            yield Answer(
                question_id=question.id,
                asked_id=str(row.asked.ref),
                asked_on=row.asked_on,
                people=tuple(self._since.get(ref, ref) for ref in named if ref != NOBODY),
                nobody=named == [NOBODY],
                sure=row.sure,
                seen_on=row.seen_on,
            )

    @cached_property
    def _named(self) -> set[str]:
        return {ref for row in self.rows for refs in row.said.values() for ref in refs} - {NOBODY}

    @cached_property
    def _since(self) -> dict[str, str]:
        """Asked only if somebody is named who is not on the page under that reference."""
        unknown = self._named - self.page.people.keys()
        return who_they_are_now(self.page.child, unknown) if unknown else {}

    @cached_property
    def phrases(self) -> Phrases:
        """Whoever answered and is not among the people here is said by what they are."""
        names = {ref: _("somebody not shown here") for ref in self._named}
        names |= {str(row.asked.ref): kind_words(row.asked.roles) for row in self.rows}
        return comfort_phrases(
            self.page.language, {**names, **self.page.names}, self.page.phrases.day
        )
