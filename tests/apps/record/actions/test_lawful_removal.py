"""A lawful removal takes two people, and an erasure leaves no name anywhere."""

from __future__ import annotations

import uuid

import pytest
from django.apps import apps
from django.db import connection

from basehaven.apps.accounts.models import Draft
from basehaven.apps.audit.models import Change
from basehaven.apps.record.access import children_for
from basehaven.apps.record.models import Adult, Child, Home, LawfulRemoval, Sibling
from basehaven.core.errors import NotAllowed, NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
CANARY = "Xanthippe"


def ask(cast, child, kind="erase", **values):
    given = {"order": "erasure", "reason": "Order 4/77 of the family court"}
    return cast.do("removal_ask", child=child, kind=kind, **{**given, **values})


def do(cast, removal, role="data_manager"):
    return cast.do("removal_do", removal=removal, role=role)


@pytest.fixture
def canary(cast):
    """A child whose name, parent's name and home stand nowhere else."""
    child = cast.do("child_create", name=f"{CANARY} Kovak", born_on=cast.ago(600), region="South")
    parent = cast.do("adult_create", name=f"{CANARY}s mother", roles=["parent"])
    tie = cast.do(
        "tie_start", child=child, adult=parent, kind="parent", started_on=cast.ago(600),
        called=CANARY, mode="in_person",
    )  # fmt: skip
    cast.do("row_correct", row=tie, values={"called": "Mama"}, reason=f"told: {CANARY}")
    cast.do("row_correct", row=parent, values={"name": f"{CANARY}s mum"}, reason="slip")
    shared = cast.adults["teacher"]
    cast.do("tie_start", child=child, adult=shared, kind="teacher", started_on=cast.ago(50))
    home = cast.do("home_create", name=f"{CANARY}'s home", address=f"1 {CANARY} Road")
    removal = cast.do("removal_start", child=child, removed_on=cast.ago(300))
    cast.do(
        "stay_start", child=child, kind="foster", started_on=cast.ago(300), home=home,
        removal=removal, carers=[parent],
    )  # fmt: skip
    cast.do("sibling_add", child=child, sibling=cast.milo, kind="half")
    cast.do(
        "restriction_add", child=child, adult=parent, kind="no_pickup",
        started_on=cast.ago(10), source=f"Order about {CANARY}",
    )  # fmt: skip
    cast.do("family_right_grant", child=child, adult=parent, started_on=cast.ago(10), source=CANARY)
    cast.do("contact_add", child=child, adult=parent, on=cast.ago(2), kept=True)
    cast.do("child_create", name=f"{CANARY} Two", twin_of=None, born_on=cast.ago(1))
    twin = Child.objects.get(name=f"{CANARY} Two")
    Child.objects.filter(pk=twin.pk).update(merged_into=child)
    Draft.objects.create(
        user=cast.caseworker, form="tie_start", subject=str(child.ref), values={"words": CANARY}
    )
    return child


