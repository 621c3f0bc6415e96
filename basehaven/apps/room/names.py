"""First names as a room says them, the time on its clock, and the language of both."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from basehaven.apps.record.models import Child


def first_name(name: str) -> str:
    return name.split()[0] if name.split() else _("somebody")


def first_names(children: Iterable[Child]) -> dict[int, str]:
    """First names; an initial is added where two children of the room share one."""
    children = list(children)
    counted = Counter(first_name(child.name) for child in children)
    names = {}
    for child in children:
        parts = child.name.split()
        first = first_name(child.name)
        more = counted[first] > 1 and len(parts) > 1
        names[child.pk] = f"{first} {parts[-1][0]}." if more else first
    return names


def alphabetical(name: str) -> str:
    """A key to sort names by: no case, and letters with an accent beside those without."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def language_now() -> str:
    """The language that the reader has chosen, of those in which knowledge is written."""
    return "es" if (get_language() or "").startswith("es") else "en"


def clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M}"
