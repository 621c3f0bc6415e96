from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest

from basehaven.apps.audit.models import Change
from basehaven.apps.record import actions
from basehaven.apps.record.actions.rules import PleaseCheck
from basehaven.apps.record.models import Tie, Version
from basehaven.core.errors import NotAllowed, NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_two_mothers_are_two_ties(cast):
    second = cast.do("adult_create", name="Marta Marin", roles=["parent"])
    cast.do("tie_start", child=cast.milo, adult=second, kind="parent", started_on=cast.day(0))
    mothers = cast.milo.ties.filter(kind="parent")
    assert {tie.adult for tie in mothers} == {cast.adults[x] for x in ("parent", "father")} | {
        second
    }


def test_two_fathers_are_two_ties(cast):
    for name in ("Ansel Ott", "Bo Ott"):
        father = cast.do("adult_create", name=name, roles=["parent"])
        cast.do("tie_start", child=cast.lou, adult=father, kind="parent", started_on=cast.ago(900))
    assert cast.lou.ties.filter(kind="parent").count() == 3


def test_a_teacher_who_is_also_the_foster_carer_is_one_person_with_two_ties(cast):
    dana = cast.adults["foster_carer"]
    kinds = set(cast.milo.ties.filter(adult=dana).values_list("kind", flat=True))
    assert kinds == {"foster_carer", "teacher"}


def test_a_new_kind_of_tie_joins_the_persons_roles_and_the_old_list_is_kept(cast):
    tomas = cast.adults["neighbour"]
    cast.do("tie_start", child=cast.milo, adult=tomas, kind="friend", started_on=cast.ago(9))
    tomas.refresh_from_db()
    assert tomas.roles == ["neighbour", "friend"]
    assert Version.objects.get(row_ref=tomas.ref).values["roles"] == ["neighbour"]


def test_the_same_tie_twice_is_refused(cast):
    with pytest.raises(NotPossible, match="already on the record") as error:
        cast.do(
            "tie_start",
            child=cast.milo,
            adult=cast.adults["teacher"],
            kind="teacher",
            started_on=cast.ago(3),
        )
    assert error.value.field == "adult"


def test_a_parent_in_prison_stays_a_parent(cast):
    tie = cast.ties["father"]
    tie.refresh_from_db()
    now = tie.spells.get(ended_on=None)
    assert tie.ended_on is None
    assert (now.mode, now.reason) == ("none", "prison")


def test_a_change_ends_the_way_it_was_before_on_the_same_day(cast):
    tie = cast.ties["parent"]
    new = cast.do(
        "tie_spell_add", tie=tie, started_on=cast.ago(2), mode="video", reason="deployment"
    )
    before = tie.spells.get(ended_on=cast.ago(2))
    assert before.mode == "in_person" and new.ended_on is None
    assert Version.objects.filter(row_ref=before.ref).exists()


def test_no_contact_and_hours_together_cannot_both_be(cast):
    with pytest.raises(NotPossible, match="Choose one"):
        cast.do(
            "tie_spell_add",
            tie=cast.ties["parent"],
            started_on=cast.ago(2),
            mode="none",
            hours_per_week=Decimal(3),
        )


def test_a_spell_before_its_tie_is_refused_and_nothing_is_changed(cast):
    before = list(cast.ties["parent"].spells.values_list("started_on", "ended_on"))
    with pytest.raises(NotPossible, match="The tie itself begins"):
        cast.do("tie_spell_add", tie=cast.ties["parent"], started_on=cast.day(-5), mode="phone")
    assert list(cast.ties["parent"].spells.values_list("started_on", "ended_on")) == before


def test_a_doula_may_know_the_child_before_birth(cast):
    assert cast.ties["doula"].started_on < cast.milo.born_on


def test_a_tie_long_before_the_pregnancy_is_asked_about_and_then_kept(cast):
    start = {"child": cast.milo, "adult": cast.adults["friend"], "kind": "kin"}
    with pytest.raises(PleaseCheck):
        cast.do("tie_start", **start, started_on=cast.day(-900))
    tie = cast.do("tie_start", **start, started_on=cast.day(-900), checked=True)
    assert tie.pk


def test_ending_a_tie_keeps_it_and_ends_how_it_was_lived(cast):
    tie = cast.do("tie_end", tie=cast.ties["teacher"], ended_on=cast.ago(1), end_reason="moved")
    assert Tie.objects.get(pk=tie.pk).end_reason == "moved"
    assert not tie.spells.filter(ended_on=None).exists()


def test_a_tie_ends_once(cast):
    with pytest.raises(NotPossible, match="already ended"):
        cast.do("tie_end", tie=cast.ties["first_teacher"], ended_on=cast.ago(1), end_reason="moved")


def test_a_tie_cannot_end_before_it_starts(cast):
    with pytest.raises(NotPossible) as error:
        cast.do("tie_end", tie=cast.ties["teacher"], ended_on=cast.day(1), end_reason="moved")
    assert error.value.field == "ended_on"


def test_when_somebody_dies_all_their_ties_to_the_child_end_and_none_begins(cast):
    ida = cast.adults["grandmother"]
    friend = cast.do(
        "tie_start", child=cast.milo, adult=ida, kind="friend", started_on=cast.ago(100)
    )
    cast.do("tie_end", tie=cast.ties["grandmother"], ended_on=cast.ago(5), end_reason="died")
    friend.refresh_from_db()
    assert (friend.ended_on, friend.end_reason) == (cast.ago(5), "died")
    with pytest.raises(NotPossible, match="died on"):
        cast.do("tie_start", child=cast.lou, adult=ida, kind="kin", started_on=cast.ago(1))


def test_a_tie_still_to_come_is_a_plan_and_no_fact(cast):
    with pytest.raises(NotPossible, match="still to come"):
        cast.do(
            "tie_start",
            child=cast.milo,
            adult=cast.adults["lous_carer"],
            kind="friend",
            started_on=cast.today + timedelta(days=1),
        )


def test_a_form_sent_twice_is_one_tie_and_one_audit_entry(cast):
    once = uuid.uuid4()
    values = {
        "child": cast.milo,
        "adult": cast.adults["lous_carer"],
        "kind": "friend",
        "started_on": cast.ago(8),
    }
    first = actions.tie_start(by=cast.actor(), request_id=once, **values)
    again = actions.tie_start(by=cast.actor(), request_id=once, **values)
    assert first.pk == again.pk
    assert Change.objects.filter(request_id=once).count() == 1


def test_another_agency_cannot_write_in_this_record(cast):
    with pytest.raises(NotAllowed, match="another agency"):
        cast.do(
            "tie_start",
            role="stranger",
            child=cast.milo,
            adult=cast.adults["friend"],
            kind="friend",
            started_on=cast.ago(1),
        )


def test_a_person_of_another_agency_cannot_be_tied(cast):
    theirs = cast.do("adult_create", role="stranger", name="Ulla Hill", roles=["kin"])
    with pytest.raises(NotPossible, match="own agency"):
        cast.do("tie_start", child=cast.milo, adult=theirs, kind="kin", started_on=cast.ago(1))
