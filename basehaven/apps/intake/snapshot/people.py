"""Pseudonyms of children and adults by key: whoever was merged has that of the one kept."""

from __future__ import annotations

import json
from typing import Any

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.exporting.visible import rows_of_export
from basehaven.apps.intake.snapshot.pseudonyms import Pseudonyms
from basehaven.apps.record.models import Adult
from basehaven.exchange.tables.parse import JOINS_SOURCE


class People:
    """Everybody who is in a snapshot. Somebody who is not has no pseudonym, and stays unknown."""

    def __init__(self, by: Actor, pseudonyms: Pseudonyms) -> None:
        self.children = self._named("children", by, pseudonyms)
        self.adults = self._named("adults", by, pseudonyms)
        merged = Adult.objects.filter(agency=by.agency).exclude(merged_into=None)
        into: dict[int, int] = dict(merged.values_list("pk", "merged_into_id"))
        for pk, kept in into.items():
            while kept in into:
                kept = into[kept]  # noqa: PLW2901 - the last of the chain
            if kept in self.adults:
                self.adults[pk] = self.adults[kept]
        keys = Adult.objects.filter(agency=by.agency).values_list("source_id", "key", "pk")
        self._by_key = {
            (source, key): self.adults[pk]
            for source, key, pk in keys.iterator(chunk_size=50_000)
            if pk in self.adults
        }

    @staticmethod
    def _named(table: str, by: Actor, pseudonyms: Pseudonyms) -> dict[int, str]:
        rows = rows_of_export(table, by).values_list("pk", "ref").iterator(chunk_size=50_000)
        refs = dict(rows)
        return dict(zip(refs, pseudonyms.of_many(table, refs.values()), strict=True))

    def listed(self, value: Any, source: str) -> list[str] | None:
        """Adults who stand in a list by their ids in the open tables."""
        items: list[str] = json.loads(value) if isinstance(value, str) else value or []
        named = []
        for item in items:
            of, _, key = item.rpartition(JOINS_SOURCE)
            pseudonym = self._by_key.get((of or source, key))
            if pseudonym is not None:
                named.append(pseudonym)
        return named or None
