from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from basehaven.apps.audit.models import Change
from basehaven.apps.record.models import DuplicateHint
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def hint(cast) -> DuplicateHint:
    new = cast.do("child_create", name="Zora Quil", born_on=cast.other_child.born_on)
    return DuplicateHint.objects.get(child=new)


def settle(client, user, ref, **values):
    sign_in(client, user)
    return client.post(reverse("duplicate_settle", args=[ref]), values)


def test_two_people_are_settled_and_do_not_come_back(client, cast, hint):
    answer = settle(client, cast.data_manager, hint.ref, request_id=str(uuid.uuid4()))
    assert answer["Location"] == reverse("duplicate_list")
    hint.refresh_from_db()
    assert hint.settled_at is not None
    assert not client.get(answer["Location"]).context["hints"]


@pytest.mark.parametrize("user", ["stranger", "caseworker", "supervisor", "director", "parent"])
def test_to_others_there_is_no_such_hint(client, cast, hint, user):
    assert settle(client, cast.users[user], hint.ref).status_code == 404
    hint.refresh_from_db()
    assert hint.settled_at is None


def test_another_agencys_hint_is_not_there(client, cast, hint):
    hint.agency = cast.other_agency
    hint.save()
    assert settle(client, cast.data_manager, hint.ref).status_code == 404


def test_an_unknown_hint_is_not_there_and_a_link_settles_nothing(client, cast, hint):
    assert settle(client, cast.data_manager, uuid.uuid4()).status_code == 404
    assert client.get(reverse("duplicate_settle", args=[hint.ref])).status_code == 405


def test_a_double_click_is_one_write_and_a_broken_form_still_works(client, cast, hint):
    same = str(uuid.uuid4())
    for _time in range(2):
        settle(client, cast.data_manager, hint.ref, request_id=same)
    assert Change.objects.filter(action="duplicate_settle").count() == 1
    assert settle(client, cast.data_manager, hint.ref, request_id="nonsense").status_code == 302
