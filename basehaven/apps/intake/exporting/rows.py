"""Live rows as rows of the open tables, some thousand at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Collate

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.exporting.visible import rows_of_export
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.record.models import Adult, Child, Row, StayCarer
from basehaven.exchange.stage import ROW_KEY
from basehaven.exchange.tables.schema import TABLES, Column, Table

AT_ONCE = 2_000
NO_NAMES_IN = ("ssda903_", "afcars_", ROW_KEY)  # extra columns known to hold no names
Named = tuple[str, str]  # source and key


class TableOut:
    """One open table of an export.

    Args:
        name: of the open table.
        by: who exports; decides which children are in it.
        names: with names, addresses and free words; else those columns are empty.
    """

    def __init__(self, name: str, by: Actor, *, names: bool) -> None:
        self.name, self.by, self.names = name, by, names
        self.table: Table = TABLES[name]
        self.model: type[Row] = MODELS[name]
        self.adults = moved_people(Adult, by)
        self.children = moved_people(Child, by)
        self._references = {
            column.name: column.name.removesuffix("_id")
            for column in self.table.columns
            if column.refers_to and column.kind != "list"
        }
        self._of_child_with_own_id = self.table.own_id and self.table.key[0] == "child_id" and (
            len(self.table.key) == 2
        )  # fmt: skip

    def _ordered(self) -> QuerySet[Row]:
        rows = rows_of_export(self.name, self.by)
        if connection.vendor == "postgresql":  # in the order of bytes, as SQLite has it
            return rows.order_by(Collate("source_id", "C"), Collate("key", "C"))
        return rows.order_by("source_id", "key")

    def extra_columns(self) -> list[str]:
        """Columns carried along that some row fills. Reads the table once."""
        found: set[str] = set()
        for row in self.rows():
            found.update(name for name, value in row["extra"].items() if value not in ("", None))
        return sorted(found)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Rows by column name, with ``extra`` beside; dates and times as such, times in UTC."""
        batch: list[dict[str, Any]] = []
        for values in self._ordered().values(*self._wanted()).iterator(chunk_size=AT_ONCE):
            batch.append(values)
            if len(batch) == AT_ONCE:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def row_of(self, pk: int) -> dict[str, Any]:
        """One live row, whether an export would have it or not."""
        found = list(self.model.objects.filter(pk=pk).values(*self._wanted()))
        return next(self._batch(found))

    def _wanted(self) -> list[str]:
        wanted = ["pk", "source_id", "key", "recorded_on", "recorded_by", "extra"]
        for column in self.table.columns:
            field = self._references.get(column.name)
            if field:
                wanted += [f"{field}_id", f"{field}__source_id", f"{field}__key"]
                wanted.append(f"{field}__entered_in_error")
            elif column.name not in (self.table.own_id, "carer_ids"):
                wanted.append(column.name)
        if self.name == "stays":
            wanted.append("removal__child_id")
        return wanted

    def _batch(self, batch: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        carers = self._carers(batch) if self.name == "stays" else {}
        for values in batch:
            if self.name == "stays":
                values["carer_ids"] = [
                    self._named(one, values["source_id"]) for one in carers[values["pk"]]
                ]
            yield self._row(values)

    def _carers(self, batch: list[dict[str, Any]]) -> Mapping[int, list[Named]]:
        carers: dict[int, list[Named]] = defaultdict(list)
        rows = StayCarer.objects.filter(stay__in=[values["pk"] for values in batch])
        rows = rows.filter(adult__entered_in_error=False).order_by("stay", "position", "pk")
        for stay, adult, source, key in rows.values_list(
            "stay_id", "adult_id", "adult__source_id", "adult__key"
        ):
            kept = self.adults.get(adult, (source, key))
            if kept is not None and kept not in carers[stay]:
                carers[stay].append(kept)
        return carers

    def _row(self, values: dict[str, Any]) -> dict[str, Any]:
        source = values["source_id"]
        row: dict[str, Any] = {}
        for column in self.table.columns:
            if column.name in self._references:
                row[column.name] = self._reference(column, values)
            elif column.name != self.table.own_id:
                row[column.name] = self._value(column, values[column.name], source)
        extra = dict(values["extra"] or {})
        self._name_row(row, values["key"], extra)
        if not self.names:
            extra = {name: v for name, v in extra.items() if name.startswith(NO_NAMES_IN)}
        row |= {name: values[name] for name in ("source_id", "recorded_on", "recorded_by")}
        row["extra"] = extra
        return row

    def _reference(self, column: Column, values: dict[str, Any]) -> str:
        field = self._references[column.name]
        pk, key = values[f"{field}_id"], values[f"{field}__key"]
        if pk is None or (values[f"{field}__entered_in_error"] and not column.required):
            return ""
        named: Named | None = (values[f"{field}__source_id"], key)
        if column.refers_to == "adults":
            named = self.adults.get(pk, named)
        elif column.refers_to == "children":
            named = self.children.get(pk, named)
        if named is None:
            return ""
        if column.refers_to == "removals":
            child = self._reference(self.table.column("child_id"), values)
            return own_id(named[1], child)[0]
        return self._named(named, values["source_id"])

    @staticmethod
    def _named(named: Named, own_source: str) -> str:
        source, key = named
        return key if source == own_source else f"{source}::{key}"

    def _value(self, column: Column, value: Any, source: str) -> Any:
        if column.names and not self.names:
            return [] if column.kind == "list" else ""
        if column.kind == "list" and column.refers_to == "adults" and column.name != "carer_ids":
            return list(self._listed(value, source))
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return float(value) if isinstance(value, Decimal) else value

    def _listed(self, items: list[str], source: str) -> Iterator[str]:
        """Ids that stand in a list: of somebody merged, the kept one's; of the hidden, none."""
        for item in items:
            of, _, key = item.rpartition("::")
            named: Named | None = (of or source, key)
            named = self._moved_names.get((of or source, key), named)
            if named is not None:
                yield self._named(named, source)

    @property
    def _moved_names(self) -> Mapping[Named, Named | None]:
        if not hasattr(self, "_moved"):
            pks = Adult.objects.filter(pk__in=list(self.adults))
            self._moved: dict[Named, Named | None] = {
                (source, key): self.adults[pk]
                for pk, source, key in pks.values_list("pk", "source_id", "key")
            }
        return self._moved

    def _name_row(self, row: dict[str, Any], key: str, extra: dict[str, Any]) -> None:
        """The row's own id, and its key as an extra column where the columns do not say it."""
        if self._of_child_with_own_id:
            row[self.table.own_id], plain = own_id(key, row["child_id"])
        elif self.table.own_id:
            row[self.table.own_id], plain = key, True
        else:
            plain = self.table.key_of({name: _as_key(v) for name, v in row.items()}) == key
        if not plain:
            extra[ROW_KEY] = key


def own_id(key: str, child_id: str) -> tuple[str, bool]:
    """The id of a child's row out of its key, and whether both say the same.

    >>> own_id("c1|s1", "c1")
    ('s1', True)
    >>> own_id("bh-7f", "c1")
    ('bh-7f', False)
    """
    before, _, rest = key.partition(f"{child_id}|")
    if not before and rest and "|" not in rest:
        return rest, True
    return key.replace("|", "~").replace("::", "~"), False


def _as_key(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def moved_people(model: type[Adult | Child], by: Actor) -> dict[int, Named | None]:
    """Of each person who was merged: who was kept. Of each hidden one: nobody."""
    rows = model.objects.filter(agency=by.agency)
    into = dict(rows.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    kept: dict[int, int] = {}
    for pk in into:
        kept[pk] = into[pk]
        while kept[pk] in into:
            kept[pk] = into[kept[pk]]
    found = {
        pk: (source, key)
        for pk, source, key in rows.filter(pk__in=set(kept.values())).values_list(
            "pk", "source_id", "key"
        )
    }
    moved: dict[int, Named | None] = {pk: found.get(target) for pk, target in kept.items()}
    if model is Adult:
        shown = rows_of_export("adults", by).values("pk")
        hidden = rows.filter(merged_into=None).exclude(pk__in=shown)
        moved |= dict.fromkeys(hidden.values_list("pk", flat=True))
    return moved
