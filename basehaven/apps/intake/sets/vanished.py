"""Rows that the source wrote before and no longer has. They are kept, and listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection

from basehaven.apps.intake.sets.columns import ABOUT_CHILD
from basehaven.apps.intake.sets.sql import Table
from basehaven.exchange.stage import Staged

SHARED = ("adults", "homes", "rooms", "shifts", "siblings")  # nobody's own


def tables_in(staged: Staged) -> list[str]:
    """Tables that the file has. One it lacks means "not recorded", so nothing vanished there."""
    db = staged.connect()
    try:
        if staged.about().get("format") == "ssda903":  # adults and homes are only derived
            return ["children", "removals", "stays", "ties", "tie_spells"]
        return [row[0] for row in db.execute("SELECT DISTINCT table_name FROM source_files")]
    finally:
        db.close()


def vanished_sql(staged: Staged) -> Iterator[tuple[str, str]]:
    """``(table, SELECT of refs)``. A child who is gone is listed once, not row by row."""
    present = tables_in(staged)
    if "children" in present:
        yield "children", _children()
    for name in ABOUT_CHILD:
        if name in present:
            yield name, _of_child(Table(name), whole_children="children" in present)
    for name in SHARED:
        if name in present:
            yield name, _shared(Table(name))


def _gone(table: Table) -> str:
    """Conditions on ``l``: from a source of this table's file, and not in it."""
    beside = f"{table.d.stage}not_saved"
    return (
        "l.agency_id = %(agency)s AND l.source_digest <> '' AND NOT l.entered_in_error "
        f"AND l.source_id IN (SELECT DISTINCT source_id FROM {table.staged} "
        "UNION SELECT %(source)s) "
        f"AND NOT EXISTS (SELECT 1 FROM {table.staged} s WHERE {table.match('l')}) "
        f"AND NOT EXISTS (SELECT 1 FROM {beside} n WHERE n.table_name = '{table.name}' "
        "AND n.source_id = l.source_id AND n.key = l.key)"
    )


def _child_is_kept_back(table: Table, alias: str) -> str:
    return f"{alias}.key IN (SELECT child_id FROM {table.d.stage}bad_children)"


def _children() -> str:
    table = Table("children")
    return (
        f"SELECT l.ref FROM record_child l WHERE {_gone(table)} AND l.sealed_at IS NULL "
        f"AND NOT {_child_is_kept_back(table, 'l')}"
    )


def _of_child(table: Table, *, whole_children: bool) -> str:
    children = Table("children")
    in_file = (
        f"AND EXISTS (SELECT 1 FROM {children.staged} s WHERE s.source_id = c.source_id "
        "AND s.key = c.key) "
        if whole_children
        else ""
    )
    return (
        f"SELECT l.ref FROM {table.live} l JOIN record_child c ON c.id = l.child_id "
        f"WHERE {_gone(table)} AND c.sealed_at IS NULL {in_file}"
        f"AND NOT {_child_is_kept_back(table, 'c')}"
    )


def _shared(table: Table) -> str:
    sealed = (
        " AND NOT EXISTS (SELECT 1 FROM record_child c WHERE c.id IN (l.child_id, l.sibling_id) "
        "AND c.sealed_at IS NOT NULL)"
        if table.name == "siblings"
        else ""
    )
    return f"SELECT l.ref FROM {table.live} l WHERE {_gone(table)}{sealed}"


def count_vanished(staged: Staged, given: Mapping[str, Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        for name, select in vanished_sql(staged):
            cursor.execute(f"SELECT count(*) FROM ({select}) q", given)
            counts[name] = cursor.fetchone()[0]
    return counts


def list_vanished(staged: Staged, given: Mapping[str, Any]) -> dict[str, int]:
    """Write them down with the run, unless the record says so already."""
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        for name, select in vanished_sql(staged):
            cursor.execute(
                'INSERT INTO intake_vanished (run_id, "table", row_ref) '
                f"SELECT %(run)s, '{name}', q.ref FROM ({select}) q",
                given,
            )
            counts[name] = cursor.rowcount
    return counts
