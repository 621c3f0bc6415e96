"""Days and times as people write them: ``mon-fri``, ``2026-03-04``, ``08:00-16:30``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from basehaven.core.room.week import QUARTER, Span
from basehaven.exchange.rota.fields import Fields

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIME = re.compile(r"(\d{1,2}):(\d{2})")
SPAN = re.compile(r"(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})")
WHOLE_DAY = 24 * 60


def minutes(fields: Fields, name: str, text: str) -> int:
    """Minutes after midnight, in quarter hours; 24:00 is the end of a day."""
    match = TIME.fullmatch(text.strip())
    if match is None:
        raise fields.refuse(name, f"holds '{text}', which is no time. Write one such as 08:00.")
    value = int(match[1]) * 60 + int(match[2])
    if int(match[2]) > 59 or value > WHOLE_DAY:
        raise fields.refuse(name, f"holds '{text}', which no clock shows. Write one such as 08:00.")
    if value % QUARTER:
        low = value - value % QUARTER
        near = f"{low // 60:02}:{low % 60:02} or {(low + 15) // 60:02}:{(low + 15) % 60:02}"
        raise fields.refuse(name, f"holds '{text}'. Times are in quarter hours: write {near}.")
    return value


def from_until(fields: Fields, name: str, text: str) -> tuple[int, int]:
    """Two times with a line between them."""
    match = SPAN.fullmatch(text.strip())
    if match is None:
        raise fields.refuse(
            name, f"holds '{text}'. Write two times with a line between, such as 08:00-16:30."
        )
    start, end = minutes(fields, name, match[1]), minutes(fields, name, match[2])
    if end <= start:
        raise fields.refuse(name, f"holds '{text}', which ends before it begins. Turn it round.")
    return start, end


def days_in(fields: Fields, name: str, text: str, monday: date) -> list[date]:
    """The days that a name, a range of names, a date or a range of dates means in this week."""
    text = text.strip().lower()
    parts = re.split(r"\s*(?:\.\.|–)\s*|(?<=[a-z])-(?=[a-z])", text)
    found = []
    for part in parts:
        if part[:3] in DAY_NAMES and part.isalpha():
            found.append(monday + timedelta(days=DAY_NAMES.index(part[:3])))
            continue
        try:
            found.append(date.fromisoformat(part))
        except ValueError:
            raise fields.refuse(
                name,
                f"holds '{text}'. Write a day (mon), days (mon-fri), a date (2026-03-04) or dates "
                "(2026-03-04..2026-03-06).",
            ) from None
    if len(found) > 2 or found[-1] < found[0]:
        raise fields.refuse(name, f"holds '{text}'. Write the first day, then the last.")
    last = found[-1]
    whole = [found[0] + timedelta(days=n) for n in range((last - found[0]).days + 1)]
    return [day for day in whole if monday <= day < monday + timedelta(days=7)]


def day_spans(fields: Fields, name: str, monday: date) -> tuple[Span, ...]:
    """Days with their times: ``mon-fri: 08:00-16:30``; several times as a list."""
    found = []
    for days, times in fields.mapping(name).items():
        for text in times if isinstance(times, list) else [times]:
            start, end = from_until(fields, f"{name}, {days}", str(text))
            found += [Span(day, start, end) for day in days_in(fields, name, days, monday)]
    return joined(fields, name, found)


def joined(fields: Fields, name: str, spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order; two that overlap are refused."""
    ordered = sorted(spans)
    for one, other in pairwise(ordered):
        if one.day == other.day and other.start < one.end:
            raise fields.refuse(name, f"says two times for {one.day:%A} that overlap. Keep one.")
    return tuple(ordered)


def absences(fields: Fields, name: str, monday: date) -> tuple[Span, ...]:
    """Days, or days with times: ``2026-03-04``, ``wed 12:00-17:30``."""
    found = []
    for value in fields.listed(name):
        text = value.isoformat() if isinstance(value, date) else str(value)
        days, _, times = text.strip().partition(" ")
        start, end = from_until(fields, name, times) if times.strip() else (0, WHOLE_DAY)
        found += [Span(day, start, end) for day in days_in(fields, name, days, monday)]
    return tuple(sorted(found))


def hours_as_minutes(hours: float) -> int:
    """Hours as quarter hours in minutes, rounded down: a contract is never exceeded."""
    return int(hours * 60) // QUARTER * QUARTER
