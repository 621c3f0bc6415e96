"""The nine questions as a form, and who of two adults in dispute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from basehaven.apps.room.forms import NOBODY, SentOnce
from basehaven.apps.room.models import ComfortAnswer
from basehaven.apps.room.people_here import PeopleHere
from basehaven.knowledge.comfort import comfort_questions

NEXT = "_next"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its two places for a name."""

    words: str
    first: forms.BoundField
    then: forms.BoundField


def people_choices(page: PeopleHere) -> list[tuple[str, str]]:
    """Everybody on the child's map, by name, with an order against them in words."""
    return [(ref, page.names[ref]) for ref in page.phrases.by_name(page.people)]


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("This is no date. Write it as year-month-day, such as 2024-03-31.")
        },
        **kwargs,
    )


class InterviewForm(SentOnce):
    """Every question may stay open: that means "I do not know"."""

    asked = forms.ChoiceField(
        label=_("Whose answers are these?"),
        help_text=_("Ask each adult alone, and write down what they say, not what you think."),
    )
    sure = forms.ChoiceField(
        required=False, choices=[("", _("not said")), *ComfortAnswer.Sure.choices]
    )
    seen_on = _day(label=_("The day you last saw it yourself"))

    def __init__(
        self, *args: Any, page: PeopleHere, me: tuple[str, str], for_others: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        people, mine = people_choices(page), me[0]
        own = [(mine, page.names.get(mine, me[1]))] if mine else []
        who = own + [one for one in people if for_others and one[0] != mine]
        self.fields["asked"].choices = who  # type: ignore[attr-defined]
        self.fields["asked"].initial = mine
        self.questions = [q for q in comfort_questions() if q.asks_for == "people"]
        for question in self.questions:
            self.fields[question.id] = forms.ChoiceField(
                label=_("First"),
                required=False,
                choices=[("", _("I do not know")), (NOBODY, _("nobody")), *people],
            )
            self.fields[question.id + NEXT] = forms.ChoiceField(
                label=_("Then"), required=False, choices=[("", _("no one else")), *people]
            )
        (sureness,) = [q for q in comfort_questions() if q.asks_for != "people"]
        self.fields["sure"].label = self._words(sureness.words)

    def _words(self, words: Any) -> str:
        return str(words[self.page.language].format(child=self.page.name))

    def rows(self) -> Iterator[Asked]:
        for question in self.questions:
            yield Asked(self._words(question.words), self[question.id], self[question.id + NEXT])

    def said(self) -> dict[str, list[str]]:
        """References in order, by question; a question left open is not in it."""
        values = self.cleaned_data
        named = {q.id: [values[q.id], values[q.id + NEXT]] for q in self.questions}
        return {name: [ref for ref in refs if ref] for name, refs in named.items() if any(refs)}


class DisputeForm(SentOnce):
    """Which two, and until when."""

    one = forms.ChoiceField(label=_("One adult"))
    other = forms.ChoiceField(label=_("The other adult"))
    ended_on = _day(
        label=_("Until"),
        help_text=_("From this day on both read it again. Empty: until the team decides."),
    )

    def __init__(self, *args: Any, page: PeopleHere, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            self.fields[name].choices = [("", _("Choose")), *people_choices(page)]  # type: ignore[attr-defined]

    def until(self) -> date | None:
        until: date | None = self.cleaned_data["ended_on"]
        return until
