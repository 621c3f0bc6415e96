"""The open tables: one definition for readers, writers, staging, apply and docs.

A table's key is the pair of ``source_id`` and its own id; tables without one
id are named by the columns that make a row what it is, joined with ``|``.

Source: the data contract of Basehaven (docs/reference/tables.md is written
from this module).
"""

from __future__ import annotations

from collections.abc import Iterable

from basehaven.exchange.tables.column import KINDS, Column, Table
from basehaven.exchange.tables.contract import ALL

__all__ = [
    "ALL", "COMMON", "ID_LENGTH", "INTERVALS", "KEY_LENGTH", "KINDS", "TABLES", "Column", "Table",
    "extra_columns",
]  # fmt: skip

TABLES: dict[str, Table] = {table.name: table for table in ALL}

COMMON = (
    Column("source_id", length=100),
    Column("recorded_on", "date"),
    Column("recorded_by", length=100),
)
"""Columns that every table may carry."""

INTERVALS = (
    ("started_on", "ended_on"),
    ("removed_on", "exited_on"),
    ("arrived_at", "left_at"),
    ("from_at", "to_at"),
    ("from_on", "to_on"),
)
"""Pairs whose second may not come before the first."""

KEY_LENGTH = 300  # characters; what a live row's key holds
ID_LENGTH = 80  # characters of one id, so that three of them still fit a key


def extra_columns(table: Table, header: Iterable[str]) -> list[str]:
    """Columns of a file that the contract does not know: carried along.

    >>> extra_columns(TABLES["rooms"], ["room_id", "name", "source_id", "colour"])
    ['colour']
    """
    known = {column.name for column in (*table.columns, *COMMON)}
    return [name for name in header if name not in known]
