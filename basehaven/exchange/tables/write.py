"""Write the open tables: the same rows always give the same bytes."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from basehaven.exchange.tables.arrow import ARROW, arrow_schema
from basehaven.exchange.tables.schema import COMMON, TABLES, Column, Table

BATCH = 20_000  # rows of a Parquet row group
JOINS = "|"
INSTEAD = "\N{BROKEN BAR}"  # written where the joining sign stands inside one of a list
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}")

Rows = Iterable[Mapping[str, Any]]


def write_tables(
    folder: Path,
    rows_by_table: Mapping[str, Rows],
    format: str = "csv",  # noqa: A002 - the word of the command line
    *,
    extra: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, int]:
    """Write a folder of open tables, each from its own stream of rows.

    Args:
        folder: made if missing.
        rows_by_table: open table -> rows, in the order they are written.
        format: ``csv`` or ``parquet``.
        extra: open table -> columns carried along, beside the contract's.

    Returns:
        Open table -> number of rows written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write = write_csv if format == "csv" else write_parquet
    return {
        name: write(folder / f"{name}.{format}", TABLES[name], (extra or {}).get(name, ()), rows)
        for name, rows in rows_by_table.items()
    }


def columns_of(table: Table, extra: Sequence[str]) -> list[Column]:
    """Columns in the order they are written: contract, common, carried along."""
    return [*table.columns, *COMMON, *(Column(name) for name in sorted(extra))]


def as_cell(column: Column, value: Any) -> str:
    """One CSV cell; unknown is empty, lists are joined with ``|``, times are in UTC.

    >>> as_cell(Column("score", "number"), 12.50)
    '12.5'
    >>> as_cell(Column("groups", "list"), ["a", "b|c"])
    'a|b¦c'
    """
    if value is None or value == "":
        return ""
    if column.kind == "list":
        return JOINS.join(_items(value))
    if column.kind == "bool":
        return "true" if value else "false"
    if column.kind == "number":
        return _plain_number(value)
    if column.kind == "time":
        return _when(value).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _items(values: Iterable[Any]) -> list[str]:
    return [str(item).replace(JOINS, INSTEAD) for item in values]


def _plain_number(value: Any) -> str:
    """Digits and a point, nothing rounded, no zeros at the end."""
    exact = Decimal(str(value))
    return format(
        exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact.normalize(), "f"
    )


def _when(value: Any) -> datetime:
    when = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return when.astimezone(UTC)


def write_csv(path: Path, table: Table, extra: Sequence[str], rows: Rows) -> int:
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


def write_parquet(path: Path, table: Table, extra: Sequence[str], rows: Rows) -> int:
    """Write one table as Parquet, typed, lists as lists. Returns the number of rows."""
    columns = columns_of(table, extra)
    schema = arrow_schema(columns)
    written = 0
    with pq.ParquetWriter(path, schema) as writer:
        for batch in _batches(rows):
            arrays = [
                pa.array(
                    [_as_value(column, row.get(column.name)) for row in batch],
                    ARROW[column.kind],
                )
                for column in columns
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
            written += len(batch)
    return written


def _batches(rows: Rows) -> Iterator[list[Mapping[str, Any]]]:
    batch: list[Mapping[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _as_value(column: Column, value: Any) -> Any:
    """A value typed as its column is, from a live row or from a stage."""
    if value is None or value == "":
        return None
    if column.kind == "list":
        return _items(value) or None  # an empty list says as little as none
    if column.kind == "bool":
        return bool(value)
    if column.kind in ("int", "number"):
        return int(value) if column.kind == "int" else float(value)
    if column.kind == "time":
        return _when(value)
    if column.kind == "date":
        return value if isinstance(value, date) else date.fromisoformat(value)
    return str(value)


def escape_formula(cell: str) -> str:
    """A cell that a spreadsheet shows and never runs.

    For downloads that people open; the open tables are not altered.

    >>> escape_formula("=1+1")
    "'=1+1"
    >>> escape_formula("-3.5")
    '-3.5'
    """
    if not cell.lstrip(" ").startswith(FORMULA_STARTS):
        return cell
    try:
        if math.isfinite(float(cell)) and "_" not in cell:
            return cell
    except ValueError:
        pass
    return "'" + cell
