"""The statements that bring a stage into the live tables, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.models import Conflict, ImportRun
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.intake.sets.compare import Changes, count_matched, find_differences
from basehaven.apps.intake.sets.old_values import keep_old_values
from basehaven.apps.intake.sets.sql import Table, kept_one
from basehaven.apps.intake.sets.vanished import count_vanished, list_vanished
from basehaven.apps.record.models import today
from basehaven.exchange.stage import Staged

KEEPING = (
    "ref, agency_id, source_id, key, recorded_on, recorded_by, entered_in_error, "
    "source_digest, edited, extra"
)
CHANGES = "d.live_id = l.id AND NOT d.by_person AND NOT d.alike"
NOT_STAGED = ("rowno", "file", "line", "digest", "removal_key")


class Application:
    """One stage held against the record, and applied to it.

    The stage is beside (``stage_beside``). ``compare`` only reads the record;
    ``apply`` runs inside the caller's transaction.
    """

    def __init__(
        self, staged: Staged, run: ImportRun, by: Actor, say: Callable[[str], None] | None = None
    ) -> None:
        self.staged, self.run, self.say = staged, run, say or (lambda table: None)
        self.given: dict[str, Any] = {
            "agency": run.agency_id,
            "source": run.source_id,
            "today": today().isoformat(),
            "now": timezone.now(),
            "by": run.label,
            "actor": by.label,
            "reason": run.label,
            "run": run.pk,
        }
        self.changes = Changes()
        self.people: dict[str, tuple[int, list[int]]] = {}
        """Open table -> highest id before, and ids of those who changed: for the search index."""

    @property
    def people_before(self) -> dict[str, int]:
        """So that what follows the transaction can be taken up again after a power cut."""
        return {name: highest for name, (highest, _changed) in self.people.items()}

    def compare(self) -> Changes:
        for name in self._tables():
            table = Table(name)
            self._count(table)
        self.changes.vanished = count_vanished(self.staged, self.given)
        return self.changes

    def apply(self) -> Changes:
        for name in self._tables():
            self.say(name)
            table = Table(name)
            if name == "stays":
                self._add_homes_known_by_id(table)
            self._remember_people(table)
            self._count(table)
            if self.changes.conflicts[name]:
                self._keep_conflicts(table)
            if self.changes.changed[name]:
                self._change(table)
            self._agree(table)
            if self.changes.added[name]:
                self._add(table)
            if name == "stays":
                self._add_carers(table)
        self.changes.vanished = list_vanished(self.staged, self.given)
        return self.changes

    def _tables(self) -> list[str]:
        counts = self.staged.counts().rows_by_table
        return [name for name in MODELS if counts.get(name)]

    def _execute(self, sql: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql, self.given)
            return int(cursor.rowcount)

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, self.given)
            return list(cursor.fetchall())

    def _count(self, table: Table) -> None:
        found = find_differences(table, self.given)
        staged, matched = count_matched(table, self.given)
        changes, name = self.changes, table.name
        changes.added[name] = staged - matched
        changes.changed[name], changes.conflicts[name] = found["changed"], found["conflicts"]
        changes.same[name] = matched - found["changed"] - found["conflicts"]

    def _remember_people(self, table: Table) -> None:
        if table.name in ("children", "adults"):
            highest = self._rows(f"SELECT coalesce(max(id), 0) FROM {table.live}")[0][0]
            self.people[table.name] = (highest, [])

    def _add(self, table: Table) -> None:
        columns = ", ".join(f'"{column}"' for column, _ in table.values)
        values = ", ".join(value for _, value in table.values)
        self._execute(
            f"INSERT INTO {table.live} ({KEEPING}, {columns}) SELECT {table.d.new_ref()}, "
            f"%(agency)s, s.source_id, s.key, {table.recorded_on}, {table.recorded_by}, false, "
            f"s.digest, false, {table.extra}, {values} FROM {table.staged} s "
            f"LEFT JOIN {table.live} l ON {table.match('l')} {table.joins} "
            "WHERE l.id IS NULL ORDER BY s.rowno"
        )
        self._tell_the_planner(table)

    def _tell_the_planner(self, table: Table) -> None:
        """Without it PostgreSQL joins to the new rows as if there were none, one by one."""
        referred_to = ("children", "adults", "rooms", "homes", "ties", "removals", "stays")
        if connection.vendor == "postgresql" and table.name in referred_to:
            self._execute(f"ANALYZE {table.live}")

    def _change(self, table: Table) -> None:
        """Old values into ``Version`` first, then the source's new ones."""
        keep_old_values(table, self.given)
        sets = ", ".join(f'"{column}" = q.v{n}' for n, (column, _) in enumerate(table.values))
        values = ", ".join(f"{value} AS v{n}" for n, (_, value) in enumerate(table.values))
        self._execute(
            f"UPDATE {table.live} AS live SET {sets}, recorded_on = q.recorded_on, "
            "recorded_by = q.recorded_by, source_digest = q.digest, extra = q.extra "
            f"FROM (SELECT l.id AS live_id, {values}, {table.today} AS recorded_on, "
            f"{table.recorded_by} AS recorded_by, s.digest AS digest, {table.extra} AS extra "
            f"FROM differs d JOIN {table.staged} s ON s.rowno = d.rowno "
            f"JOIN {table.live} l ON {CHANGES} {table.joins}) q WHERE live.id = q.live_id"
        )
        if table.name == "stays":
            self._execute(
                "DELETE FROM record_staycarer WHERE stay_id IN (SELECT d.live_id FROM differs d "
                "WHERE NOT d.by_person AND NOT d.alike)"
            )
        if table.name in self.people:
            ids = self._rows("SELECT live_id FROM differs WHERE NOT by_person AND NOT alike")
            self.people[table.name][1].extend(row[0] for row in ids)

    def _agree(self, table: Table) -> None:
        """The source now says what the record says already: no change, and no old value."""
        self._execute(
            f"UPDATE {table.live} AS live SET source_digest = d.digest FROM differs d "
            "WHERE d.live_id = live.id AND d.alike AND live.source_digest <> ''"
        )

    def _keep_conflicts(self, table: Table) -> None:
        """Rows that a person changed and the source now changes too wait for a decision."""
        child = "l.child_id" if any(f.name == "child" for f in table.model._meta.fields) else "NULL"
        child = "l.id" if table.name == "children" else child
        found = self._rows(
            f"SELECT l.ref, d.rowno, d.digest, {child} FROM differs d "
            f"JOIN {table.live} l ON l.id = d.live_id "
            "WHERE d.by_person AND NOT d.alike AND NOT d.known"
        )
        refs = [row[0] for row in found]
        open_before = Conflict.objects.filter(row_ref__in=refs, decision="")
        open_before.update(decision=Conflict.Decision.OVERTAKEN, decided_at=self.given["now"])
        db = self.staged.connect()
        try:
            Conflict.objects.bulk_create(
                (
                    Conflict(
                        run=self.run,
                        table=table.name,
                        row_ref=ref,
                        child_id=child_id,
                        source_digest=digest,
                        theirs=staged_values(db, table.name, rowno),
                    )
                    for ref, rowno, digest, child_id in found
                ),
                batch_size=500,
            )
        finally:
            db.close()

    def _add_homes_known_by_id(self, stays: Table) -> None:
        """A stay may name its home by an id of which nothing else is said."""
        source = stays.d.source_of("s.home_id", "s.source_id")
        self._execute(
            f"INSERT INTO record_home ({KEEPING}, name, address, confidential) "
            f"SELECT {stays.d.new_ref()}, %(agency)s, q.source_id, q.key, {stays.today}, "
            "%(by)s, false, '', false, '{}', '', '', true FROM (SELECT DISTINCT "
            f"{source} AS source_id, {stays.d.key_of('s.home_id')} AS key "
            f"FROM {stays.staged} s WHERE s.home_id <> '') q LEFT JOIN record_home l "
            "ON l.agency_id = %(agency)s AND l.source_id = q.source_id AND l.key = q.key "
            "WHERE l.id IS NULL ORDER BY q.source_id, q.key"
        )
        self._tell_the_planner(Table("homes"))

    def _add_carers(self, stays: Table) -> None:
        """Of stays that are new or have just changed: those have none yet."""
        d = stays.d
        self._execute("DROP TABLE IF EXISTS carers")
        self._execute(
            "CREATE TEMPORARY TABLE carers AS SELECT s.rowno AS rowno, "
            f"{d.position} AS position, {d.source_of('j.value', 's.source_id')} AS source_id, "
            f"{d.key_of('j.value')} AS key FROM {stays.staged} s CROSS JOIN "
            f"{d.each('s.carer_ids')} WHERE s.carer_ids <> '[]'"
        )
        if connection.vendor == "postgresql":
            self._execute("ANALYZE carers")
        self._execute(
            "INSERT INTO record_staycarer (stay_id, adult_id, position) "
            f"SELECT l.id, {kept_one('a', 'record_adult')}, min(k.position) FROM carers k "
            f"JOIN {stays.staged} s ON s.rowno = k.rowno "
            f"JOIN record_stay l ON {stays.match('l')} AND l.source_digest = s.digest "
            "AND NOT l.edited JOIN record_adult a ON a.agency_id = %(agency)s "
            "AND a.source_id = k.source_id AND a.key = k.key WHERE NOT EXISTS "
            "(SELECT 1 FROM record_staycarer c WHERE c.stay_id = l.id) GROUP BY 1, 2"
        )


def staged_values(db: Any, table: str, rowno: int) -> dict[str, Any]:
    """A staged row as the open tables write it, for people to compare."""
    row = dict(db.execute(f"SELECT * FROM {table} WHERE rowno = ?", (rowno,)).fetchone())
    return {
        name: json.loads(value or "{}")
        if name == "extra" or (isinstance(value, str) and value.startswith("["))
        else value
        for name, value in row.items()
        if name not in NOT_STAGED
    }
