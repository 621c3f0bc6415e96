"""After an import: the search index and likely duplicates, in small transactions of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.running import is_held
from basehaven.apps.record.actions.duplicates import note_duplicates_among
from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.apps.record.models import Adult, Child, Version

AT_ONCE = 5_000  # people: others write in between
IN_LIST = 500
SMALL = 10_000  # rows of a table of which SQLite is told nothing, and so expects many
KINDS = {"children": ("child", Child), "adults": ("adult", Adult)}

People = dict[str, tuple[int, list[int]]]


def index_people(
    run: ImportRun, people: People, *, by: Actor, say: Callable[[str], None] | None = None
) -> None:
    """Let search find those who came or changed, and tell who may be there twice.

    Args:
        run: just saved.
        people: open table -> highest id before, and ids of those who changed.
        by: who brought them.
        say: told what is being done.
    """
    say = say or (lambda step: None)
    say("indexing")
    for name in people:
        for rows in _parts(run, people, name):
            reindex_all(run.agency, **{name: rows})
    if people:
        _tell_the_planner()
        say("looking")
        parts = {KINDS[name][0]: _parts(run, people, name) for name in people}
        found, told = note_duplicates_among(by=by, parts=parts)
        run.report["alike"] = {"found": found, "told": told}
    run.indexed = True
    run.save(update_fields=["indexed", "report"])


def index_what_was_left(*, operator: str) -> None:
    """After a run that ended between saving and indexing: do what it had still to do."""
    for run in ImportRun.objects.filter(state=ImportRun.State.DONE, indexed=False):
        if not is_held(run.folder):
            people = {name: (last, _changed(run, name)) for name, last in _came_after(run)}
            index_people(run, people, by=Actor.at_command_line(run.agency, operator))


def _came_after(run: ImportRun) -> list[tuple[str, int]]:
    return list(run.report.get("people_before", {"children": 0, "adults": 0}).items())


def _changed(run: ImportRun, table: str) -> list[int]:
    """Those whose old values this run kept."""
    versions = Version.objects.filter(agency=run.agency, table=table, reason=run.label)
    rows = KINDS[table][1].objects.filter(ref__in=versions.values("row_ref"))
    return list(rows.values_list("pk", flat=True))


def _parts(run: ImportRun, people: People, name: str) -> Iterator[QuerySet[Any]]:
    highest, changed = people[name]
    rows: QuerySet[Any] = KINDS[name][1].objects.filter(agency=run.agency)
    last = rows.aggregate(last=Max("pk"))["last"] or 0
    for start in range(highest, last, AT_ONCE):
        yield rows.filter(pk__gt=start, pk__lte=start + AT_ONCE)
    for start in range(0, len(changed), IN_LIST):
        yield rows.filter(pk__in=changed[start : start + IN_LIST])


def _tell_the_planner() -> None:
    """How many rows there are now, so that pages stay fast.

    SQLite believes what it was told until it is told again: of a table said to be
    small it reads every row, for each row of the next, large import.
    """
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("ANALYZE")
            return
        cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) < %s", [SMALL])
        cursor.execute("ANALYZE sqlite_master")
