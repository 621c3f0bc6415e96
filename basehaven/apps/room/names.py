"""First names as a room says them, and the time on its clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
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


def clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M}"
