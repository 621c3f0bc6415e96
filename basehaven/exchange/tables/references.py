"""SQL for what one staged row says of another: ``id``, or ``source::id``."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from basehaven.exchange.tables.schema import Column, Table


@dataclass(frozen=True, slots=True)
class Named:
    """SQL of the source and of the key that a reference means."""

    source: str
    key: str


def reference_to(table: str, value: str, own_source: str) -> Named:
    """What a value names: a row of its own source, or of the one written before ``::``.

    Args:
        table: what it refers to.
        value: SQL of the value.
        own_source: SQL of the source of the row that it stands in.
    """
    sign = f"instr({value}, '::')"
    return Named(
        f"CASE WHEN {sign} > 0 THEN substr({value}, 1, {sign} - 1) ELSE {own_source} END",
        f"CASE WHEN {sign} > 0 THEN substr({value}, {sign} + 2) ELSE {value} END",
    )


def value_of(column: Column) -> str:
    """SQL of the key that a column of ``t`` means: removals are keyed with their child."""
    if column.refers_to == "removals":
        return f"t.child_id || '|' || t.\"{column.name}\""
    return f't."{column.name}"'


def refused_targets(table: Table, column: Column) -> str:
    """Condition: the column of row ``t`` names a row that was refused."""
    if column.kind == "list":
        named = reference_to(column.refers_to, "j.value", "t.source_id")
        cell = f't."{column.name}"'
        return (
            f"{cell} <> '[]' AND EXISTS (SELECT 1 FROM json_each({cell}) j "
            f"JOIN refused_keys r ON r.table_name = '{column.refers_to}' "
            f"AND r.source_id = {named.source} AND r.key = {named.key})"
        )
    named = reference_to(column.refers_to, value_of(column), "t.source_id")
    return (
        f"EXISTS (SELECT 1 FROM refused_keys r WHERE r.table_name = '{column.refers_to}' "
        f"AND r.source_id = {named.source} AND r.key = {named.key})"
    )


def note_unresolved(db: sqlite3.Connection, tables: Sequence[Table]) -> None:
    """References to rows that are not in the folder: the live record may have them."""
    for table in tables:
        for column in table.columns:
            if column.refers_to in ("", "homes"):
                continue  # a home may be known by its id alone
            cell = f't."{column.name}"'
            if column.kind == "list":
                source, value, held = f", json_each({cell}) j", "j.value", "j.value"
            else:
                source, value, held = "", value_of(column), cell
            named = reference_to(column.refers_to, value, "t.source_id")
            there = f"e.source_id = {named.source} AND e.key = {named.key}"
            if column.refers_to == "removals":  # one made by a person has a key of its own
                same = "e.source_id = t.source_id AND e.child_id = t.child_id"
                there = f"({there}) OR ({same} AND e.removal_id = t.removal_id)"
            db.execute(
                f"INSERT INTO unresolved SELECT '{table.name}', t.rowno, '{column.name}', {value}, "
                f"'{column.refers_to}' FROM {table.name} t{source} "
                f"WHERE coalesce({held}, '') <> '' AND NOT EXISTS (SELECT 1 FROM "
                f"{column.refers_to} e WHERE {there})"
            )
