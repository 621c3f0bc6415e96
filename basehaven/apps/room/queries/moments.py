"""All moments of one child, as core reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from basehaven.apps.record.models import Adult, CareEvent, Child
from basehaven.core.relationships.types import CareEvent as CoreCareEvent

JOINS_SOURCE = "::"  # as in the open tables: source::id
LISTS = ("available", "approached", "missed")
PLAIN = (
    "context", "distress", "arousal", "sought", "approach", "response", "soothed",
    "minutes_to_settle", "back_to_play", "confidence",
)  # fmt: skip
Named = tuple[str, str]  # source and id


def moments_of(child: Child) -> list[CoreCareEvent]:
    """Two queries. Adults are named by their refs, those merged since by who they are now.

    An id that nobody answers to stays as it is written: it is nobody whom a page may show.
    """
    rows = list(
        CareEvent.objects.standing()
        .filter(child=child)
        .order_by("at", "pk")
        .values(
            "ref", "at", "seen", "source_id", *LISTS, *PLAIN,
            responded=F("responder__ref"), observed=F("observer__ref"),
        )
    )  # fmt: skip
    named = {_named(row, text) for row in rows for name in LISTS for text in row[name] or ()}
    refs = _refs(child, named)
    return [_as_core(row, refs) for row in rows]


def _named(row: Mapping[str, Any], text: str) -> Named:
    source, between, key = text.partition(JOINS_SOURCE)
    return (source, key) if between else (row["source_id"], text)


def _refs(child: Child, named: Iterable[Named]) -> dict[Named, str]:
    keys = {key for _source, key in named}
    then, since = "merged_into__ref", "merged_into__merged_into__ref"
    found = Adult.objects.filter(agency=child.agency_id, key__in=keys)
    return {
        (source, key): str(latest or later or ref)
        for source, key, ref, later, latest in found.values_list(
            "source_id", "key", "ref", then, since
        )
    }


def _as_core(row: Mapping[str, Any], refs: Mapping[Named, str]) -> CoreCareEvent:
    lists: dict[str, Any] = {
        name: tuple(refs.get(_named(row, text), text) for text in row[name] or ()) for name in LISTS
    }
    return CoreCareEvent(
        event_id=str(row["ref"]),
        at=timezone.localtime(row["at"]),
        seen=tuple(row["seen"] or ()),
        responder_id=str(row["responded"]) if row["responded"] else None,
        observer_id=str(row["observed"]) if row["observed"] else None,
        **lists,
        **{name: row[name] for name in PLAIN},
    )
