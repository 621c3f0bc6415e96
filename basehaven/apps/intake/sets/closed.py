"""Children whose record a lawful order has closed: nothing more is written about them."""

from __future__ import annotations

import sqlite3

from basehaven.apps.accounts.models import Agency
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.record.models import Child
from basehaven.exchange.findings import NOTED
from basehaven.exchange.stage import own_columns
from basehaven.exchange.tables.schema import TABLES

WHY = "closed by a lawful order"


def leave_out_closed(db: sqlite3.Connection, agency: Agency) -> None:
    """Rows of sealed records leave the stage and count as ignored. No id is named."""
    db.execute("DROP TABLE IF EXISTS temp.closed")
    db.execute("CREATE TEMP TABLE closed (source_id TEXT, key TEXT, PRIMARY KEY (source_id, key))")
    db.executemany("INSERT OR IGNORE INTO closed VALUES (?, ?)", _closed(agency))
    if not db.execute("SELECT 1 FROM closed LIMIT 1").fetchone():
        return
    total = 0
    for table in MODELS:
        for column in ("child_id", "sibling_id"):
            if column in own_columns(TABLES[table]):
                total += _leave_out(db, table, column)
    if total:
        db.execute(
            "INSERT INTO findings VALUES (?, 'closed-by-order', '', NULL, '', '', ?, ?, '')",
            (NOTED, f"{total} rows left out: their record is {WHY}.", "Nothing to do."),
        )


def _closed(agency: Agency) -> set[tuple[str, str]]:
    sealed = Child.objects.filter(agency=agency).exclude(sealed_at=None)
    names = {row[1:]: row[0] for row in sealed.values_list("pk", "source_id", "key")}
    layer = list(names.values())
    while layer:  # whoever was merged into them
        merged = Child.objects.filter(merged_into__in=layer)
        layer = []
        for pk, source, key in merged.values_list("pk", "source_id", "key"):
            names[source, key] = pk
            layer.append(pk)
    return set(names)


def _leave_out(db: sqlite3.Connection, table: str, column: str) -> int:
    sign = f"instr({column}, '::')"
    where = (
        "EXISTS (SELECT 1 FROM closed c WHERE c.source_id = CASE WHEN "
        f"{sign} > 0 THEN substr({column}, 1, {sign} - 1) ELSE {table}.source_id END "
        f"AND c.key = CASE WHEN {sign} > 0 THEN substr({column}, {sign} + 2) ELSE {column} END)"
    )
    by_file = db.execute(
        f"SELECT file, count(line) FROM {table} WHERE {where} GROUP BY file"
    ).fetchall()
    for file, rows in by_file:
        db.execute(
            "UPDATE source_files SET rows_ignored = rows_ignored + ?, why_ignored = "
            "CASE WHEN instr(why_ignored, ?) > 0 THEN why_ignored "
            "ELSE ltrim(why_ignored || ', ' || ?, ', ') END WHERE file = ?",
            (rows, WHY, WHY, file),
        )
    db.execute(
        f"DELETE FROM unresolved WHERE table_name = ? AND rowno IN "
        f"(SELECT rowno FROM {table} WHERE {where})",
        (table,),
    )
    return db.execute(f"DELETE FROM {table} WHERE {where}").rowcount
