"""Make a stage ready to be joined with the record. Touches the stage's file only."""

from __future__ import annotations

import sqlite3

from basehaven.apps.intake.sets.columns import MODELS
from basehaven.exchange.stage import ROW_KEY, Staged


def prepare(staged: Staged) -> None:
    """Name the removals that stays belong to, and take ``row_key`` out of what is carried along.

    Doing it twice does no harm.
    """
    db = staged.connect()
    try:
        for table in MODELS:
            path = f"'$.{ROW_KEY}'"
            db.execute(
                f"UPDATE {table} SET extra = json_remove(extra, {path}) "
                f"WHERE extra <> '{{}}' AND json_extract(extra, {path}) IS NOT NULL"
            )
        _name_removals(db)
        db.commit()
    finally:
        db.close()


def _name_removals(db: sqlite3.Connection) -> None:
    if "removal_key" not in [row[1] for row in db.execute("PRAGMA table_info(stays)")]:
        db.execute("ALTER TABLE stays ADD COLUMN removal_key TEXT")
    db.execute(
        "UPDATE stays SET removal_key = coalesce((SELECT r.key FROM removals r "
        "WHERE r.source_id = stays.source_id AND r.child_id = stays.child_id "
        "AND r.removal_id = stays.removal_id), child_id || '|' || removal_id) "
        "WHERE removal_id <> '' AND removal_key IS NULL"
    )
