"""Why somebody and the child did not meet: one touch, and a day that is filled in already."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.forms.base import DayField, RecordForm
from basehaven.apps.record.models import TieSpell

INTERRUPTED = "none-"  # before a reason of the open table ``tie_spells``
CANCELLED = [
    ("agency", _("the agency")),
    ("transport", _("transport")),
    ("carer", _("the carer")),
    ("parent", _("the parent")),
    ("weather", _("the weather")),
    ("other", _("something else")),
]


class WhySelect(forms.RadioSelect):
    """Radio buttons in groups, each with its heading."""

    template_name = "record/widgets/why.html"


class SilenceForm(RecordForm):
    """A planned contact was cancelled, or there is none for now."""

    why = forms.ChoiceField(
        label=_("What came in between?"),
        choices=[
            (_("It was planned, and cancelled by"), CANCELLED),
            (
                _("There is no contact for now, because of"),
                [(INTERRUPTED + value, label) for value, label in TieSpell.Reason.choices],
            ),
        ],
        widget=WhySelect,
        error_messages={"required": _("Choose what comes nearest; “something else” is an answer.")},
    )
    on = DayField(
        label=_("For which day it was planned"),
        past=False,
        help_text=_("Filled in by how often they met until then. Change it if it was another day."),
    )
    started_on = DayField(label=_("Since which day"))

    @property
    def is_interrupted(self) -> bool:
        return str(self.cleaned_data["why"]).startswith(INTERRUPTED)

    @property
    def said(self) -> str:
        """The value of the open table: who cancelled, or the reason."""
        return str(self.cleaned_data["why"]).removeprefix(INTERRUPTED)

    def clean(self) -> dict[str, Any]:
        """Only the day that belongs to the choice is asked for; the other stands aside."""
        cleaned = super().clean() or self.cleaned_data
        needed = ""
        if "why" in cleaned:
            needed = "started_on" if self.is_interrupted else "on"
        for name in {"on", "started_on"} - {needed}:
            self.errors.pop(name, None)
        return cleaned
