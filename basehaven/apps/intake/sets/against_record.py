"""Hold a stage against the live record before anything is saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from basehaven.apps.accounts.models import Agency
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.intake.sets.sql import Table
from basehaven.apps.intake.sets.stage_in import stage_beside
from basehaven.exchange.stage import Staged

NO_END = "'9999-12-31'"
AT_ONCE = 500  # keys in one look-up


def check_against_record(staged: Staged, agency: Agency) -> None:
    """Refuse in the stage what the live record contradicts.

    References to rows that neither the file nor the record has, and stays that
    overlap one the record already holds. Their children are held back.
    """
    for table, rowno, column, value, problem, way_out, code in [
        *_unresolved(staged, agency),
        *_overlaps(staged, agency),
    ]:
        staged.refuse_row(table, rowno, code, column, value, problem, way_out)
    staged.hold_children_of_refused()


def _unresolved(
    staged: Staged, agency: Agency
) -> Iterable[tuple[str, int, str, str, str, str, str]]:
    db = staged.connect()
    try:
        wanted: dict[str, dict[tuple[str, str], list[tuple[str, int, str, str]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        default = staged.about()["source_id"]
        for table, rowno, column, value, refers_to in db.execute("SELECT * FROM unresolved"):
            source, _, key = value.rpartition("::") if "::" in value else ("", "", value)
            own = db.execute(f"SELECT source_id FROM {table} WHERE rowno = ?", (rowno,)).fetchone()
            named = (source or (own[0] if own else default), key)
            wanted[refers_to][named].append((table, rowno, column, value))
    finally:
        db.close()
    for refers_to, names in wanted.items():
        known = _known(refers_to, agency, list(names))
        for name, rows in names.items():
            if name in known:
                continue
            for table, rowno, column, value in rows:
                yield (
                    table, rowno, column, value,
                    f"No such row in {refers_to}, neither in these files nor in the record.",
                    f"Add it to {refers_to}, or correct the id.", "unknown-reference",
                )  # fmt: skip


def _known(refers_to: str, agency: Agency, names: list[tuple[str, str]]) -> set[tuple[str, str]]:
    known: set[tuple[str, str]] = set()
    by_source: dict[str, list[str]] = defaultdict(list)
    for source, key in names:
        by_source[source].append(key)
    rows = MODELS[refers_to].objects.filter(agency=agency)
    for source, keys in by_source.items():
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            found = rows.filter(source_id=source, key__in=some).values_list("key", flat=True)
            known.update((source, key) for key in found)
    return known


def _overlaps(staged: Staged, agency: Agency) -> list[tuple[str, int, str, str, str, str, str]]:
    """Stays that overlap a live one of the same child which this file does not rewrite."""
    if not staged.counts().rows_by_table["stays"]:
        return []
    with stage_beside(staged, ("stays",)), connection.cursor() as cursor:
        stays = Table("stays")
        start, end = (stays.d.value(f's."{name}"', "date") for name in ("started_on", "ended_on"))
        shared = stays.d.value('s."shared"', "bool")
        no_end = "date '9999-12-31'" if connection.vendor == "postgresql" else NO_END
        cursor.execute(
            f"SELECT s.rowno, s.started_on FROM {stays.staged} s "
            f"JOIN record_child c ON c.agency_id = %(agency)s AND "
            f"c.source_id = {stays.d.source_of('s.child_id', 's.source_id')} "
            f"AND c.key = {stays.d.key_of('s.child_id')} "
            f"JOIN record_stay l ON l.child_id = c.id AND NOT l.entered_in_error "
            f"WHERE {start} < coalesce({end}, {no_end}) "
            f"AND l.started_on < coalesce(l.ended_on, {no_end}) "
            f"AND l.started_on < coalesce({end}, {no_end}) "
            f"AND {start} < coalesce(l.ended_on, {no_end}) "
            f"AND NOT (coalesce(l.shared, false) AND coalesce({shared}, false)) "
            f"AND NOT EXISTS (SELECT 1 FROM {stays.staged} e WHERE e.source_id = l.source_id "
            "AND e.key = l.key) GROUP BY s.rowno, s.started_on",
            {"agency": agency.pk},
        )
        return [
            (
                "stays", rowno, "started_on", str(started),
                "The record already has the child living elsewhere on that day.",
                "Correct the date here, or end the earlier stay in the record first.",
                "overlaps-the-record",
            )
            for rowno, started in cursor.fetchall()
        ]  # fmt: skip
