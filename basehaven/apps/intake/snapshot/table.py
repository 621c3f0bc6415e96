"""One table of a snapshot: columns straight from the database, by the batch.

The database is asked with one statement and answers with plain values; no
object is made for a row. Rows come in the order of their random references:
the order of an export would match the two line by line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.exporting.visible import rows_of_export
from basehaven.apps.intake.snapshot.columns import columns_of_snapshot
from basehaven.apps.intake.snapshot.people import People
from basehaven.apps.intake.snapshot.pseudonyms import Pseudonyms
from basehaven.apps.record.models import StayCarer
from basehaven.exchange.tables.arrow import ARROW, arrow_schema
from basehaven.exchange.tables.schema import TABLES, Column

AT_ONCE = 50_000  # rows in memory, and of a row group
Values = Sequence[Any]


class SnapshotTable:
    """Writes one open table.

    Args:
        name: of the open table.
        by: for whom; decides which rows are standing and visible.
        people: who is in the snapshot.
        pseudonyms: for every other row.
    """

    def __init__(self, name: str, by: Actor, people: People, pseudonyms: Pseudonyms) -> None:
        self.name, self.by = name, by
        self.table = TABLES[name]
        self.people, self.pseudonyms = people, pseudonyms
        self.columns = columns_of_snapshot(name)
        self._fields = ["ref", "source_id"]
        if name == "stays":
            self._fields.append("pk")
        for column in self.columns:
            self._fields += [f for f in self._asked(column) if f not in self._fields]

    def _asked(self, column: Column) -> list[str]:
        """Fields that a column is made from."""
        if column.name in (self.table.own_id, "source_id", "carer_ids"):
            return []
        if column.refers_to and column.kind != "list":
            field = column.name.removesuffix("_id")
            if column.refers_to in ("children", "adults"):
                return [f"{field}_id"]
            return [f"{field}__ref", f"{field}__entered_in_error"]
        return [column.name]

    def write(self, path: Path) -> int:
        """Write the table as Parquet. Returns how many rows it has."""
        written = 0
        carers = Beside(self._carers() if self.name == "stays" else iter(()))
        with pq.ParquetWriter(path, arrow_schema(self.columns), compression="zstd") as writer:
            for rows in fetched(self._rows()):
                given: dict[str, Values] = dict(
                    zip(self._fields, zip(*rows, strict=True), strict=True)
                )
                if self.name == "stays":
                    given["carer_ids"] = carers.of(given["pk"])
                arrays = [self._array(column, given) for column in self.columns]
                writer.write_batch(
                    pa.RecordBatch.from_arrays(arrays, schema=arrow_schema(self.columns))
                )
                written += len(rows)
        return written

    def _rows(self) -> QuerySet[Any, Any]:
        days = {column.name for column in self.columns if column.kind in ("date", "time")}
        asked: list[Any] = [
            # As text, SQLite's own: Arrow reads a whole column of it at once.
            Cast(field, TextField()) if lite() and field in days else field
            for field in self._fields
        ]
        return rows_of_export(self.name, self.by).order_by("ref").values_list(*asked)

    def _carers(self) -> Iterator[tuple[int, list[str]]]:
        """(stay, its carers' pseudonyms), in the order in which the stays come."""
        rows = (
            StayCarer.objects.filter(stay__in=rows_of_export("stays", self.by).values("pk"))
            .filter(adult__entered_in_error=False)
            .order_by("stay__ref", "position", "pk")
            .values_list("stay_id", "adult_id")
        )
        pairs = (pair for batch in fetched(rows) for pair in batch)
        for stay, of_stay in groupby(pairs, key=lambda pair: pair[0]):
            named = (self.people.adults.get(adult) for _, adult in of_stay)
            yield stay, list(dict.fromkeys(one for one in named if one is not None))

    def _array(self, column: Column, given: dict[str, Values]) -> pa.Array:
        values = self._values(column, given)
        wanted = ARROW[column.kind]
        if column.kind in ("text", "enum"):
            return pa.array([value or None for value in values], wanted)
        if column.kind == "list":
            return pa.array(values, wanted)
        if column.kind in ("date", "time") and any(isinstance(value, str) for value in values):
            return pc.cast(pa.array(values, pa.string()), _naive(column)).cast(wanted)
        if column.kind == "bool":
            return pa.array([None if value is None else bool(value) for value in values], wanted)
        if column.kind == "number":
            return pa.array([None if v is None else float(v) for v in values], wanted)
        return pa.array(values, wanted)

    def _values(self, column: Column, given: dict[str, Values]) -> Values:
        name, of_many = column.name, self.pseudonyms.of_many
        if name == "source_id":
            return [self.by.agency.slug] * len(given["ref"])
        if name == self.table.own_id:
            return of_many(self.name, given["ref"])
        if name == "carer_ids":
            return [found or None for found in given[name]]
        if column.kind == "list":
            if column.refers_to:
                listed: Callable[[Any, str], list[str] | None] = self.people.listed
                return [listed(*pair) for pair in zip(given[name], given["source_id"], strict=True)]
            return [as_list(value) for value in given[name]]
        if not column.refers_to:
            return given[name]
        field = name.removesuffix("_id")
        if column.refers_to in ("children", "adults"):
            known = self.people.children if column.refers_to == "children" else self.people.adults
            return [known.get(pk) for pk in given[f"{field}_id"]]
        refs, gone = given[f"{field}__ref"], given[f"{field}__entered_in_error"]
        once = {ref for ref in refs if ref is not None}
        known_refs = dict(zip(once, of_many(column.refers_to, once), strict=True))
        pairs = zip(refs, gone, strict=True)
        return [None if ref is None or is_gone else known_refs[ref] for ref, is_gone in pairs]


def lite() -> bool:
    return connection.vendor == "sqlite"


def _naive(column: Column) -> pa.DataType:
    """What SQLite's text is read as: days, or times in UTC without a zone."""
    return pa.date32() if column.kind == "date" else pa.timestamp("us")


def as_list(value: Any) -> list[str] | None:
    items = json.loads(value) if isinstance(value, str) else value
    return [str(item) for item in items] if items else None


def fetched(rows: QuerySet[Any, Any]) -> Iterator[list[tuple[Any, ...]]]:
    """The plain values that the database answers with, some thousand at a time."""
    sql, parameters = rows.query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        if lite():  # in this process: nothing to wait for
            while batch := cursor.fetchmany(AT_ONCE):
                yield batch
            return
        with ThreadPoolExecutor(max_workers=1) as ahead:  # a server has more while we write
            coming = ahead.submit(cursor.fetchmany, AT_ONCE)
            while batch := coming.result():
                coming = ahead.submit(cursor.fetchmany, AT_ONCE)
                yield batch


class Beside:
    """Carers of each stay; both come in one order, and some stays have none."""

    def __init__(self, carers: Iterator[tuple[int, list[str]]]) -> None:
        self._carers = carers
        self._next = next(carers, None)

    def of(self, stays: Values) -> list[list[str]]:
        found: list[list[str]] = []
        for stay in stays:
            mine: list[str] = []
            if self._next is not None and self._next[0] == stay:
                mine, self._next = self._next[1], next(self._carers, None)
            found.append(mine)
        return found
