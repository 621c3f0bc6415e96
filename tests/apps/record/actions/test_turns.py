"""Two people writing in one child's record at the same moment take turns."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from basehaven.apps.audit.models import Change
from basehaven.apps.record import actions
from basehaven.apps.record.actions.history import ChangedSince, stamp
from basehaven.core.errors import NotPossible

pytestmark = [
    pytest.mark.postgresql,
    # SQLite's writers take turns before they begin, and its test database is one connection's.
    pytest.mark.skipif(connection.vendor != "postgresql", reason="holds only on PostgreSQL"),
    pytest.mark.django_db(databases=["default", "looks"], transaction=True),
]


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each gave, or the refusal it met; all start together."""
    gate = threading.Barrier(len(deeds))
    found: list[object] = [None] * len(deeds)

    def run(index: int, deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            found[index] = deed()
        except NotPossible as refusal:
            found[index] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_two_moves_on_one_day_leave_one_home(cast):
    child = cast.do("child_create", name="Noor Bakri", born_on=cast.ago(300))

    def move():
        return cast.do("stay_start", child=child, kind="kin", started_on=cast.ago(5))

    found = at_once(move, move, move)
    assert sum(isinstance(each, NotPossible) for each in found) == 2
    assert child.stays.count() == 1


def test_one_request_sent_three_times_at_once_is_one_tie(cast):
    once = uuid.uuid4()

    def send():
        return actions.tie_start(
            by=cast.actor(),
            request_id=once,
            child=cast.milo,
            adult=cast.adults["friend"],
            kind="kin",
            started_on=cast.ago(5),
        )

    found = at_once(send, send, send)
    assert len({getattr(each, "pk", each) for each in found}) == 1
    assert Change.objects.filter(request_id=once).count() == 1


def test_of_two_corrections_at_once_one_is_shown_both_versions(cast):
    tie, seen = cast.ties["friend"], stamp(cast.ties["friend"])

    def correct(called: str):
        return lambda: cast.do(
            "row_correct", row=tie, values={"called": called}, reason="slip", seen=seen
        )

    found = at_once(correct("Fay"), correct("Fifi"))
    assert sum(isinstance(each, ChangedSince) for each in found) == 1


def test_siblings_told_from_both_sides_at_once_are_one_pair(cast):
    sister = cast.do("child_create", name="Sol Marin", born_on=cast.ago(2000))

    def told(child, sibling):
        return lambda: cast.do("sibling_add", child=child, sibling=sibling, kind="half")

    at_once(told(cast.milo, sister), told(sister, cast.milo))
    assert sister.sibling_rows.count() + sister.sibling_rows_other_way.count() == 1
