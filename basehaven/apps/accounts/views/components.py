"""Every part that pages are made of, on one page: for designers, developers and the tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import public

KINDS = [("visit", _("Visit")), ("call", _("Call")), ("other", _("Other"))]


class SampleForm(forms.Form):
    """One field of every sort; nothing is saved."""

    name = forms.CharField(label=_("Name"), help_text=_("As the family says it."))
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    mode = forms.ChoiceField(label=_("How"), choices=KINDS, widget=forms.RadioSelect)
    said = forms.CharField(label=_("In words"), widget=forms.Textarea, required=False)
    kept = forms.BooleanField(
        label=_("It took place"),
        help_text=_("Leave empty if not known."),
        required=False,
    )
    file = forms.FileField(label=_("File"), required=False)


COLOURS = [
    ("paper", "card", "sunk", "ink", "soft", "line", "edge", "ended"),
    (
        "green",
        "green-tint",
        "clay",
        "clay-tint",
        "sun",
        "sun-tint",
        "plum",
        "plum-tint",
    ),
]
ICONS = [
    "search",
    "person",
    "add",
    "edit",
    "eye",
    "shield",
    "warning",
    "check",
    "file",
    "upload",
    "download",
    "calendar",
    "home",
    "down",
    "leave",
    "info",
]


@public
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    came = {
        "wrong-name": "",
        "wrong-on": "2025-02-31",
        "wrong-kind": "visit",
        "wrong-mode": "call",
    }
    wrong = SampleForm(came, prefix="wrong")
    context: dict[str, Any] = {
        "good": SampleForm(prefix="good"),
        "wrong": wrong,
        "colours": COLOURS,
        "icons": ICONS,
        "days": (date(2025, 5, 3), date(2025, 1, 12)),
    }
    return TemplateResponse(request, "accounts/components.html", context)
