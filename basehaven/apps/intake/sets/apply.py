"""The statements that bring a stage into the live tables, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.models import Conflict, ImportRun
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.intake.sets.sql import Table
from basehaven.apps.record.actions.history import to_values
from basehaven.apps.record.models import Row, Version, today
from basehaven.exchange.stage import Staged

AT_ONCE = 500  # rows whose old values are kept in one go
CHANGED = "l.source_digest <> s.digest AND l.source_digest <> ''"


@dataclass(slots=True)
class Applied:
    """What applying did, by open table."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    conflicts: int = 0
    vanished: int = 0
    touched: dict[str, list[int]] = field(default_factory=dict)  # children and adults changed
    highest: dict[str, int] = field(default_factory=dict)  # ids of children and adults before

    def as_json(self) -> dict[str, Any]:
        return {
            "added": {name: n for name, n in self.added.items() if n},
            "changed": {name: n for name, n in self.changed.items() if n},
            "conflicts": self.conflicts,
            "vanished": self.vanished,
        }


class Application:
    """One stage being applied. Runs inside the caller's transaction."""

    def __init__(self, staged: Staged, run: ImportRun, by: Actor) -> None:
        self.staged, self.run, self.by = staged, run, by
        self.given = {
            "agency": run.agency_id,
            "today": today().isoformat(),
            "by": f"import:{run.source_id}"[:100],
            "run": run.pk,
        }
        self.applied = Applied()

    def execute(self, sql: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql, self.given)
            return cursor.rowcount

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, self.given)
            return cursor.fetchall()

    def all_tables(self) -> Applied:
        counts = self.staged.counts().rows_by_table
        for name in ("children", "adults"):
            live = MODELS[name]._meta.db_table
            self.applied.highest[name] = self.rows(f"SELECT coalesce(max(id), 0) FROM {live}")[0][0]
        for name in MODELS:
            if not counts.get(name):
                continue
            table = Table(name)
            if name == "stays":
                self._add_homes_known_by_id(table)
            self._keep_conflicts(table)
            self.applied.changed[name] = self._change(table)
            self.applied.added[name] = self._add(table)
            if name == "stays":
                self._add_carers(table)
        self._list_vanished(counts)
        return self.applied

    def _add(self, table: Table) -> int:
        pairs = table.values()
        keeping = (
            "ref, agency_id, source_id, key, recorded_on, recorded_by, entered_in_error, "
            "source_digest, edited, extra"
        )
        return self.execute(
            f"INSERT INTO {table.live} ({keeping}, "
            + ", ".join(f'"{column}"' for column, _ in pairs)
            + f") SELECT {table.d.new_ref()}, %(agency)s, s.source_id, s.key, "
            f"{table.recorded_on()}, coalesce(nullif(s.recorded_by, ''), %(by)s), false, "
            f"s.digest, false, {table.extra_value()}, "
            + ", ".join(value for _, value in pairs)
            + f" FROM {table.staged} s LEFT JOIN {table.live} l ON {table.match('l')} "
            f"{table.joins()} WHERE l.id IS NULL ORDER BY s.rowno"
        )

    def _change(self, table: Table) -> int:
        """Old values into ``Version`` first, then the source's new ones."""
        changed = [
            row[0]
            for row in self.rows(
                f"SELECT l.id FROM {table.staged} s JOIN {table.live} l ON {table.match('l')} "
                f"WHERE {CHANGED} AND NOT l.edited"
            )
        ]
        if not changed:
            return 0
        if table.name in ("children", "adults"):
            self.applied.touched[table.name] = changed
        for start in range(0, len(changed), AT_ONCE):
            keep_versions(table.name, changed[start : start + AT_ONCE], self.by)
        pairs = table.values()
        self.execute(
            f"UPDATE {table.live} AS live SET "
            + ", ".join(f'"{column}" = q.v{n}' for n, (column, _) in enumerate(pairs))
            + ", recorded_on = q.recorded_on, recorded_by = q.recorded_by, "
            "source_digest = q.digest, extra = q.extra FROM (SELECT l.id AS live_id, "
            + ", ".join(f"{value} AS v{n}" for n, (_, value) in enumerate(pairs))
            + f", {table.recorded_on()} AS recorded_on, "
            "coalesce(nullif(s.recorded_by, ''), %(by)s) AS recorded_by, s.digest, "
            f"{table.extra_value()} AS extra FROM {table.staged} s "
            f"JOIN {table.live} l ON {table.match('l')} {table.joins()} "
            f"WHERE {CHANGED} AND NOT l.edited) q WHERE live.id = q.live_id"
        )
        if table.name == "stays":
            self._forget_carers(changed)
        return len(changed)

    def _keep_conflicts(self, table: Table) -> None:
        """Rows that a person changed and the source now changes too wait for a decision."""
        found = self.rows(
            f"SELECT l.ref, s.rowno, s.digest FROM {table.staged} s "
            f"JOIN {table.live} l ON {table.match('l')} WHERE {CHANGED} AND l.edited"
        )
        if not found:
            return
        db = self.staged.connect()
        try:
            conflicts = [
                Conflict(
                    run=self.run,
                    table=table.name,
                    row_ref=ref,
                    source_digest=digest,
                    theirs=staged_values(
                        dict(
                            db.execute(
                                f"SELECT * FROM {table.name} WHERE rowno = ?", (rowno,)
                            ).fetchone()
                        )
                    ),
                )
                for ref, rowno, digest in found
            ]
        finally:
            db.close()
        Conflict.objects.bulk_create(conflicts, ignore_conflicts=True)
        self.applied.conflicts += Conflict.objects.filter(
            run=self.run, table=table.name, decision=""
        ).count()

    def _add_homes_known_by_id(self, stays: Table) -> None:
        self.execute(
            "INSERT INTO record_home (ref, agency_id, source_id, key, recorded_on, recorded_by, "
            "entered_in_error, source_digest, edited, extra, name, address, confidential) "
            f"SELECT {stays.d.new_ref()}, %(agency)s, q.source_id, q.key, {stays.today()}, "
            "%(by)s, false, 'id-only', false, '{}', '', '', true FROM (SELECT DISTINCT "
            "s.source_id AS source_id, s.home_id AS key "
            f"FROM {stays.staged} s WHERE s.home_id <> '') q LEFT JOIN record_home l "
            "ON l.agency_id = %(agency)s AND l.source_id = q.source_id AND l.key = q.key "
            "WHERE l.id IS NULL ORDER BY q.source_id, q.key"
        )

    def _forget_carers(self, stays: list[int]) -> None:
        for start in range(0, len(stays), AT_ONCE):
            ids = ", ".join(str(pk) for pk in stays[start : start + AT_ONCE])
            self.execute(f"DELETE FROM record_staycarer WHERE stay_id IN ({ids})")

    def _add_carers(self, stays: Table) -> None:
        first = 1 if connection.vendor == "postgresql" else 0
        self.execute(
            "INSERT INTO record_staycarer (stay_id, adult_id, position) "
            f"SELECT l.id, coalesce(a.merged_into_id, a.id), min(j.key) - {first} "
            f"FROM {stays.staged} s JOIN record_stay l ON {stays.match('l')} "
            f"AND l.source_digest = s.digest CROSS JOIN {stays.d.each('s.carer_ids')} "
            "JOIN record_adult a ON a.agency_id = %(agency)s "
            f"AND a.source_id = {stays.d.source_of('j.value', 's.source_id')} "
            f"AND a.key = {stays.d.key_of('j.value')} "
            "WHERE NOT EXISTS (SELECT 1 FROM record_staycarer c WHERE c.stay_id = l.id) "
            "GROUP BY l.id, coalesce(a.merged_into_id, a.id)"
        )

    def _list_vanished(self, counts: dict[str, int]) -> None:
        """Rows that the source wrote before and this file, which has their child, lacks.

        Children who are not in the file at all are listed once, not row by row.
        """
        if not counts.get("children"):
            return
        children = Table("children")
        in_file = (
            f"EXISTS (SELECT 1 FROM {children.staged} s WHERE s.source_id = c.source_id "
            "AND s.key = c.key)"
        )
        from_source = (
            f"c.source_id IN (SELECT DISTINCT source_id FROM {children.staged}) "
            "AND c.agency_id = %(agency)s AND c.source_digest <> '' AND NOT c.entered_in_error"
        )
        into = "INSERT INTO intake_vanished (run_id, table, row_ref) SELECT %(run)s, "
        into = into.replace(" table,", ' "table",')
        self.applied.vanished += self.execute(
            f"{into}'children', c.ref FROM record_child c WHERE {from_source} AND NOT {in_file}"
        )
        for name in ("ties", "removals", "stays", "enrolments", "restrictions", "primary_spells"):
            if not counts.get(name):
                continue
            table = Table(name)
            self.applied.vanished += self.execute(
                f"{into}'{name}', l.ref FROM {table.live} l JOIN record_child c "
                f"ON c.id = l.child_id WHERE {from_source} AND {in_file} "
                "AND l.source_digest <> '' AND NOT l.entered_in_error "
                f"AND NOT EXISTS (SELECT 1 FROM {table.staged} s WHERE {table.match('l')})"
            )


def keep_versions(table: str, ids: list[int], by: Actor) -> None:
    """Keep the present values of rows that are about to change."""
    model: type[Row] = MODELS[table]
    references = [f.name for f in model._meta.concrete_fields if f.is_relation]
    day, now = today(), timezone.now()
    Version.objects.bulk_create(
        Version(
            agency=by.agency,
            child_id=row.pk if table == "children" else getattr(row, "child_id", None),
            table=table,
            row_ref=row.ref,
            known_from=row.recorded_on,
            known_to=max(day, row.recorded_on),
            changed_at=now,
            changed_by=by.label,
            reason="import",
            values=to_values(row),
        )
        for row in model.objects.filter(pk__in=ids).select_related(*references)
    )


def staged_values(row: dict[str, Any]) -> dict[str, Any]:
    """A staged row as the open tables write it, for people to compare."""
    return dict(_plain(row))


def _plain(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if name in ("rowno", "file", "line", "digest"):
            continue
        if name == "extra" or (isinstance(value, str) and value.startswith("[")):
            yield name, json.loads(value or "{}")
        else:
            yield name, value
