from __future__ import annotations

import pytest

from basehaven.apps.record.models import Child
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "child_born", cast.do("child_create", born_precision="unborn"))
            .get()
            .status_code
            == 404
        )


@pytest.fixture
def page(client, cast):
    cast.expected = cast.do("child_create", born_precision="unborn", due_on=cast.ago(-3))
    return Page(client, cast.caseworker, "child_born", cast.expected)


def test_a_child_is_born_and_named(page, cast):
    assert saved(page.post(born_on=cast.ago(1), name="Ivy Vale", sex="f"))
    child = Child.objects.get(name="Ivy Vale")
    assert (child.born_on, child.born_precision) == (cast.ago(1), "day")


def test_a_birth_still_to_come_comes_back_with_the_name_typed(page, cast):
    response = page.post(born_on=cast.ago(-1), name="Ivy Vale")
    assert "still to come" in wrong(response)["born_on"]
    assert 'value="Ivy Vale"' in text_of(response)


def test_a_child_born_already_is_corrected_instead(client, cast):
    page = Page(client, cast.caseworker, "child_born", cast.milo)
    assert "born already" in wrong(page.post(born_on=cast.ago(1)))["born_on"]
