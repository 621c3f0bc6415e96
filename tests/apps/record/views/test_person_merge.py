from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from basehaven.apps.audit.models import Look
from basehaven.apps.record.models import Merge
from tests.cast import sign_in
from tests.posting import text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def twice(cast):
    return cast.do("child_create", name="Mylo Marin", born_on=cast.day(1))


def address(kind="child", one=None, other=None) -> str:
    refs = {
        name: str(getattr(person, "ref", person))
        for name, person in (("one", one), ("other", other))
        if person is not None
    }
    query = "&".join(f"{name}={value}" for name, value in {"kind": kind, **refs}.items())
    return f"{reverse('person_merge')}?{query}"


def send(client, cast, to, keep, request_id=None):
    sign_in(client, cast.data_manager)
    return client.post(to, {"keep": str(keep.ref), "request_id": str(request_id or uuid.uuid4())})


def test_two_records_stand_side_by_side_and_both_looks_are_recorded(client, cast, twice):
    sign_in(client, cast.data_manager)
    said = text_of(client.get(address(one=cast.milo, other=twice)))
    assert "Milo Marin" in said
    assert "Mylo Marin" in said
    looked = Look.objects.filter(action="person_merge").values_list("child_ref", flat=True)
    assert set(looked) == {cast.milo.ref, twice.ref}


@pytest.mark.parametrize("keep_first", [True, False])
def test_the_chosen_record_is_kept(client, cast, twice, keep_first):
    kept, merged = (cast.milo, twice) if keep_first else (twice, cast.milo)
    answer = send(client, cast, address(one=cast.milo, other=twice), kept)
    assert answer.status_code == 302
    assert answer["Location"] == kept.get_absolute_url()
    merged.refresh_from_db()
    assert merged.merged_into == kept


def test_sent_twice_it_is_merged_once(client, cast, twice):
    request_id = uuid.uuid4()
    for _time in range(2):
        send(client, cast, address(one=cast.milo, other=twice), cast.milo, request_id)
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("user", ["stranger", "caseworker", "supervisor", "parent", "analyst"])
def test_to_everybody_but_a_data_manager_there_is_no_such_page(client, cast, twice, user):
    sign_in(client, cast.users[user])
    assert client.get(address(one=cast.milo, other=twice)).status_code == 404
    assert client.post(address(one=cast.milo, other=twice), {}).status_code == 404


def test_a_child_of_another_agency_is_not_there(client, cast):
    sign_in(client, cast.data_manager)
    page = client.get(address(one=cast.milo, other=cast.strangers_child))
    assert "Petra" not in text_of(page)
    assert "Nobody found" in text_of(page)


def test_a_refusal_comes_back_with_the_choice_that_was_made(client, cast):
    answer = send(client, cast, address(one=cast.milo, other=cast.lou), cast.lou)
    assert answer.status_code == 422
    assert "brothers or sisters" in text_of(answer)
    assert answer.context["form"]["keep"].value() == str(cast.lou.ref)
    assert not Merge.objects.exists()


def test_choosing_neither_is_asked_again(client, cast, twice):
    sign_in(client, cast.data_manager)
    answer = client.post(address(one=cast.milo, other=twice), {"keep": "nobody"})
    assert answer.status_code == 422


def test_without_two_one_searches_for_them(client, cast, twice):
    sign_in(client, cast.data_manager)
    assert client.get(reverse("person_merge")).status_code == 200
    said = text_of(client.get(address(one="milo marin", other="mylo")))
    assert "Which one is" in said
    assert "That is the same record twice" in text_of(
        client.get(address(one=cast.milo, other=cast.milo))
    )


def test_two_adults_are_merged(client, cast):
    also = cast.do("adult_create", name="Rosa Marin-Soto", roles=["parent"])
    rosa = cast.adults["parent"]
    answer = send(client, cast, address("adult", rosa, also), rosa)
    assert answer["Location"] == reverse("duplicate_list")
    also.refresh_from_db()
    assert also.merged_into == rosa


def test_an_unknown_kind_is_not_there(client, cast):
    sign_in(client, cast.data_manager)
    assert client.get(address("robot")).status_code == 404
