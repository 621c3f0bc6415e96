from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from basehaven.apps.intake.models import Conflict
from basehaven.apps.record import actions
from basehaven.apps.record.models import Stay, Tie, Version
from tests.apps.intake.conftest import FAMILY, copy_of
from tests.apps.intake.views.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def correct(here, row, **values):
    actions.row_correct(
        by=here.by, request_id=uuid.uuid4(), row=row, values=values, reason="learned", checked=True
    )


def in_conflict(here):
    here(FAMILY)
    correct(here, Tie.objects.get(key="t2"), called="Mama Dana")
    later = copy_of(FAMILY)
    later["ties"][1] |= {"called": "Nana", "ended_on": "2025-01-01", "end_reason": "moved"}
    here(later)
    return Conflict.objects.get()


def decide(client, conflict, take, **typed):
    address = reverse("conflict_decide", args=[conflict.ref])
    form = client.get(address).context["form"]
    sent = {"request_id": str(uuid.uuid4()), "seen": form["seen"].value(), "take": take, **typed}
    return client.post(address, sent)


def test_both_versions_stand_side_by_side_with_names(manager, here):
    conflict = in_conflict(here)
    page = manager.get(reverse("conflict_decide", args=[conflict.ref])).content.decode()
    assert "Mama Dana" in page
    assert "Nana" in page
    assert "1 Jan 2025" in page and "moved" in page
    assert page.count("differs") == 3


def test_keeping_ours_changes_nothing_and_the_same_file_asks_no_more(manager, here):
    conflict = in_conflict(here)
    assert decide(manager, conflict, "ours").status_code == 302
    tie = Tie.objects.get(key="t2")
    assert (tie.called, tie.ended_on) == ("Mama Dana", None)
    later = copy_of(FAMILY)
    later["ties"][1] |= {"called": "Nana", "ended_on": "2025-01-01", "end_reason": "moved"}
    here(later)
    assert not Conflict.objects.filter(decision="").exists()


def test_taking_theirs_keeps_ours_in_the_history(manager, here):
    conflict = in_conflict(here)
    versions = Version.objects.count()
    decide(manager, conflict, "theirs")
    tie = Tie.objects.get(key="t2")
    assert (tie.called, str(tie.ended_on), tie.edited) == ("Nana", "2025-01-01", False)
    assert Version.objects.count() == versions + 1
    assert Version.objects.latest("pk").values["called"] == "Mama Dana"
    conflict.refresh_from_db()
    assert (conflict.decision, bool(conflict.decided_at)) == ("theirs", True)


def test_theirs_of_a_stay_comes_with_its_carers(manager, here):
    here(FAMILY)
    correct(here, Stay.objects.get(key="milo|s2"), kind="kin")
    later = copy_of(FAMILY)
    later["stays"][1]["carer_ids"] = "rosa|dana"
    here(later)
    decide(manager, Conflict.objects.get(), "theirs")
    stay = Stay.objects.get(key="milo|s2")
    assert stay.kind == "foster"
    assert list(stay.carer_rows.values_list("adult__key", flat=True)) == ["rosa", "dana"]


def test_somebody_s_work_in_between_is_shown_and_not_overwritten(manager, here):
    conflict = in_conflict(here)
    address = reverse("conflict_decide", args=[conflict.ref])
    seen = manager.get(address).context["form"]["seen"].value()
    correct(here, Tie.objects.get(key="t2"), called="Mimi")
    answer = decide(manager, conflict, "theirs", seen=seen)
    assert answer.status_code == 422
    assert "Somebody changed this" in answer.content.decode()
    assert Tie.objects.get(key="t2").called == "Mimi"


def test_without_a_choice_the_page_comes_back(manager, here):
    conflict = in_conflict(here)
    assert decide(manager, conflict, "").status_code == 422
    assert Conflict.objects.get().decision == ""


def test_theirs_that_no_longer_fits_is_refused_in_words(manager, here):
    here(FAMILY)
    first = Stay.objects.get(key="milo|s1")
    correct(here, first, ended_on=first.started_on.replace(month=8, day=1))
    later = copy_of(FAMILY)
    later["stays"][0]["kind"] = "kin"
    later["stays"][0]["ended_on"] = "2024-08-20"
    here(later)
    conflict = Conflict.objects.get()
    second = Stay.objects.get(key="milo|s2")
    correct(here, second, started_on=second.started_on.replace(month=8, day=10))
    answer = decide(manager, conflict, "theirs")
    assert answer.status_code == 422
    assert "The record already says where the child lives then" in answer.content.decode()
    assert Conflict.objects.get(pk=conflict.pk).decision == ""


def test_to_everybody_else_the_page_does_not_exist(client, cast, here):
    conflict = in_conflict(here)
    address = reverse("conflict_decide", args=[conflict.ref])
    assert_nobody_else_gets_there(client, cast, address)
    assert_nobody_else_gets_there(client, cast, address, "post")
