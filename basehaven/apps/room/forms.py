"""What the room's forms ask. Almost everything may stay empty: that means not noted."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record import actions as record
from basehaven.apps.record.models import Adult, Child
from basehaven.apps.room.actions import Arrival
from basehaven.apps.room.models import DayLine
from basehaven.knowledge.board import BETWEEN, distress_cues
from basehaven.knowledge.cues.library import library

NOBODY = "nobody"


class SentOnce(forms.Form):
    """``request_id`` makes a form sent twice one write."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_request_id(self) -> uuid.UUID:
        return self.cleaned_data["request_id"] or uuid.uuid4()


class MomentForm(SentOnce):
    """A moment in three taps: who, what was seen, save."""

    child = forms.CharField(widget=forms.HiddenInput)
    also = forms.MultipleChoiceField(required=False)
    context = forms.ChoiceField(required=False)
    seen = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": _("This cue is not known here.")}
    )
    turned_to = forms.MultipleChoiceField(required=False)
    missed = forms.MultipleChoiceField(required=False)
    did = forms.MultipleChoiceField(required=False)
    soothed = forms.ChoiceField(
        required=False,
        choices=[("", ""), ("yes", _("Yes")), ("partly", _("A little")), ("no", _("Not yet"))],
    )
    at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        children: dict[str, Child],
        adults: dict[str, Adult],
        responses: list[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.children, self.adults = children, adults
        phrases = library().files.phrases
        self._offer("also", list(children))
        self._offer("context", ["", *phrases.contexts])
        self._offer("seen", list(library().cues))
        self._offer("turned_to", [NOBODY, *adults])
        self._offer("missed", list(adults))
        self._offer("did", responses)

    def _offer(self, name: str, values: list[str]) -> None:
        self.fields[name].choices = [(value, value) for value in values]  # type: ignore[attr-defined]

    def clean_child(self) -> Child:
        child = self.children.get(self.cleaned_data["child"])
        if child is None:
            raise forms.ValidationError(_("This child is not on your board today."))
        return child

    def clean_at(self) -> datetime:
        """When it happened: a moment that waited for the network says so itself."""
        text = self.cleaned_data["at"]
        if not text:
            return timezone.now()
        try:
            at = parse_datetime(text)
        except ValueError:
            at = None
        if at is None or timezone.is_naive(at):
            raise forms.ValidationError(_("This is no time with its zone."))
        return at

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        turned_to = cleaned.get("turned_to", [])
        if NOBODY in turned_to and len(turned_to) > 1:
            self.add_error("turned_to", _("“Nobody” and a name cannot both be. Choose one."))
        noted = ("seen", "turned_to", "missed", "did", "soothed", "context")
        if not any(cleaned.get(name) for name in noted) and not self.errors:
            self.add_error("seen", _("Tap at least one thing that you saw."))
        return cleaned

    def everybody(self) -> list[Child]:
        """The child, and the others of whom the same was seen."""
        others = [self.children[ref] for ref in self.cleaned_data["also"]]
        first = self.cleaned_data["child"]
        return [first, *(child for child in others if child.pk != first.pk)]

    def moment(self, child: Child, available: list[Adult], me: Adult | None) -> record.Seen:
        values = self.cleaned_data
        seen, did = tuple(values["seen"]), values["did"]
        turned_to = [name for name in values["turned_to"] if name != NOBODY]
        return record.Seen(
            context=values["context"] or "other",
            seen=seen,
            distress=_distress(seen),
            sought=NOBODY if NOBODY in values["turned_to"] else "someone" if turned_to else "",
            approached=[self.adults[name] for name in turned_to],
            missed=[self.adults[name] for name in values["missed"]],
            available=available,
            responder=me if did else None,
            response=BETWEEN.join(did),
            soothed=values["soothed"],
            observer=me,
        )


def _distress(seen: tuple[str, ...]) -> bool | None:
    if distress_cues() & set(seen):
        return True
    return False if seen and set(seen) <= library().glad else None


class FinishForm(SentOnce):
    """What is offered again later: did it help, and is the child back at play."""

    soothed = forms.ChoiceField(
        required=False,
        choices=[("", ""), ("yes", _("Yes")), ("partly", _("A little")), ("no", _("Not yet"))],
    )
    back_to_play = forms.TypedChoiceField(
        required=False,
        choices=[("", ""), ("true", _("Yes")), ("false", _("No"))],
        coerce=lambda value: value == "true",
        empty_value=None,
    )
    minutes_to_settle = forms.IntegerField(
        label=_("Minutes until settled"), required=False, min_value=0, max_value=240
    )


class LineForm(SentOnce):
    """Today's one line about a child."""

    kind = forms.ChoiceField(label=_("What is it about"), choices=DayLine.Kind.choices)
    words = forms.CharField(
        label=_("In a few words"),
        help_text=_("What the adults of the room need to know today. No other child's name."),
        max_length=140,
        required=False,
    )


class ArriveForm(SentOnce):
    """Who brought the child: not said is an answer too."""

    brought_by = forms.ChoiceField(label=_("Who brought the child"), required=False)

    def __init__(self, *args: Any, people: dict[str, Adult], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["brought_by"].choices = [("", _("not said"))] + [  # type: ignore[attr-defined]
            (ref, adult.name) for ref, adult in people.items()
        ]


class SettlingForm(SentOnce):
    """How a child arrives and is helped to settle. All may stay empty, but not everything."""

    brings = forms.ChoiceField(
        label=_("Who brings"),
        help_text=_("An order against somebody stands beside their name."),
        widget=forms.RadioSelect,
        required=False,
    )
    goodbye = forms.CharField(
        label=_("How the goodbye goes"),
        help_text=_("A true goodbye, the same each day: a hug, a song, a wave at the window."),
        max_length=300,
        required=False,
    )
    first_adult = forms.ChoiceField(label=_("First adult"), required=False)
    first_place = forms.CharField(
        label=_("Where the child goes first"), max_length=140, required=False
    )
    thing = forms.CharField(
        label=_("What the child has along"),
        help_text=_("A blanket, a scarf, a photo. It stays within reach."),
        max_length=140,
        required=False,
    )
    phrases = forms.CharField(
        label=_("Words that help"),
        help_text=_("In the family’s own language too."),
        max_length=300,
        required=False,
    )
    return_phrase = forms.CharField(
        label=_("How we say who comes back"),
        help_text=_("True, and as the child understands it: “Mama comes after the nap.”"),
        max_length=200,
        required=False,
    )
    not_to_do = forms.CharField(label=_("Better not"), max_length=300, required=False)
    review_on = forms.DateField(
        label=_("Look at it again on"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("This is no date. Write it as year-month-day, such as 2024-03-31.")
        },
    )
    instead_of = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        bring: dict[str, tuple[Adult, str]],
        first: dict[str, Adult],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {ref: adult for ref, (adult, _words) in bring.items()} | first
        self._offer("brings", [(ref, words) for ref, (_adult, words) in bring.items()])
        self._offer("first_adult", [(ref, adult.name) for ref, adult in first.items()])

    def _offer(self, name: str, people: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", _("not said")), *people]  # type: ignore[attr-defined]

    def arrival(self) -> Arrival:
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("request_id", "instead_of")
        }
        for name in ("brings", "first_adult"):
            values[name] = self.people.get(values[name])
        return Arrival(**values)
