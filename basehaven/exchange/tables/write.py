"""Write the open tables: the same rows always give the same bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from basehaven.exchange.tables.schema import COMMON, Column, Table

BATCH = 20_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

ARROW = {
    "text": pa.string(),
    "enum": pa.string(),
    "time": pa.timestamp("us", tz="UTC"),
    "date": pa.date32(),
    "bool": pa.bool_(),
    "int": pa.int64(),
    "number": pa.float64(),
    "list": pa.list_(pa.string()),
}


def columns_of(table: Table, extra: Sequence[str]) -> list[Column]:
    """Columns in the order they are written: contract, common, carried along."""
    return [*table.columns, *COMMON, *(Column(name) for name in sorted(extra))]


def as_cell(column: Column, value: Any) -> str:
    """One CSV cell; unknown is empty, lists are joined with ``|``."""
    if value is None or value == "":
        return ""
    if column.kind == "list":
        return "|".join(str(item) for item in value)
    if column.kind == "bool":
        return "true" if value else "false"
    if column.kind == "number":
        return format(float(value), "g") if float(value) % 1 else str(int(float(value)))
    return (
        value
        if isinstance(value, str)
        else value.isoformat()
        if hasattr(value, "isoformat")
        else str(value)
    )


def write_csv(
    path: Path, table: Table, extra: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> int:
    """Write one table as CSV. Returns the number of rows."""
    columns = columns_of(table, extra)
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([as_cell(column, row.get(column.name)) for column in columns])
            written += 1
    return written


def write_parquet(
    path: Path, table: Table, extra: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> int:
    """Write one table as Parquet, typed, lists as lists. Returns the number of rows."""
    columns = columns_of(table, extra)
    schema = pa.schema([(column.name, ARROW[column.kind]) for column in columns])
    written = 0
    batch: list[dict[str, Any]] = []
    with pq.ParquetWriter(path, schema) as writer:
        for row in rows:
            batch.append(
                {
                    column.name: None if row.get(column.name) == "" else row.get(column.name)
                    for column in columns
                }
            )
            written += 1
            if len(batch) >= BATCH:
                writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))
                batch.clear()
        if batch:
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))
    return written


def escape_formula(cell: str) -> str:
    """A cell that a spreadsheet shows and never runs.

    For downloads that people open; the open tables are not altered.

    >>> escape_formula("=1+1")
    "'=1+1"
    >>> escape_formula("-3.5")
    '-3.5'
    """
    if not cell.startswith(FORMULA_STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def as_list(text: str) -> list[str]:
    """A stored JSON list as Python's."""
    return list(json.loads(text)) if text else []
