"""A later year's return goes on with what an earlier one began.

The return names periods and carers by their first day in the file. When a file
begins in the middle ("continues"), the removal and the tie that the same source
wrote before are taken up under their own names, instead of new ones.
"""

from __future__ import annotations

import json
import sqlite3

from django.db.models import Q

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.models import Removal, Tie
from basehaven.exchange.stage import Staged

CONTINUES = "json_extract(extra, '$.ssda903_continues') IS NOT NULL"


def carry_on(staged: Staged, agency: Agency) -> None:
    if staged.about().get("format") != "ssda903":
        return
    db = staged.connect()
    try:
        for row in db.execute(f"SELECT * FROM removals WHERE {CONTINUES}").fetchall():
            _carry_on_removal(db, row, agency)
        for row in db.execute(f"SELECT * FROM ties WHERE {CONTINUES}").fetchall():
            _carry_on_tie(db, row, agency)
        db.commit()
    finally:
        db.close()


def _carry_on_removal(db: sqlite3.Connection, row: sqlite3.Row, agency: Agency) -> None:
    earlier = (
        Removal.objects.standing()
        .filter(
            agency=agency,
            source_id=row["source_id"],
            child__source_id=row["source_id"],
            child__key=row["child_id"],
            removed_on__lt=row["removed_on"],
        )
        .filter(Q(exited_on=None) | Q(exited_on__gte=row["removed_on"]))
        .exclude(source_digest="")
        .order_by("-removed_on")
        .first()
    )
    if earlier is None:
        return
    removal_id = earlier.key.rpartition("|")[2]
    db.execute(
        "UPDATE removals SET key = ?, removal_id = ?, removed_on = ? WHERE rowno = ?",
        (earlier.key, removal_id, earlier.removed_on.isoformat(), row["rowno"]),
    )
    db.execute(
        "UPDATE stays SET removal_id = ? WHERE source_id = ? AND child_id = ? AND removal_id = ?",
        (removal_id, row["source_id"], row["child_id"], row["removal_id"]),
    )


def _carry_on_tie(db: sqlite3.Connection, row: sqlite3.Row, agency: Agency) -> None:
    earlier = (
        Tie.objects.standing()
        .filter(
            agency=agency,
            source_id=row["source_id"],
            child__source_id=row["source_id"],
            child__key=row["child_id"],
            derived=True,
            started_on__lt=row["started_on"],
        )
        .filter(Q(ended_on=None) | Q(ended_on__gt=row["started_on"]))
        .exclude(source_digest="")
        .select_related("adult")
        .order_by("-started_on")
        .first()
    )
    if earlier is None:
        return
    started = earlier.started_on.isoformat()
    new, old = earlier.adult.key, row["adult_id"]
    db.execute(
        "UPDATE ties SET key = ?, tie_id = ?, adult_id = ?, started_on = ?, kind = ? "
        "WHERE rowno = ?",
        (earlier.key, earlier.key, new, started, earlier.kind, row["rowno"]),
    )
    db.execute(
        "UPDATE tie_spells SET key = ?, tie_id = ?, started_on = ? "
        "WHERE source_id = ? AND tie_id = ?",
        (f"{earlier.key}|{started}", earlier.key, started, row["source_id"], row["tie_id"]),
    )
    db.execute("DELETE FROM adults WHERE source_id = ? AND adult_id = ?", (row["source_id"], old))
    db.execute(
        "UPDATE stays SET carer_ids = ? WHERE source_id = ? AND child_id = ? AND carer_ids = ?",
        (json.dumps([new]), row["source_id"], row["child_id"], json.dumps([old])),
    )
