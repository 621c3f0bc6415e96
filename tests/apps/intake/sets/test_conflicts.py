"""A person and a source who say different things about one row."""

from __future__ import annotations

import uuid

import pytest

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.models import Conflict
from basehaven.apps.record import actions
from basehaven.apps.record.models import Stay, Tie, Version
from tests.apps.intake.conftest import FAMILY, copy_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def correct(tie: Tie, by: Actor, **values: object) -> None:
    actions.row_correct(
        by=by, request_id=uuid.uuid4(), row=tie, values=values, reason="learned", checked=True
    )


def test_a_row_that_a_person_changed_waits_for_a_decision(bring):
    bring(FAMILY)
    correct(Tie.objects.get(key="t2"), bring.by, called="Mama Dana")
    later = copy_of(FAMILY)
    later["ties"][1]["called"] = "Nana"
    run = bring(later)
    assert Tie.objects.get(key="t2").called == "Mama Dana"
    conflict = Conflict.objects.get()
    assert conflict.theirs["called"] == "Nana"
    assert conflict.child.key == "milo"
    assert run.report["changes"]["conflicts"] == {"ties": 1}


def test_the_same_conflict_is_listed_once_however_often_it_comes(bring):
    bring(FAMILY)
    correct(Tie.objects.get(key="t2"), bring.by, called="Mama Dana")
    later = copy_of(FAMILY)
    later["ties"][1]["called"] = "Nana"
    bring(later)
    bring(later)
    assert Conflict.objects.count() == 1


def test_a_newer_word_of_the_source_overtakes_an_open_conflict(bring):
    bring(FAMILY)
    correct(Tie.objects.get(key="t2"), bring.by, called="Mama Dana")
    for called in ("Nana", "Nanny"):
        later = copy_of(FAMILY)
        later["ties"][1]["called"] = called
        bring(later)
    assert Conflict.objects.get(decision="").theirs["called"] == "Nanny"
    assert Conflict.objects.filter(decision="overtaken").count() == 1


def test_a_person_and_a_source_who_agree_are_no_conflict(bring):
    bring(FAMILY)
    correct(Tie.objects.get(key="t2"), bring.by, called="Nana")
    later = copy_of(FAMILY)
    later["ties"][1]["called"] = "Nana"
    run = bring(later)
    assert not Conflict.objects.exists()
    assert Version.objects.count() == 1  # the person's own
    assert run.report["changes"]["same"]["ties"] == 3


def test_carers_whom_a_person_took_away_stay_away(bring):
    bring(FAMILY)
    stay = Stay.objects.get(key="milo|s2")
    actions.row_correct(
        by=bring.by, request_id=uuid.uuid4(), row=stay, values={"carers": []}, reason="told"
    )
    bring(FAMILY)
    assert not stay.carer_rows.exists()
