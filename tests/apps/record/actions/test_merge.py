from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.apps import apps

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.models import Change
from basehaven.apps.record.actions.merge import person_merge, person_unmerge
from basehaven.apps.record.finding.after_merge import to_look_at
from basehaven.apps.record.finding.search import find_people
from basehaven.apps.record.models import (
    Adult,
    Child,
    DuplicateHint,
    Merge,
    Sibling,
    Stay,
    StayCarer,
    Tie,
)
from basehaven.core.errors import NotAllowed, NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def merge(cast, kept, merged, role="data_manager") -> Merge:
    return person_merge(by=cast.actor(role), request_id=uuid.uuid4(), kept=kept, merged=merged)


def undo(cast, one: Merge) -> Merge:
    return person_unmerge(by=cast.actor("data_manager"), request_id=uuid.uuid4(), merge=one)


def everything() -> dict[str, Any]:
    """Every row of the record and of consent, but for what says that a merge took place."""
    left_out = {"record.merge", "record.duplicatehint"}
    rows = {}
    for label in ("record", "consent", "intake"):
        for model in apps.get_app_config(label).get_models():
            if model._meta.label_lower in left_out:
                continue
            if model._meta.label_lower in ("record.childword", "record.adultword"):
                fields = [f.attname for f in model._meta.concrete_fields if f.attname != "id"]
                found = sorted(model._base_manager.values_list(*fields))
            elif model._meta.label_lower == "record.spelling":
                found = sorted(model._base_manager.values_list("agency_id", "key", "word"))
            else:
                found = list(model._base_manager.order_by("pk").values())
            rows[model._meta.label_lower] = found
    return rows


def rich_twin_of_milo(cast) -> Child:
    """A second record of Milo with rows of its own in every table that actions write."""
    other = cast.do("child_create", name="Milo Marín Soto", born_on=cast.day(0))
    adult = cast.do("adult_create", name="Tía Lola", roles=["kin"])
    tie = cast.do("tie_start", child=other, adult=adult, kind="kin", started_on=cast.day(10))
    cast.do("tie_spell_add", tie=tie, started_on=cast.day(20), mode="video")
    removal = cast.do("removal_start", child=other, removed_on=cast.day(150))
    cast.do(
        "stay_start", child=other, kind="foster", started_on=cast.day(150), removal=removal,
        carers=[cast.adults["foster_carer"]],
    )  # fmt: skip
    cast.do("enrolment_start", child=other, room=cast.rooms["baby"], started_on=cast.day(215))
    cast.do("sibling_add", child=other, sibling=cast.lou, kind="half")
    cast.do("restriction_add", child=other, adult=adult, kind="no_pickup",
            started_on=cast.day(30), source="Order 5")  # fmt: skip
    cast.do("family_right_grant", child=other, adult=adult, started_on=cast.day(1))
    cast.do("contact_add", child=other, adult=adult, on=cast.day(40), kind="visit")
    return other


def test_everything_of_the_merged_child_is_the_kept_ones(cast):
    other = rich_twin_of_milo(cast)
    ties = set(Tie.objects.filter(child__in=[cast.milo, other]).values_list("pk", flat=True))
    merge(cast, cast.milo, other)
    assert set(cast.milo.ties.values_list("pk", flat=True)) == ties
    for relation in ("stays", "removals", "enrolments", "restrictions", "contacts"):
        assert not getattr(other, relation).exists()
    other.refresh_from_db()
    assert other.merged_into == cast.milo
    assert other.name == "Milo Marín Soto"


def test_merging_and_undoing_gives_back_exactly_what_was(cast):
    other = rich_twin_of_milo(cast)
    before = everything()
    one = merge(cast, cast.milo, other)
    assert everything() != before
    undo(cast, one)
    assert everything() == before


def test_merging_and_undoing_adults_gives_back_exactly_what_was(cast):
    dana = cast.adults["foster_carer"]
    also = cast.do("adult_create", name="D. Okafor", roles=["teacher"])
    cast.do("tie_start", child=cast.milo, adult=also, kind="friend", started_on=cast.day(400))
    stay = cast.milo.stays.get(ended_on=None)
    StayCarer.objects.create(stay=stay, adult=also, position=1)
    before = everything()
    for kept, merged in ((dana, also), (also, dana)):
        one = merge(cast, kept, merged)
        assert list(stay.carer_rows.values_list("adult", flat=True)) == [kept.pk]
        undo(cast, one)
        assert everything() == before


def test_the_account_goes_along_so_that_the_carer_still_sees_the_child(cast):
    kept = cast.do("adult_create", name="Dana Okaforr", roles=["foster_carer"])
    merge(cast, kept, cast.adults["foster_carer"])
    kept.refresh_from_db()
    assert kept.user == cast.foster_carer
    assert cast.milo in find_people(cast.foster_carer, "milo").children


def test_the_names_of_both_find_the_kept_one(cast):
    other = rich_twin_of_milo(cast)
    one = merge(cast, cast.milo, other)
    assert find_people(cast.data_manager, "milo soto").children == [cast.milo]
    undo(cast, one)
    assert find_people(cast.data_manager, "milo soto").children[0] == other


