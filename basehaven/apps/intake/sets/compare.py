"""What applying a stage would do, table by table, without doing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from basehaven.apps.intake.sets.sql import Table

BY_PERSON = "(l.edited OR l.source_digest = '')"


@dataclass(slots=True)
class Changes:
    """Rows by open table.

    Attributes:
        added: not on record before.
        changed: the source says something else than before.
        same: on record, and nothing new.
        conflicts: a person wrote or changed the row, and the source says something else.
        vanished: the source wrote them before and does not have them now; kept.
    """

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    conflicts: dict[str, int] = field(default_factory=dict)
    vanished: dict[str, int] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """The record would be as it is now."""
        return not any([*self.added.values(), *self.changed.values(), *self.conflicts.values()])

    def as_json(self) -> dict[str, Any]:
        whole = {
            "added": self.added,
            "changed": self.changed,
            "same": self.same,
            "conflicts": self.conflicts,
            "vanished": self.vanished,
        }
        return {what: {name: n for name, n in of.items() if n} for what, of in whole.items()}


def find_differences(table: Table, given: Mapping[str, Any]) -> dict[str, int]:
    """Fill the temporary table ``differs``: live rows of which the file says something new.

    ``alike`` marks rows that already say the same although the source wrote
    otherwise before; ``known`` those whose conflict has been seen already.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS differs")
        cursor.execute(
            "CREATE TEMPORARY TABLE differs AS SELECT s.rowno AS rowno, l.id AS live_id, "
            f"l.ref AS ref, s.digest AS digest, {BY_PERSON} AS by_person, "
            f"({table.alike}) AS alike, "
            "EXISTS (SELECT 1 FROM intake_conflict c WHERE c.row_ref = l.ref "
            "AND c.source_digest = s.digest) AS known "
            f"FROM {table.staged} s JOIN {table.live} l ON {table.match('l')} {table.joins} "
            "WHERE l.source_digest <> s.digest",
            given,
        )
        cursor.execute("CREATE UNIQUE INDEX differs_rowno ON differs (rowno)")
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE differs")
        cursor.execute(
            "SELECT coalesce(sum(CASE WHEN NOT by_person THEN 1 ELSE 0 END), 0), "
            "coalesce(sum(CASE WHEN by_person AND NOT known THEN 1 ELSE 0 END), 0) "
            "FROM differs WHERE NOT alike"
        )
        changed, conflicts = cursor.fetchone()
    return {"changed": changed, "conflicts": conflicts}


def count_matched(table: Table, given: Mapping[str, Any]) -> tuple[int, int]:
    """Staged rows, and how many of them are on record already."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), count(l.id) FROM {table.staged} s "
            f"LEFT JOIN {table.live} l ON {table.match('l')}",
            given,
        )
        staged, matched = cursor.fetchone()
    return staged, matched
