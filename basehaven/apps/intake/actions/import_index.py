"""After an import: the search index, in small transactions of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet

from basehaven.apps.intake.models import ImportRun
from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.apps.record.models import Adult, Child

AT_ONCE = 5_000  # people: others write in between

People = dict[str, tuple[int, list[int]]]


def index_people(run: ImportRun, people: People) -> None:
    """Let search find those who came or changed.

    Args:
        run: just saved.
        people: open table -> highest id before, and ids of those who changed.
    """
    for name, (highest, changed) in people.items():
        rows = (Child if name == "children" else Adult).objects.filter(agency=run.agency)
        last = rows.aggregate(last=Max("pk"))["last"] or 0
        for start in range(highest, last, AT_ONCE):
            _index(run, name, rows.filter(pk__gt=start, pk__lte=start + AT_ONCE))
        for some in _parts(changed, 500):
            _index(run, name, rows.filter(pk__in=some))
    if people:
        _tell_the_planner()
    run.indexed = True
    run.save(update_fields=["indexed"])


def index_what_was_left() -> None:
    """After a run that ended between saving and indexing: build the agency's index anew."""
    for run in ImportRun.objects.filter(state=ImportRun.State.DONE, indexed=False):
        if not run.was_cut_off and run.settled_at is not None:
            reindex_all(run.agency)
            run.indexed = True
            run.save(update_fields=["indexed"])


def _index(run: ImportRun, name: str, rows: QuerySet[Any]) -> None:
    if name == "children":
        reindex_all(run.agency, rows, None)
    else:
        reindex_all(run.agency, None, rows)


def _parts(ids: list[int], size: int) -> Iterable[list[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _tell_the_planner() -> None:
    """How many rows there are now, so that pages stay fast."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")
