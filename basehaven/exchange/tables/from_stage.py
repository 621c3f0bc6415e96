"""A finished stage as a folder of typed Parquet tables: what the analytics read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from basehaven.exchange.stage import Staged
from basehaven.exchange.tables.arrow import ARROW
from basehaven.exchange.tables.schema import ALL, Table
from basehaven.exchange.tables.write import columns_of

AT_ONCE = 20_000  # rows in memory, and of a row group
TABLES_OF = {  # what a format tells of, also where it has no row
    "ssda903": ("children", "removals", "stays", "ties", "tie_spells", "adults"),
    "afcars2020": ("children", "removals", "stays"),
}
EXTRA = "extra"  # the stage's column that holds what is carried along


def write_stage(staged: Staged, folder: Path) -> dict[str, int]:
    """Write what a stage holds as open tables, one Parquet file each.

    A table is written when it has rows, or when the source tells of it: one that
    is missing means "not recorded", an empty one "none". Columns carried along
    are text, beside those of the contract. What was refused or held back is not
    in it.

    Args:
        staged: a finished stage, of any format.
        folder: made if missing; files of the same name are replaced.

    Returns:
        Open table -> number of rows written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    read = {*staged.parts().values(), *TABLES_OF.get(staged.about().get("format", ""), ())}
    written: dict[str, int] = {}
    db = sqlite3.connect(staged.path)
    try:
        for table in ALL:
            has_rows = db.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone()
            if has_rows or table.name in read:
                written[table.name] = _write(db, table, folder / f"{table.name}.parquet")
    finally:
        db.close()
    return written


def _write(db: sqlite3.Connection, table: Table, path: Path) -> int:
    extra = _carried(db, table)
    columns = columns_of(table, extra)
    schema = pa.schema([(column.name, ARROW[column.kind]) for column in columns])
    written = 0
    with pq.ParquetWriter(path, schema) as writer:
        for rows in _batches(db, [column.name for column in columns if column.name not in extra],
                             table):  # fmt: skip
            cells = [list(column) for column in zip(*rows, strict=True)]
            carried = [json.loads(cell) for cell in cells.pop()] if extra else cells.pop()
            cells += [[one.get(name) for one in carried] for name in sorted(extra)]
            arrays = [
                _array(column.kind, values) for column, values in zip(columns, cells, strict=True)
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
            written += len(rows)
    return written


def _carried(db: sqlite3.Connection, table: Table) -> list[str]:
    """Names of the columns that the table's rows carry along."""
    names = db.execute(
        f"SELECT DISTINCT j.key FROM {table.name} t, json_each(t.{EXTRA}) j "
        f"WHERE t.{EXTRA} <> '{{}}' ORDER BY 1"
    )
    return [name for (name,) in names]


def _batches(
    db: sqlite3.Connection, columns: Sequence[str], table: Table
) -> Iterator[list[tuple[Any, ...]]]:
    quoted = ", ".join(f'"{name}"' for name in [*columns, EXTRA])
    rows = db.execute(f"SELECT {quoted} FROM {table.name} ORDER BY rowno")
    while batch := rows.fetchmany(AT_ONCE):
        yield batch


def _array(kind: str, values: Sequence[Any]) -> pa.Array:
    """One column, typed; what is not known is null."""
    if kind == "list":
        lists = [json.loads(cell) or None if cell else None for cell in values]
        return pa.array(lists, ARROW[kind])
    if kind in ("date", "time"):  # ISO text: arrow reads a whole column at once
        return pa.array([cell or None for cell in values], pa.string()).cast(ARROW[kind])
    if kind == "bool":
        return pa.array([None if cell is None else bool(cell) for cell in values], ARROW[kind])
    if kind in ("int", "number"):
        return pa.array(values, ARROW[kind])
    return pa.array([cell or None for cell in values], ARROW[kind])
