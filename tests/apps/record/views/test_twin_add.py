from __future__ import annotations

import pytest

from basehaven.apps.record.models import Child, Sibling
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "twin_add", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "twin_add", cast.milo).get().status_code == 404


def test_a_twin_shares_birth_and_parents_and_the_two_are_siblings(page, cast):
    assert saved(page.post(name="Mira Marin", sex="f"))
    twin = Child.objects.get(name="Mira Marin")
    assert twin.born_on == cast.milo.born_on
    assert Sibling.objects.get(child=cast.milo, sibling=twin).twin
    assert cast.adults["parent"] in {tie.adult for tie in twin.ties.all()}


def test_what_restricts_a_shared_parent_holds_for_both(page):
    page.post(name="Mira Marin")
    assert Child.objects.get(name="Mira Marin").restrictions.filter(kind="no_contact").exists()


def test_only_those_ticked_are_shared(page, cast):
    assert saved(page.post(name="Mira Marin", shared_ties=[cast.ties["grandmother"]]))
    twin = Child.objects.get(name="Mira Marin")
    assert [tie.adult for tie in twin.ties.all()] == [cast.adults["grandmother"]]


def test_a_twin_without_a_name_comes_back_with_what_was_ticked(page, cast):
    response = page.post(name=" ", sex="f", born_on=cast.day(1))
    assert "name" in wrong(response)
    assert cast.day(1).isoformat() in text_of(response)


def test_unborn_twins_are_ordinary(client, cast):
    first = cast.do("child_create", born_precision="unborn", due_on=cast.ago(-50))
    assert saved(Page(client, cast.caseworker, "twin_add", first).post(name=""))
    second = Child.objects.get(sibling_rows_other_way__child=first)
    assert (second.born_precision, second.due_on) == ("unborn", cast.ago(-50))


def test_what_restricts_somebody_stands_beside_their_name(client, cast):
    shown = text_of(Page(client, cast.caseworker, "twin_add", cast.milo).get())
    assert "Gus Marin, parent: no contact, may not pick up" in shown
