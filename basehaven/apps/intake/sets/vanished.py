"""Rows that the source wrote before and no longer has. They are kept, and listed.

A yearly return holds only what had not ended before its year: what had is not
missed from it. Nor is anything missed from mended rejects, which are a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import connection

from basehaven.apps.intake.sets.columns import ABOUT_CHILD
from basehaven.apps.intake.sets.sql import Table
from basehaven.exchange.afcars2020.submissions import submissions_of
from basehaven.exchange.stage import Staged

SHARED = ("adults", "homes", "rooms", "shifts", "siblings")  # nobody's own
YEAR_BEGINS = (4, 1)  # the return's year: 1 April to 31 March

# What of a row ``l`` says that it had not ended before the year of a return.
GOES_ON = {
    "children": "EXISTS (SELECT 1 FROM record_stay y WHERE y.child_id = l.id "
    "AND y.source_digest <> '' AND {since_y})",
    "ties": "EXISTS (SELECT 1 FROM record_tiespell y WHERE y.tie_id = l.id AND {since_y})",
    "removals": "(l.exited_on IS NULL OR l.exited_on >= '{day}')",
    "stays": "{since_l}",
    "tie_spells": "{since_l}",
}


def tables_in(staged: Staged) -> list[str]:
    """Tables that the file has. One it lacks means "not recorded", so nothing vanished there."""
    db = staged.connect()
    try:
        kind = staged.about().get("format")
        if kind == "ssda903":  # adults and homes are only derived
            return ["children", "removals", "stays", "ties", "tie_spells"]
        if kind == "afcars2020":
            return ["children", "removals", "stays"]
        return [row[0] for row in db.execute("SELECT DISTINCT table_name FROM source_files")]
    finally:
        db.close()


def year_of(staged: Staged) -> date | None:
    """The first day that a return speaks of; None for tables, which speak of every day.

    Of a yearly return 1 April on or before its latest day, or its earliest end when
    that is before; of half-years the first day of the earliest.
    """
    if submissions := submissions_of(staged):
        return min(one.starts_on for one in submissions)
    db = staged.connect()
    try:
        if staged.about().get("format") != "ssda903":
            return None
        first_end, *last = db.execute(
            "SELECT min(ended_on), max(started_on), max(ended_on) FROM stays"
        ).fetchone()
    finally:
        db.close()
    days = [date.fromisoformat(day) for day in last if day]
    if not days:
        return None
    begins = max(days).replace(month=YEAR_BEGINS[0], day=YEAR_BEGINS[1])
    if begins > max(days):
        begins = begins.replace(year=begins.year - 1)
    return min(begins, date.fromisoformat(first_end)) if first_end else begins


def vanished_sql(staged: Staged) -> Iterator[tuple[str, str]]:
    """``(table, SELECT of refs)``. A child who is gone is listed once, not row by row."""
    if staged.is_part:
        return
    present, since = tables_in(staged), year_of(staged)
    if "children" in present:
        yield "children", _children() + _goes_on("children", since)
    for name in ABOUT_CHILD:
        if name in present:
            select = _of_child(Table(name), whole_children="children" in present)
            yield name, select + _goes_on(name, since)
    for name in SHARED:
        if name in present:
            yield name, _shared(Table(name))


def _goes_on(name: str, since: date | None) -> str:
    if since is None:
        return ""
    day = since.isoformat()
    rows = {f"since_{x}": f"({x}.ended_on IS NULL OR {x}.ended_on >= '{day}')" for x in "ly"}
    return " AND " + GOES_ON[name].format(day=day, **rows)


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