def cells_with(text: str) -> list[str]:
    """Every table and column of the whole database that holds this text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = connection.introspection.get_table_description(cursor, table)
            for column in columns:
                quoted = connection.ops.quote_name(column.name)
                cursor.execute(
                    f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)} "
                    f"WHERE LOWER(CAST({quoted} AS TEXT)) LIKE %s",
                    [f"%{text.lower()}%"],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return found


def test_after_an_erasure_no_table_holds_the_name(cast, canary):
    assert cells_with(CANARY)
    do(cast, ask(cast, canary))
    assert cells_with(CANARY) == []
    assert cells_with("Kovak") == []


def test_an_erasure_leaves_that_it_took_place_and_the_references_of_the_audit(cast, canary):
    ref = canary.ref
    do(cast, ask(cast, canary))
    left = LawfulRemoval.objects.get(child_ref=ref)
    assert left.done_by == cast.data_manager and left.asked_by == cast.caseworker
    assert Change.objects.filter(child_ref=ref, action="tie_start").exists()


def test_the_audit_chain_still_adds_up_after_an_erasure(cast, canary):
    do(cast, ask(cast, canary))
    from basehaven.apps.audit.actions import digest

    before = "0" * 64
    for entry in Change.objects.filter(agency_ref=cast.agency.ref).order_by("seq"):
        assert entry.hash_before == before and entry.hash == digest(entry)
        before = entry.hash


def test_whoever_is_in_another_life_stays(cast, canary):
    do(cast, ask(cast, canary))
    assert Adult.objects.filter(pk=cast.adults["teacher"].pk).exists()
    assert not Adult.objects.filter(name__contains=CANARY).exists()
    assert Home.objects.filter(pk=cast.homes["foster"].pk).exists()
    assert Sibling.objects.filter(child=cast.milo).exists()


def test_erasing_the_richest_record_of_the_cast_works_too(cast):
    do(cast, ask(cast, cast.milo))
    assert not Child.objects.filter(pk=cast.milo.pk).exists()
    assert Child.objects.filter(pk=cast.lou.pk).exists()
    assert Adult.objects.filter(pk=cast.adults["parent"].pk).exists()  # Lou's mother too
    assert not Adult.objects.filter(name="Ida Marin").exists()


def test_every_table_of_the_record_that_names_a_child_is_emptied_of_it(cast):
    do(cast, ask(cast, cast.milo))
    for model in apps.get_app_config("record").get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Child:
                assert not model._base_manager.filter(**{field.attname: cast.milo.pk}).exists()


def test_a_sealed_child_is_seen_by_nobody_and_kept(cast):
    do(cast, ask(cast, cast.milo, kind="seal", order="sealed_adoption"))
    for user in cast.everyone().values():
        assert cast.milo not in children_for(user)
    assert Child.objects.get(pk=cast.milo.pk).sealed_at


def test_nobody_writes_in_a_sealed_record(cast):
    do(cast, ask(cast, cast.milo, kind="seal"))
    with pytest.raises(NotAllowed, match="sealed"):
        cast.do("tie_end", tie=cast.ties["friend"], ended_on=cast.today, end_reason="other")


def test_the_one_who_asked_cannot_do_it(cast):
    removal = cast.do(
        "removal_ask", role="data_manager", child=cast.milo, kind="erase", order="erasure",
        reason="Order 4/77",
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="other than the person who asked"):
        do(cast, removal)
    assert Child.objects.filter(pk=cast.milo.pk).exists()


def test_only_a_data_manager_or_a_supervisor_does_it(cast):
    removal = ask(cast, cast.milo)
    with pytest.raises(NotAllowed):
        do(cast, removal, role="director")
    assert do(cast, removal, role="supervisor").done_by == cast.supervisor


def test_another_agencys_data_manager_cannot_do_it(cast):
    removal = ask(cast, cast.milo)
    type(cast.stranger).objects.filter(pk=cast.stranger.pk).update(role="data_manager")
    cast.stranger.refresh_from_db()
    with pytest.raises(NotAllowed):
        do(cast, removal, role="stranger")


def test_a_name_in_the_reason_is_refused(cast):
    with pytest.raises(NotPossible, match="Leave names out") as error:
        ask(cast, cast.milo, reason="Adoption of Milo")
    assert error.value.field == "reason"


def test_a_removal_is_asked_for_once_and_may_be_withdrawn(cast):
    first = ask(cast, cast.milo)
    with pytest.raises(NotPossible, match="already"):
        ask(cast, cast.milo, kind="seal")
    cast.do("removal_withdraw", role="supervisor", removal=first)
    with pytest.raises(NotPossible, match="withdrawn"):
        do(cast, first)
    assert ask(cast, cast.milo).pk


def test_an_erasure_sent_twice_is_one(cast):
    from basehaven.apps.record import actions

    removal, once = ask(cast, cast.milo), uuid.uuid4()
    by = cast.actor("data_manager")
    first = actions.removal_do(by=by, request_id=once, removal=removal)
    assert actions.removal_do(by=by, request_id=once, removal=removal).pk == first.pk
