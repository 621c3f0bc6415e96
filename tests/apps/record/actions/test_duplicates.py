"""Hints after an import; those of somebody typed in are tested with finding/duplicates."""

from __future__ import annotations

from datetime import date

import pytest

from basehaven.apps.audit.models import Change
from basehaven.apps.record.actions.duplicates import (
    MOST,
    MOST_AT_ONCE,
    duplicate_settle,
    note_duplicates_among,
)
from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.apps.record.models import Adult, Child, DuplicateHint, Sibling
from tests.apps.record.finding.people import FIRST, LAST, town

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
BORN = date(2024, 5, 3)


@pytest.fixture
def came(cast):
    """``came("Zora Quill", ...)``: children who came by an import, and what was noted."""

    def bring(*names, born_on=BORN, source="north", kind=Child):
        born = {"born_on": born_on} if kind is Child else {}
        before = kind.objects.count()
        rows = kind.objects.bulk_create(
            kind(agency=cast.agency, source_id=source, key=f"k{before + n}", name=name, **born)
            for n, name in enumerate(names)
        )
        reindex_all(cast.agency)
        return rows, note(cast, *rows)

    return bring


def note(cast, *rows):
    kind = "child" if isinstance(rows[0], Child) else "adult"
    parts = {kind: [type(rows[0]).objects.filter(pk__in=[row.pk for row in rows])]}
    return note_duplicates_among(by=cast.actor("data_manager"), parts=parts)


def test_the_newer_row_points_at_the_older_with_the_reasons(cast, came):
    (new,), counts = came("Zora Quill", born_on=cast.other_child.born_on)
    hint = DuplicateHint.objects.get()
    assert (hint.child, hint.other_child) == (new, cast.other_child)
    assert hint.reasons == ["same_name", "same_birth"]
    assert counts == (1, 1)


def test_what_was_noted_is_audited_and_nothing_is_when_nothing_was(cast, came):
    came("Zebedee Quartermain")
    assert not Change.objects.filter(action="duplicates_note").exists()
    came("Zora Quill", born_on=cast.other_child.born_on)
    change = Change.objects.get(action="duplicates_note")
    assert change.actor == cast.actor("data_manager").label


def test_noted_again_they_leave_no_second_hint(cast, came):
    rows, _counts = came("Zora Quill", born_on=cast.other_child.born_on)
    assert note(cast, *rows) == (0, 0)
    assert DuplicateHint.objects.count() == 1


def test_two_who_were_said_to_be_two_are_not_asked_about_again(cast, came):
    rows, _counts = came("Zora Quill", born_on=cast.other_child.born_on)
    hint = DuplicateHint.objects.get()
    cast_by = cast.actor("data_manager")
    duplicate_settle(by=cast_by, request_id=hint.ref, hint=hint)
    assert note(cast, cast.other_child, *rows) == (0, 0)
    assert not DuplicateHint.objects.filter(settled_at=None).exists()


def test_twins_and_their_brothers_and_sisters_are_two(cast, came):
    """Of three sisters born together two pairs are written down: the third follows."""
    (ana, anna, anah), _counts = came("Ana Ruiz", "Mo Ruiz", "Jo Ruiz")
    for n, (one, other) in enumerate([(ana, anna), (anna, anah)]):
        Sibling.objects.create(
            agency=cast.agency, source_id="north", key=str(n), child=one, sibling=other, twin=True
        )
    for row, name in ((ana, "Ana Ruiz"), (anna, "Anna Ruiz"), (anah, "Anah Ruiz")):
        Child.objects.filter(pk=row.pk).update(name=name)
    reindex_all(cast.agency)
    assert note(cast, ana, anna, anah) == (0, 0)
    Sibling.objects.update(entered_in_error=True)
    assert note(cast, ana, anna, anah)[0] == 3


def test_somebody_is_like_three_at_most(cast, came):
    town(cast.agency, 200, 1)
    came(*["Zora Quill"] * 2)
    rows, _counts = came(*["Zora Quill"] * 4)
    assert max(DuplicateHint.objects.filter(child=row).count() for row in rows) == MOST


def test_a_file_of_people_who_are_all_there_leaves_the_likeliest_only(cast, came):
    names = [f"{FIRST[n % len(FIRST)]} {LAST[n % len(LAST)]}" for n in range(MOST_AT_ONCE + 100)]
    came(*names, kind=Adult)
    DuplicateHint.objects.all().delete()
    _rows, (found, told) = came(*names, kind=Adult, source="south")
    assert found > MOST_AT_ONCE
    assert told == MOST_AT_ONCE == DuplicateHint.objects.count()


def test_children_without_a_name_leave_none(came):
    _rows, counts = came(*[""] * 50)
    assert counts == (0, 0)


def test_adults_leave_hints_too(cast, came):
    (new,), counts = came("Tomas Rivas", kind=Adult)
    hint = DuplicateHint.objects.get()
    assert (hint.adult, hint.other_adult) == (new, cast.adults["neighbour"])
    assert counts == (1, 1)
