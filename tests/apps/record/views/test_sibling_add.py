from __future__ import annotations

import pytest

from basehaven.apps.record.models import Sibling
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "sibling_add", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "sibling_add", cast.milo).get().status_code == 404


def test_a_brother_on_the_record_is_found_and_added(client, cast):
    other = cast.do("child_create", name="Sol Marin", born_on=cast.ago(2000))
    page = Page(client, cast.caseworker, "sibling_add", cast.milo)
    assert "Sol Marin" in text_of(page.post(find="sibling", sibling_q="sol"))
    assert saved(page.post(sibling=other, kind="half"))
    assert Sibling.objects.get(child=cast.milo, sibling=other).kind == "half"


def test_the_same_pair_from_the_other_side_comes_back(client, cast):
    page = Page(client, cast.caseworker, "sibling_add", cast.lou)
    response = page.post(sibling=cast.milo, kind="full", twin="false")
    assert "already on the record" in wrong(response)["sibling"]
    assert '"false" selected' in text_of(response)


def test_a_child_one_may_not_see_can_be_neither_found_nor_chosen(page, cast):
    assert "Zora" not in text_of(page.post(find="sibling", sibling_q="zora"))
    assert "sibling" in wrong(page.post(sibling=cast.other_child, kind="half"))


def test_a_child_is_not_their_own_sister(page, cast):
    assert "not their own" in wrong(page.post(sibling=cast.milo, kind="full"))["sibling"]
