"""What the address of a child's page asks for: a day, and what was known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.dateparse import parse_date

from basehaven.apps.record.models import today


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. ``unread`` holds a date that could not be read."""

    on: date | None = None
    step: int | None = None
    known: date | None = None
    unread: str = ""

    @classmethod
    def by(cls, request: HttpRequest) -> Asked:
        given = request.GET
        on, known = day_or_none(given.get("on", "")), day_or_none(given.get("known", ""))
        step = given.get("step", "")
        bad = [
            text
            for text, day in ((given.get("on", ""), on), (given.get("known", ""), known))
            if text and day is None
        ]
        if known is not None and known >= today():
            known = None
        number = int(step) if step.isdecimal() and len(step) < 6 else None
        return cls(on, number, known, ", ".join(bad)[:40])


def day_or_none(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
