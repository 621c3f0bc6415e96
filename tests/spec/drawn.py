"""Tables drawn as text: read with the types that the engines read, written as Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from basehaven.analytics.tables import CARRIED, DAY, FLAG, LIST, NUMBER, READ, TEXT, TIME

Rows = list[dict[str, Any]]
UNKNOWN = "-"
JOINED = "+"  # a list: ana+ben
NUMBERED = {  # what a drawn table may leave out, and how it is then numbered
    "removals": ("removal_id", "r"),
    "stays": ("stay_id", "s"),
    "reports": ("report_id", "p"),
    "ties": ("tie_id", "{child}-"),
    "contacts": ("contact_id", "c"),
    "visits": ("visit_id", "v"),
    "screens": ("screen_id", "q"),
    "needs": ("need_id", "n"),
}
LEFT_OUT: Mapping[str, Mapping[str, Any]] = {  # and what it then is
    "stays": {"removal_id": "r1"},
    "reports": {"substantiated": True},
    "contacts": {"kept": True},
    "siblings": {"kind": "full"},
    "primary_spells": {"rank": "main", "room_id": "sun"},
    "enrolments": {"room_id": "sun"},
    "attendance": {"room_id": "sun"},
    "shifts": {"room_id": "sun"},
    "visits": {"kept": True, "programme_id": "hv"},
    "needs": {"wants_help": True},
    "eligibility": {"programme_id": "hv"},
}
ARROW = {
    TEXT: pa.string(), DAY: pa.date32(), FLAG: pa.bool_(), NUMBER: pa.int64(),
    TIME: pa.timestamp("us"), LIST: pa.list_(pa.string()),
}  # fmt: skip
READERS = {
    TEXT: str, DAY: date.fromisoformat, FLAG: lambda cell: {"true": True, "false": False}[cell],
    NUMBER: int, TIME: datetime.fromisoformat, LIST: lambda cell: cell.split(JOINED),
}  # fmt: skip


def columns(table: str) -> dict[str, str]:
    return {"source_id": TEXT, **READ[table], **CARRIED.get(table, {})}


def drawn(table: str, text: str, source: str) -> Rows:
    """The rows of a table drawn as text: a line of column names, then one line a row."""
    header, *lines = (line.split() for line in text.strip().splitlines())
    kinds = columns(table)
    assert set(header) <= set(kinds), f"{table}: no such column in {header}"
    rows: Rows = []
    for cells in lines:
        row = {"source_id": source, **LEFT_OUT.get(table, {})}
        for name, cell in zip(header, cells, strict=True):
            row[name] = None if cell == UNKNOWN else READERS[kinds[name]](cell)
        rows.append(row)
    return _numbered(table, rows)


def _numbered(table: str, rows: Rows) -> Rows:
    """Ids that the drawing leaves out: r1, r2 and so on of each child, in the order drawn."""
    if table not in NUMBERED:
        return rows
    column, letter = NUMBERED[table]
    seen: dict[str, int] = {}
    for row in rows:
        seen[row["child_id"]] = seen.get(row["child_id"], 0) + 1
        child = row["child_id"]
        row.setdefault(column, letter.format(child=child) + str(seen[child]))
    return rows


def write_parquet(folder: Path, tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
    """Write rows as the typed Parquet files that an engine opens."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        schema = pa.schema([(column, ARROW[kind]) for column, kind in columns(name).items()])
        table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
        pq.write_table(table, folder / f"{name}.parquet")
