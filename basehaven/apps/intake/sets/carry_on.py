"""A later year's return goes on with what an earlier one began.

The return names periods and carers by their first day in the file. When a file
begins in the middle ("continues"), the removal and the tie that the same source
wrote before are taken up under their own names, instead of new ones.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from typing import Any

from django.db import models
from django.db.models import F, Prefetch

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.models import Removal, Tie, TieSpell
from basehaven.exchange.stage import Staged

CONTINUES = "json_extract(extra, '$.ssda903_continues') IS NOT NULL"
AT_ONCE = 500  # rows, and so children, looked up at once


def carry_on(staged: Staged, agency: Agency) -> None:
    """Rename in the stage what goes on with a row that the record has."""
    if staged.about().get("format") != "ssda903":
        return
    db = staged.connect()
    try:
        for table, of_record, take_up in (
            ("removals", _removals, _take_up_removal),
            ("ties", _ties, _take_up_tie),
        ):
            going_on = db.execute(f"SELECT * FROM {table} WHERE {CONTINUES} ORDER BY rowno")
            while rows := going_on.fetchmany(AT_ONCE):
                earlier = _by_child(of_record(agency), rows)
                for row in rows:
                    for one in earlier[row["source_id"], row["child_id"]]:
                        if take_up(db, row, one):
                            break
        db.commit()
    finally:
        db.close()


def _removals(agency: Agency) -> models.QuerySet[Removal]:
    rows = Removal.objects.standing().filter(agency=agency).exclude(source_digest="")
    return rows.order_by("-removed_on")


def _ties(agency: Agency) -> models.QuerySet[Tie]:
    rows = Tie.objects.standing().filter(agency=agency, derived=True).exclude(source_digest="")
    return (
        rows.select_related("adult")
        .prefetch_related(Prefetch("spells", TieSpell.objects.standing()))
        .order_by("-started_on")
    )


def _by_child(of_record: models.QuerySet[Any], rows: list[sqlite3.Row]) -> dict[Any, list[Any]]:
    """Rows of these children on record, latest first."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for source in {row["source_id"] for row in rows}:
        keys = [row["child_id"] for row in rows if row["source_id"] == source]
        of_source = of_record.filter(source_id=source, child__source_id=source)
        for one in of_source.filter(child__key__in=keys).annotate(of_child=F("child__key")):
            found[source, one.of_child].append(one)
    return found


def _take_up_removal(db: sqlite3.Connection, row: sqlite3.Row, earlier: Removal) -> bool:
    first_day = row["removed_on"]
    if not earlier.removed_on.isoformat() < first_day:
        return False
    if earlier.exited_on is not None and earlier.exited_on.isoformat() < first_day:
        return False
    removal_id = earlier.key.rpartition("|")[2]
    db.execute(
        "UPDATE removals SET key = ?, removal_id = ?, removed_on = ? WHERE rowno = ?",
        (earlier.key, removal_id, earlier.removed_on.isoformat(), row["rowno"]),
    )
    db.execute(
        "UPDATE stays SET removal_id = ? WHERE source_id = ? AND child_id = ? AND removal_id = ?",
        (removal_id, row["source_id"], row["child_id"], row["removal_id"]),
    )
    return True


def _take_up_tie(db: sqlite3.Connection, row: sqlite3.Row, earlier: Tie) -> bool:
    started, first_day = earlier.started_on.isoformat(), row["started_on"]
    if not started < first_day:
        return False
    if earlier.ended_on is not None and earlier.ended_on.isoformat() <= first_day:
        return False
    new, old = earlier.adult.key, row["adult_id"]
    db.execute(
        "UPDATE ties SET key = ?, tie_id = ?, adult_id = ?, started_on = ?, kind = ? "
        "WHERE rowno = ?",
        (earlier.key, earlier.key, new, started, earlier.kind, row["rowno"]),
    )
    _take_up_spells(db, row, earlier)
    db.execute("DELETE FROM adults WHERE source_id = ? AND key = ?", (row["source_id"], old))
    db.execute(
        "UPDATE stays SET carer_ids = ? WHERE source_id = ? AND child_id = ? AND carer_ids = ?",
        (json.dumps([new]), row["source_id"], row["child_id"], json.dumps([old])),
    )
    return True


def _take_up_spells(db: sqlite3.Connection, row: sqlite3.Row, earlier: Tie) -> None:
    """Time in the home goes on from the spell that had not ended; what comes after is its own."""
    spells = db.execute(
        "SELECT rowno, started_on FROM tie_spells WHERE source_id = ? AND child_id = ? "
        "AND tie_id = ? ORDER BY started_on",
        (row["source_id"], row["child_id"], row["tie_id"]),
    ).fetchall()
    for number, spell in enumerate(spells):
        started = spell["started_on"]
        if number == 0:
            started = _going_on(earlier, started) or started
        db.execute(
            "UPDATE tie_spells SET key = ?, tie_id = ?, started_on = ? WHERE rowno = ?",
            (f"{earlier.key}|{started}", earlier.key, started, spell["rowno"]),
        )


def _going_on(earlier: Tie, day: str) -> str:
    """First day of the spell on record that ``day`` goes on with, or nothing."""
    begun = [spell for spell in earlier.spells.all() if spell.started_on.isoformat() <= day]
    last = max(begun, key=lambda spell: spell.started_on, default=None)
    if last is None or (last.ended_on is not None and last.ended_on.isoformat() < day):
        return ""
    return str(last.started_on.isoformat())
