from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from basehaven.apps.record.actions.merge import person_merge
from basehaven.apps.record.models import Adult, Merge
from tests.cast import sign_in
from tests.posting import text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def merge(cast) -> Merge:
    also = cast.do("adult_create", name="Rosa Marin-Soto", roles=["parent"])
    return person_merge(
        by=cast.actor("data_manager"),
        request_id=uuid.uuid4(),
        kept=cast.adults["parent"],
        merged=also,
    )


def undo(client, user, ref, **values):
    sign_in(client, user)
    return client.post(reverse("person_unmerge", args=[ref]), values, follow=True)


def test_a_merge_is_undone_from_the_list(client, cast, merge):
    sign_in(client, cast.data_manager)
    assert "Rosa Marin-Soto" in text_of(client.get(reverse("duplicate_list")))
    answer = undo(client, cast.data_manager, merge.ref, request_id=str(uuid.uuid4()))
    assert "each of the two has its own rows again" in text_of(answer)
    assert Adult.objects.get(ref=merge.merged_ref).merged_into is None


def test_undone_twice_it_says_that_it_was_undone(client, cast, merge):
    for request_id in (str(uuid.uuid4()), "nonsense"):
        answer = undo(client, cast.data_manager, merge.ref, request_id=request_id)
    assert "undone already" in text_of(answer)


@pytest.mark.parametrize("user", ["stranger", "caseworker", "supervisor", "director", "parent"])
def test_to_others_there_is_no_such_merge(client, cast, merge, user):
    assert undo(client, cast.users[user], merge.ref).status_code == 404
    merge.refresh_from_db()
    assert merge.undone_at is None


def test_another_agencys_merge_is_not_there(client, cast, merge):
    merge.agency = cast.other_agency
    merge.save()
    assert undo(client, cast.data_manager, merge.ref).status_code == 404


def test_an_unknown_merge_is_not_there_and_a_link_undoes_nothing(client, cast, merge):
    assert undo(client, cast.data_manager, uuid.uuid4()).status_code == 404
    assert client.get(reverse("person_unmerge", args=[merge.ref])).status_code == 405
