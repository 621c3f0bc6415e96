"""Two adults in dispute: neither reads whom the child turns to until the team decides so."""

from __future__ import annotations

import pytest

from basehaven.apps.audit.models import Change
from basehaven.apps.room.models import ComfortDispute
from tests.apps.room.turning import answer, opened, post, read, turned_to_ana

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def dispute(cast, who="caseworker", one="parent", other="foster_carer", **typed):
    both = {"one": str(cast.adults[one].ref), "other": str(cast.adults[other].ref)}
    return post(cast, who, "dispute_set", **both, **typed)


def test_neither_of_the_two_reads_it_and_everybody_else_does(cast):
    turned_to_ana(cast)
    answer(cast, "teacher", hurt="teacher")
    assert dispute(cast).status_code == 302
    for who in ("parent", "foster_carer"):
        said = read(cast, who)
        assert "Not shown to you for now" in said
        assert "Ana Lindqvist" not in said.split("Not shown to you", 1)[1]
        assert "beside-" not in opened(cast, who, HTTP_HX_REQUEST="true").content.decode()
    assert "more to Ana Lindqvist" in read(cast, "teacher")


def test_who_decided_and_since_when_is_said_to_those_who_decide(cast):
    dispute(cast)
    assert "Rosa Marin and Dana Okafor. Decided by Carl Mensah on" in read(cast, "consultant")
    assert "Carl Mensah on" not in read(cast, "teacher")
    assert Change.objects.filter(action="dispute_set", child_ref=cast.milo.ref).exists()


def test_it_is_over_by_itself_on_the_day_that_was_said(cast):
    dispute(cast, ended_on=cast.ago(-30).isoformat())
    assert "Not shown to you" in read(cast, "parent")
    ComfortDispute.objects.update(started_on=cast.ago(5), ended_on=cast.today)
    assert "Not shown to you" not in read(cast, "parent")


def test_what_is_wrong_comes_back_with_all_that_was_typed(cast):
    page = dispute(cast, other="parent", ended_on=cast.ago(-3).isoformat())
    html = page.content.decode()
    assert page.status_code == 422
    assert "Choose two different people." in html
    assert cast.ago(-3).isoformat() in html
    past = dispute(cast, ended_on=cast.ago(3).isoformat())
    assert "Choose a day after today" in past.content.decode()
    assert not ComfortDispute.objects.exists()


def test_nobody_decides_in_their_own_dispute(cast):
    page = dispute(cast, other="caseworker")
    assert "Somebody who is not in the dispute has to decide this." in page.content.decode()


def test_caseworker_consultant_and_supervisor_decide_and_nobody_else(cast):
    for who in ("caseworker", "consultant", "supervisor"):
        assert opened(cast, who, "dispute_set").status_code == 200, who
    for who in ("teacher", "home_visitor", "parent", "director", "data_manager", "stranger"):
        assert opened(cast, who, "dispute_set").status_code == 404, who
        assert dispute(cast, who).status_code == 404, who
