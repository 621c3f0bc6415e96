from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.record.models import Child, DuplicateHint
from tests.cast import sign_in
from tests.posting import text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def hint(cast) -> DuplicateHint:
    """The caseworker puts a child on the record whom they cannot see there."""
    new = cast.do("child_create", name="Zora Quil", born_on=cast.other_child.born_on)
    return DuplicateHint.objects.get(child=new)


def listed(client, cast, **query) -> str:
    sign_in(client, cast.data_manager)
    return text_of(client.get(reverse("duplicate_list"), query))


def test_the_data_manager_sees_the_two_and_why(client, cast, hint):
    said = listed(client, cast)
    assert "Zora Quil" in said
    assert "Zora Quill" in said
    assert "born the same day" in said


def test_without_any_the_page_says_so(client, cast):
    assert "Nothing to decide" in listed(client, cast)


@pytest.mark.parametrize("user", ["caseworker", "supervisor", "director", "stranger", "parent"])
def test_to_others_there_is_no_such_page(client, cast, hint, user):
    sign_in(client, cast.users[user])
    assert client.get(reverse("duplicate_list")).status_code == 404


@pytest.mark.parametrize("after", ["x", "-1", "999999999999999999999999"])
def test_a_page_that_is_not_there_is_an_empty_one(client, cast, hint, after):
    sign_in(client, cast.data_manager)
    assert client.get(reverse("duplicate_list"), {"after": after}).status_code == 200


def test_many_hints_come_in_pages_with_few_queries(client, cast, django_assert_max_num_queries):
    kids = Child.objects.bulk_create(
        Child(agency=cast.agency, source_id="x", key=f"k{n}", name=f"Kim {n}") for n in range(60)
    )
    DuplicateHint.objects.bulk_create(
        DuplicateHint(agency=cast.agency, child=one, other_child=cast.milo, reasons=["same_name"])
        for one in kids
    )
    sign_in(client, cast.data_manager)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("duplicate_list"))
    assert "Kim 24" in text_of(page)
    assert "Kim 25" not in text_of(page)
    assert len(page.content) < 40 * 1024
    assert "Kim 25" in listed(client, cast, after=page.context["more"])
