"""What is not to be saved: refused rows, and all rows of their children."""

from __future__ import annotations

import sqlite3

from basehaven.exchange.findings import AS_TUPLE, REFUSED, Finding
from basehaven.exchange.stage.layout import own_columns
from basehaven.exchange.tables.schema import ALL, TABLES


def refuse_row(
    db: sqlite3.Connection,
    table: str,
    rowno: int,
    code: str,
    column: str,
    value: str,
    problem: str,
    way_out: str,
) -> None:
    """Move one staged row from its table to what is refused."""
    child = "child_id" if "child_id" in own_columns(TABLES[table]) else "''"
    row = db.execute(
        f"SELECT file, line, source_id, key, {child} FROM {table} WHERE rowno = ?", (rowno,)
    ).fetchone()
    if row is None:
        return
    file, line, source_id, key, child_id = row
    found = Finding(REFUSED, code, file, line, column, value, problem, way_out, child_id or "")
    db.execute("INSERT INTO findings VALUES (?,?,?,?,?,?,?,?,?)", AS_TUPLE(found))
    if line is not None:
        db.execute(
            "INSERT INTO source_rows VALUES (?,?,?,1,0) ON CONFLICT DO UPDATE SET refused = 1",
            (file, line, child_id or ""),
        )
    db.execute(f"DELETE FROM {table} WHERE rowno = ?", (rowno,))
    db.execute(  # a row of the same key may remain: the key is then saved after all
        "INSERT OR IGNORE INTO refused_keys SELECT ?1, ?2, ?3 WHERE NOT EXISTS "
        f"(SELECT 1 FROM {table} WHERE source_id = ?2 AND key = ?3)",
        (table, source_id, key),
    )
    if child_id:
        db.execute("INSERT OR IGNORE INTO bad_children VALUES (?)", (plain_id(child_id),))


def plain_id(child_id: str) -> str:
    """The id without the source that may stand before it."""
    return child_id.rpartition("::")[2]


def hold_children(db: sqlite3.Connection) -> None:
    """Take every row of a child with a refused row out of what may be saved.

    Children are told by their id alone: where two sources use one id, both are
    held, which is the safe mistake.
    """
    if not db.execute("SELECT 1 FROM bad_children LIMIT 1").fetchone():
        return
    for table in ALL:
        if "child_id" not in own_columns(table):
            continue
        where = _is_bad("child_id")
        if table.name == "siblings":
            where += f" OR {_is_bad('sibling_id')}"
        db.execute(
            "INSERT INTO source_rows SELECT file, line, child_id, 0, 1 "
            f"FROM {table.name} WHERE ({where}) AND line IS NOT NULL "
            "ON CONFLICT DO UPDATE SET held = 1"
        )
        db.execute(
            f"INSERT OR IGNORE INTO held_keys SELECT '{table.name}', source_id, key "
            f"FROM {table.name} WHERE {where}"
        )
        db.execute(
            f"DELETE FROM unresolved WHERE table_name = '{table.name}' AND rowno IN "
            f"(SELECT rowno FROM {table.name} WHERE {where})"
        )
        db.execute(f"DELETE FROM {table.name} WHERE {where}")


def _is_bad(column: str) -> str:
    plain = f"substr({column}, instr({column}, '::') + 2)"
    return (
        f"{column} IN (SELECT child_id FROM bad_children) OR (instr({column}, '::') > 0 "
        f"AND {plain} IN (SELECT child_id FROM bad_children))"
    )
