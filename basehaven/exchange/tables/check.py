"""Checks that need the whole folder: keys, references, overlaps, and holding back.

They run in the stage as sets. What is refused here leaves the staged tables;
a child of whom anything was refused is held back whole.
"""

from __future__ import annotations

from basehaven.exchange.findings import REFUSED, Finding
from basehaven.exchange.stage import StageWriter, hold_children, own_columns
from basehaven.exchange.tables.schema import ALL, Table

NO_END = "'9999-12-31'"


def check_folder(stage: StageWriter, tables: set[str]) -> None:
    """Refuse what cannot stand together, then hold back the children concerned.

    Args:
        stage: with every row read.
        tables: names of the tables that the folder has.
    """
    stage.flush()
    db = stage.db
    for table in ALL:
        if table.name in tables:
            db.execute(f"CREATE INDEX check_{table.name} ON {table.name} (source_id, key)")
    _refuse_twice(stage, tables)
    db.execute(
        "UPDATE tie_spells SET child_id = coalesce((SELECT child_id FROM ties WHERE "
        "ties.source_id = tie_spells.source_id AND ties.key = tie_spells.tie_id), '')"
    )
    db.execute(
        "INSERT OR IGNORE INTO bad_children SELECT f.child_id FROM findings f "
        "WHERE f.level = 'refused' AND f.child_id <> ''"
    )
    _refuse_overlaps(stage)
    while _refuse_broken_references(stage, tables):
        pass  # what was refused may be what another row points at
    _note_unresolved(stage, tables)
    hold_children(db)
    for table in ALL:
        db.execute(f"DROP INDEX IF EXISTS check_{table.name}")


def _refuse_rows(
    stage: StageWriter, table: Table, where: str, code: str, column: str, problem: str, out: str
) -> int:
    """Refuse the rows of ``table t`` that meet a condition. Returns how many."""
    child = "t.child_id" if "child_id" in own_columns(table) else "''"
    shown = f't."{column}"' if column else "''"
    rows = stage.db.execute(
        f"SELECT t.rowno, t.file, t.line, {shown}, {child}, t.source_id, t.key "
        f"FROM {table.name} t WHERE {where} ORDER BY t.rowno"
    ).fetchall()
    for rowno, file, line, value, child_id, source_id, key in rows:
        stage.finding(
            Finding(
                REFUSED, code, file, line, column, str(value or ""), problem, out, child_id or ""
            )
        )
        stage.db.execute(f"DELETE FROM {table.name} WHERE rowno = ?", (rowno,))
        stage.db.execute(
            "INSERT OR IGNORE INTO refused_keys VALUES (?, ?, ?)", (table.name, source_id, key)
        )
        if child_id:
            stage.db.execute("INSERT OR IGNORE INTO bad_children VALUES (?)", (child_id,))
    stage.flush()
    return len(rows)


def _refuse_twice(stage: StageWriter, tables: set[str]) -> None:
    for table in ALL:
        if table.name in tables:
            _refuse_rows(
                stage,
                table,
                f"EXISTS (SELECT 1 FROM {table.name} e WHERE e.source_id = t.source_id "
                "AND e.key = t.key AND e.rowno < t.rowno)",
                "key-twice",
                table.key[-1],
                f"This {' and '.join(table.key)} stands twice in the table.",
                "Keep one of the two rows.",
            )


def _refuse_overlaps(stage: StageWriter) -> None:
    stage.db.execute("CREATE INDEX check_stay_days ON stays (source_id, child_id, started_on)")
    _refuse_rows(
        stage,
        next(table for table in ALL if table.name == "stays"),
        "t.started_on < coalesce(t.ended_on, " + NO_END + ") AND EXISTS (SELECT 1 FROM stays e "
        "WHERE e.source_id = t.source_id AND e.child_id = t.child_id AND e.rowno <> t.rowno "
        f"AND e.started_on < coalesce(e.ended_on, {NO_END}) "
        f"AND e.started_on < coalesce(t.ended_on, {NO_END}) "
        f"AND t.started_on < coalesce(e.ended_on, {NO_END}) "
        "AND NOT (coalesce(e.shared, 0) AND coalesce(t.shared, 0)) "
        "AND (e.started_on < t.started_on OR (e.started_on = t.started_on AND e.rowno < t.rowno)))",
        "overlap",
        "started_on",
        "The child already lives elsewhere on that day.",
        "Correct one of the dates, or mark both stays as shared if the child alternates.",
    )
    stage.db.execute("DROP INDEX check_stay_days")


def _refuse_broken_references(stage: StageWriter, tables: set[str]) -> int:
    """Rows that point at a row refused in this folder."""
    refused = 0
    for table in ALL:
        if table.name not in tables:
            continue
        for column in table.columns:
            if column.refers_to in ("", "children") or column.kind == "list":
                continue  # the rows of a refused child are held back, not refused
            refused += _refuse_rows(
                stage,
                table,
                "EXISTS (SELECT 1 FROM refused_keys r WHERE "
                f"r.table_name = '{column.refers_to}' AND r.source_id = t.source_id "
                f"AND r.key = {_reference(table, column.name, column.refers_to)})",
                "points-at-a-refused-row",
                column.name,
                f"The row of {column.refers_to} that it points at was refused.",
                "Mend that row first.",
            )
    return refused


def _reference(table: Table, column: str, refers_to: str) -> str:
    """SQL of the key that a reference means: removals are keyed with their child."""
    if refers_to == "removals":
        return f"t.child_id || '|' || t.\"{column}\""
    return f't."{column}"'


def _note_unresolved(stage: StageWriter, tables: set[str]) -> None:
    """References to rows that are not in the folder: the live record may have them."""
    for table in ALL:
        if table.name not in tables:
            continue
        for column in table.columns:
            if column.refers_to in ("", "homes"):
                continue  # a home may be known by its id alone
            cell = f't."{column.name}"'
            if column.kind == "list":
                source, value, held = f", json_each({cell}) j", "j.value", "j.value"
            else:
                source, held = "", cell
                value = _reference(table, column.name, column.refers_to)
            stage.db.execute(
                f"INSERT INTO unresolved SELECT '{table.name}', t.rowno, '{column.name}', {value}, "
                f"'{column.refers_to}' FROM {table.name} t{source} "
                f"WHERE coalesce({held}, '') <> '' AND NOT EXISTS (SELECT 1 FROM "
                f"{column.refers_to} e WHERE e.source_id = t.source_id AND e.key = {value})"
            )