def test_what_was_written_since_stays_with_the_kept_one(cast):
    other = rich_twin_of_milo(cast)
    one = merge(cast, cast.milo, other)
    new = cast.do("tie_start", child=cast.milo, adult=cast.adults["lous_carer"], kind="friend",
                  started_on=cast.day(500))  # fmt: skip
    undo(cast, one)
    new.refresh_from_db()
    assert new.child == cast.milo


def test_a_chain_of_merges_is_undone_from_its_end(cast):
    other = rich_twin_of_milo(cast)
    third = cast.do("child_create", name="Mylo Marin", born_on=cast.day(0))
    before = everything()
    first = merge(cast, other, third)
    second = merge(cast, cast.milo, other)
    with pytest.raises(NotPossible, match="Undo that merge first"):
        undo(cast, first)
    undo(cast, second)
    undo(cast, first)
    assert everything() == before


def test_a_merge_is_undone_once(cast):
    one = merge(cast, cast.milo, rich_twin_of_milo(cast))
    undo(cast, one)
    with pytest.raises(NotPossible, match="undone already"):
        undo(cast, one)


def test_both_are_in_the_audit_trail_with_references_only(cast):
    one = merge(cast, cast.milo, rich_twin_of_milo(cast))
    entry = Change.objects.get(action="person_merge")
    assert (entry.child_ref, entry.row_ref) == (cast.milo.ref, one.ref)
    assert "Milo" not in str(one.moved)


def test_the_same_request_twice_merges_once(cast):
    other, request_id = rich_twin_of_milo(cast), uuid.uuid4()
    values = {"by": cast.actor("data_manager"), "kept": cast.milo, "merged": other}
    assert person_merge(request_id=request_id, **values) == person_merge(
        request_id=request_id, **values
    )
    assert Merge.objects.count() == 1


def test_a_row_into_itself_is_refused(cast):
    with pytest.raises(NotPossible, match="two different records"):
        merge(cast, cast.milo, cast.milo)


def test_a_child_and_an_adult_are_refused(cast):
    with pytest.raises(NotPossible, match="cannot be one person"):
        merge(cast, cast.milo, cast.adults["parent"])


def test_another_agencys_record_is_refused(cast):
    with pytest.raises(NotPossible, match="different agencies"):
        merge(cast, cast.milo, cast.strangers_child)


def test_brothers_and_sisters_are_refused_until_that_row_is_marked_as_a_mistake(cast):
    with pytest.raises(NotPossible, match="brothers or sisters"):
        merge(cast, cast.milo, cast.lou)
    Sibling.objects.filter(child=cast.milo, sibling=cast.lou).update(entered_in_error=True)
    before = everything()
    undo(cast, merge(cast, cast.milo, cast.lou))
    assert everything() == before


def test_two_people_with_an_account_each_are_refused(cast):
    with pytest.raises(NotPossible, match="account of their own"):
        merge(cast, cast.adults["foster_carer"], cast.adults["parent"])


def test_a_merged_record_is_not_merged_again(cast):
    other = rich_twin_of_milo(cast)
    merge(cast, cast.milo, other)
    with pytest.raises(NotPossible, match="merged already"):
        merge(cast, cast.other_child, other)


def test_a_record_that_waits_for_a_lawful_removal_is_refused(cast):
    other = rich_twin_of_milo(cast)
    cast.do("removal_ask", child=other, kind="erase", order="erasure", reason="Request 9")
    with pytest.raises(NotPossible, match="lawful removal"):
        merge(cast, cast.milo, other)


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "teacher", "parent"])
def test_only_a_data_manager_merges(cast, role):
    with pytest.raises(NotAllowed, match="Only a data manager"):
        merge(cast, cast.milo, cast.other_child, role=role)


def test_another_agencys_data_manager_does_not_undo(cast):
    one = merge(cast, cast.milo, rich_twin_of_milo(cast))
    clerk = Actor.at_command_line(cast.other_agency, "clerk")
    with pytest.raises(NotAllowed):
        person_unmerge(by=clerk, request_id=uuid.uuid4(), merge=one)


def test_a_hint_about_the_two_is_settled(cast):
    other = rich_twin_of_milo(cast)
    hint = DuplicateHint.objects.create(
        agency=cast.agency, child=other, other_child=cast.milo, reasons=["same_birth"]
    )
    merge(cast, cast.milo, other)
    hint.refresh_from_db()
    assert hint.settled_at is not None


def test_what_the_two_say_differently_is_told_and_not_mended(cast):
    other = rich_twin_of_milo(cast)
    merge(cast, cast.milo, other)
    stays = Stay.objects.filter(child=cast.milo).count()
    said = " ".join(to_look_at(Child.objects.get(pk=cast.milo.pk)))
    assert "pairs of stays share days" in said
    assert "brother or sister stands twice" in said
    assert Stay.objects.filter(child=cast.milo).count() == stays


def test_a_record_that_agrees_with_itself_has_nothing_to_look_at(cast):
    assert to_look_at(Child.objects.get(pk=cast.milo.pk)) == []
    assert to_look_at(Adult.objects.get(pk=cast.adults["parent"].pk)) == []
