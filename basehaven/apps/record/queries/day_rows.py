"""What happened on days, newest first and a page at a time: there may be years of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from basehaven.apps.record.models import Adult, Attendance, Child, Contact

PAGE = 50
DAY_TABLES: dict[str, tuple[type[Contact | Attendance], str, str]] = {
    "contact": (Contact, "on", "adult"),
    "attendance": (Attendance, "arrived_at", "room"),
}


@dataclass(frozen=True, slots=True)
class DayRows:
    rows: Sequence[Any]
    after: UUID | None  # the last row's ref when more follow


def load_day_rows(child: Child, table: str, *, after: UUID | None) -> DayRows:
    """A page of a child's contacts or days in a room, those entered in error among them."""
    model, when, other = DAY_TABLES[table]
    rows = model._base_manager.filter(child=child)
    last = rows.filter(ref=after).values_list(when, "pk").first() if after else None
    found = rows
    if last is not None:
        found = rows.filter(Q(**{f"{when}__lt": last[0]}) | Q(**{when: last[0], "pk__lt": last[1]}))
    page = list(found.select_related(other).order_by(f"-{when}", "-pk")[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    return DayRows(page, page[-1].ref if more else None)


def who_picked_up(rows: Sequence[Attendance]) -> dict[int, Adult]:
    """By the row's key, who took the child home: the open tables carry it as a column."""
    named = {}
    for row in rows:
        source, mark, key = str(row.extra.get("picked_up_by") or "").rpartition("::")
        if key:
            named[row.pk] = (row.agency_id, source if mark else row.source_id, key)
    keys = {key for _agency, _source, key in named.values()}
    adults = {
        (adult.agency_id, adult.source_id, adult.key): adult
        for adult in (Adult.objects.filter(key__in=keys) if keys else ())
    }
    return {pk: adults[name] for pk, name in named.items() if name in adults}
