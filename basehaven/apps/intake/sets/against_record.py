"""Hold a stage against the live record before anything is saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from django.db import connection

from basehaven.apps.accounts.models import Agency
from basehaven.apps.intake.sets.closed import leave_out_closed
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.intake.sets.prepare import prepare
from basehaven.apps.intake.sets.sql import Table, dialect, kept_one
from basehaven.apps.intake.sets.stage_in import stage_beside
from basehaven.exchange.stage import Staged, hold_children
from basehaven.exchange.stage.holding import refuse_row

AT_ONCE = 500  # keys in one look-up


def check_against_record(staged: Staged, agency: Agency) -> None:
    """Refuse in the stage what the live record contradicts.

    References to rows that neither the file nor the record has, and stays that
    overlap one which the record already holds. Their children are held back.
    Records closed by a lawful order are left out.
    """
    prepare(staged)
    overlaps = _overlaps(staged, agency)
    db = staged.connect()
    try:
        leave_out_closed(db, agency)
        _find_named(db, agency)
        for table, rowno, column, value, refers_to in _unresolved(db):
            refuse_row(
                db, table, rowno, "unknown-reference", column, value,
                f"No such row in {refers_to}, neither in these files nor in the record.",
                f"Add it to {refers_to}, or correct the id.",
            )  # fmt: skip
        for rowno, started, since, until in overlaps:
            refuse_row(
                db, "stays", rowno, "overlaps-the-record", "started_on", str(started),
                f"The record has the child living elsewhere then, from {since} "
                f"until {until or 'now'}.",
                "Correct the date here, or end or correct that stay in the record first.",
            )  # fmt: skip
        hold_children(db)
        db.commit()
    finally:
        db.close()


def _find_named(db: sqlite3.Connection, agency: Agency) -> None:
    """Fill ``named``: what rows refer to outside their own table of this folder."""
    db.executescript(
        "DROP TABLE IF EXISTS named; DROP TABLE IF EXISTS on_record;"
        "CREATE TEMP TABLE named (table_name TEXT, rowno INTEGER, col TEXT, value TEXT,"
        " refers_to TEXT, source_id TEXT, key TEXT);"
        "CREATE TEMP TABLE on_record (refers_to TEXT, source_id TEXT, key TEXT,"
        " PRIMARY KEY (refers_to, source_id, key)) WITHOUT ROWID;"
    )
    sign = "instr(u.value, '::')"
    for (table,) in db.execute("SELECT DISTINCT table_name FROM unresolved").fetchall():
        db.execute(
            "INSERT INTO named SELECT u.table_name, u.rowno, u.col, u.value, u.refers_to, "
            f"CASE WHEN {sign} > 0 THEN substr(u.value, 1, {sign} - 1) ELSE t.source_id END, "
            f"CASE WHEN {sign} > 0 THEN substr(u.value, {sign} + 2) ELSE u.value END "
            f"FROM unresolved u JOIN {table} t ON t.rowno = u.rowno WHERE u.table_name = ?",
            (table,),
        )
    names = db.execute("SELECT DISTINCT refers_to, source_id, key FROM named")
    found = _on_record((tuple(name) for name in names), agency)
    db.executemany("INSERT OR IGNORE INTO on_record VALUES (?, ?, ?)", found)
    _find_removals_of_people(db, agency)


def _on_record(names: Iterable[tuple[str, ...]], agency: Agency) -> Iterator[tuple[str, str, str]]:
    """Those of ``(table, source, key)`` that the agency's record has."""
    batch: dict[tuple[str, str], list[str]] = {}
    for refers_to, source, key in names:
        keys = batch.setdefault((refers_to, source), [])
        keys.append(key)
        if len(keys) >= AT_ONCE:
            yield from _look_up(refers_to, source, keys, agency)
            keys.clear()
    for (refers_to, source), keys in batch.items():
        yield from _look_up(refers_to, source, keys, agency)


def _look_up(
    refers_to: str, source: str, keys: list[str], agency: Agency
) -> Iterator[tuple[str, str, str]]:
    rows = MODELS[refers_to].objects.filter(agency=agency, source_id=source, key__in=keys)
    for key in rows.values_list("key", flat=True):
        yield refers_to, source, key


