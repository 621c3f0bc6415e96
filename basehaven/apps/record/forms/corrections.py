"""The part of a form that asks why something is put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.actions.corrections import CorrectionReason, reason_text
from basehaven.apps.record.forms.base import RecordForm, choices
from basehaven.core.errors import NotPossible


class ReasonForm(RecordForm):
    """Why: a short list, then free words. ``seen`` names what the person was looking at."""

    reason_kind = forms.ChoiceField(
        label=_("Why is this put right?"), choices=choices(CorrectionReason, empty=_("choose"))
    )
    reason_words = forms.CharField(
        label=_("In a few words"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "reason_kind" in cleaned:
            try:
                reason_text(cleaned["reason_kind"], cleaned.get("reason_words", ""))
            except NotPossible as error:
                self.add_error("reason_words", str(error))
        return cleaned

    @property
    def reason(self) -> str:
        return reason_text(self.cleaned_data["reason_kind"], self.cleaned_data["reason_words"])


def correcting(facts: type[RecordForm]) -> type[ReasonForm]:
    """The form that corrects what ``facts`` asks: the facts first, then the reason."""
    return type(f"Correct{facts.__name__}", (ReasonForm, facts), {})
