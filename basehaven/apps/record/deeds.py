"""What may be done from a page: an address and its words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from basehaven.apps.record.map.silence import Silence
from basehaven.apps.record.models import Child


@dataclass(frozen=True, slots=True)
class Deed:
    address: str
    label: str


def route_or_nothing(route: str, *args: object) -> str:
    """An address, or nothing while this installation has no such route."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


def silence_deeds(child: Child, silence: Silence) -> list[Deed]:
    """Arrange contact, note that it took place, or say why not: the person filled in."""
    if silence.figure.opens is None:
        return []
    add = reverse("contact_add", args=[child.ref])
    explain = reverse("silence_explain", args=[child.ref, silence.figure.opens[1]])
    who: dict[str, str] = {"adult": silence.figure.key}
    day = {"on": silence.open_on.isoformat()} if silence.open_on else {}
    deeds = [
        Deed(f"{add}?{urlencode({**who, 'plan': '1'})}", _("Arrange contact")),
        Deed(f"{add}?{urlencode({**who, **day})}", _("They did meet")),
        Deed(explain + (f"?{urlencode(day)}" if day else ""), _("Say why not")),
    ]
    return deeds[1:] if silence.is_planned else deeds