def _find_removals_of_people(db: sqlite3.Connection, agency: Agency) -> None:
    """A removal made by a person goes by its own key, not by its child's."""
    rest = db.execute(
        "SELECT DISTINCT n.rowno, n.source_id, n.key, t.removal_id FROM named n "
        "JOIN stays t ON t.rowno = n.rowno WHERE n.refers_to = 'removals' AND NOT EXISTS "
        "(SELECT 1 FROM on_record o WHERE o.refers_to = 'removals' "
        "AND o.source_id = n.source_id AND o.key = n.key)"
    ).fetchall()
    plain = {("removals", row["source_id"], row["removal_id"]) for row in rest}
    known = set(_on_record(plain, agency))
    for row in rest:
        if ("removals", row["source_id"], row["removal_id"]) in known:
            db.execute("UPDATE stays SET removal_key = removal_id WHERE rowno = ?", (row["rowno"],))
            db.execute(
                "INSERT OR IGNORE INTO on_record VALUES ('removals', ?, ?)",
                (row["source_id"], row["key"]),
            )


def _unresolved(db: sqlite3.Connection) -> list[tuple[str, int, str, str, str]]:
    """Named by a row, and neither in these files nor on record."""
    found: list[tuple[str, int, str, str, str]] = []
    for (refers_to,) in db.execute("SELECT DISTINCT refers_to FROM named").fetchall():
        rows = db.execute(
            "SELECT n.table_name, n.rowno, n.col, n.value, n.refers_to FROM named n "
            f"WHERE n.refers_to = ? AND NOT EXISTS (SELECT 1 FROM {refers_to} e "
            "WHERE e.source_id = n.source_id AND e.key = n.key) AND NOT EXISTS "
            "(SELECT 1 FROM on_record o WHERE o.refers_to = n.refers_to "
            "AND o.source_id = n.source_id AND o.key = n.key)",
            (refers_to,),
        )
        found += [tuple(row) for row in rows]
    return found


def _overlaps(staged: Staged, agency: Agency) -> list[tuple[int, str, str, str]]:
    """Stays that would overlap one on record after this file is saved.

    Those on record that this file rewrites do not count: the file itself has
    been checked. Those that a person wrote or changed stay as they are, and
    count.
    """
    if not staged.counts().rows_by_table["stays"]:
        return []
    with stage_beside(staged, ("stays",)), connection.cursor() as cursor:
        cursor.execute(_overlaps_sql(Table("stays")), {"agency": agency.pk})
        return list(cursor.fetchall())


def _overlaps_sql(stays: Table) -> str:
    d = dialect()
    start, end = (d.value(f's."{name}"', "date") for name in ("started_on", "ended_on"))
    by_person = "({0}.edited OR {0}.source_digest = '')"
    return (
        "SELECT s.rowno, s.started_on, min(l.started_on), max(l.ended_on) "
        f"FROM {stays.staged} s "
        f"JOIN record_child c ON c.agency_id = %(agency)s "
        f"AND c.source_id = {d.source_of('s.child_id', 's.source_id')} "
        f"AND c.key = {d.key_of('s.child_id')} "
        f"JOIN record_stay l ON l.child_id = {kept_one('c', 'record_child')} "
        "AND NOT l.entered_in_error AND NOT (l.source_id = s.source_id AND l.key = s.key) "
        f"LEFT JOIN record_stay own ON {stays.match('own')} "
        "WHERE (own.id IS NULL OR (own.source_digest <> s.digest "
        f"AND NOT {by_person.format('own')})) "
        f"AND {start} < coalesce({end}, {d.no_end}) "
        f"AND l.started_on < coalesce(l.ended_on, {d.no_end}) "
        f"AND l.started_on < coalesce({end}, {d.no_end}) "
        f"AND {start} < coalesce(l.ended_on, {d.no_end}) "
        f"AND NOT (coalesce(l.shared, false) AND coalesce({d.value('s.shared', 'bool')}, false)) "
        f"AND ({by_person.format('l')} OR NOT EXISTS (SELECT 1 FROM {stays.staged} e "
        "WHERE e.source_id = l.source_id AND e.key = l.key)) "
        "GROUP BY s.rowno, s.started_on ORDER BY s.rowno"
    )


def overlaps_now(staged: Staged, agency: Agency) -> bool:
    """Whether somebody's work in the meantime made a stay overlap. Needs the stage beside."""
    with connection.cursor() as cursor:
        cursor.execute(_overlaps_sql(Table("stays")) + " LIMIT 1", {"agency": agency.pk})
        return cursor.fetchone() is not None
