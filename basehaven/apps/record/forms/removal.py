"""Forms for a lawful removal: asked by one person, done by another."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.actions.lawful_removal import Order
from basehaven.apps.record.forms.base import RecordForm, choices
from basehaven.apps.record.models import LawfulRemoval


class RemovalAskForm(RecordForm):
    kind = forms.ChoiceField(
        label=_("What does the order ask for?"),
        choices=LawfulRemoval.Kind.choices,
        widget=forms.RadioSelect,
    )
    order = forms.ChoiceField(
        label=_("By which lawful order?"), choices=choices(Order, empty=_("choose"))
    )
    reason = forms.CharField(
        label=_("Reason, without names"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The number of the order is enough. This text stays when the record is gone."),
    )


class RemovalDoForm(RecordForm):
    sure = forms.BooleanField(
        label=_("I have seen the order, and this is the child it names"),
        error_messages={"required": _("See the order first, then tick this.")},
    )
