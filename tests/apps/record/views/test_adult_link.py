from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.accounts.models import Role, User
from basehaven.apps.record.access import children_for
from basehaven.apps.record.models import Adult
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def ida(cast):
    """The grandmother's new account, which is linked to nobody yet."""
    return User.objects.create_user(
        "ida", agency=cast.agency, role=Role.PARENT, name="Ida Marin", password="x"
    )


@pytest.fixture
def page(client, cast, ida):
    return Page(client, cast.caseworker, "adult_link", cast.milo, cast.adults["grandmother"])


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.analyst, cast.parent, cast.teacher, cast.home_visitor):
        ida = cast.adults["grandmother"]
        assert Page(client, user, "adult_link", cast.milo, ida).get().status_code == 404


def test_from_then_on_her_rights_open_the_record(page, cast, ida):
    person = cast.adults["grandmother"]
    cast.do("family_right_grant", child=cast.milo, adult=person, started_on=cast.day(0))
    assert cast.milo not in children_for(ida)
    assert saved(page.post(account="ida"))
    assert cast.milo in children_for(ida)


def test_from_then_on_an_order_closes_it(page, cast, ida):
    person = cast.adults["grandmother"]
    cast.do("family_right_grant", child=cast.milo, adult=person, started_on=cast.day(0))
    cast.do(
        "restriction_add", child=cast.milo, adult=person, kind="no_information",
        started_on=cast.day(1), source="Order 3",
    )  # fmt: skip
    assert saved(page.post(account="Ida Marin"))
    assert cast.milo not in children_for(ida)


def test_a_name_that_nobody_signs_in_by_comes_back_as_typed(page):
    response = page.post(account="idda")
    assert "sign-in name" in wrong(response)["account"]
    assert 'value="idda"' in text_of(response)


def test_the_account_of_another_person_is_refused(page):
    assert "another person" in wrong(page.post(account="foster_carer"))["account"]


def test_nobody_links_their_own_account(client, cast, page):
    assert "your own account" in wrong(page.post(account="caseworker"))["account"]
    own = Page(client, cast.caseworker, "adult_link", cast.milo, cast.adults["caseworker"])
    assert "your own account" in wrong(own.post(account=""))["account"]


def test_a_link_is_taken_away_by_emptying_it(client, cast):
    page = Page(client, cast.caseworker, "adult_link", cast.milo, cast.adults["foster_carer"])
    assert saved(page.post(account=""))
    assert Adult.objects.get(pk=cast.adults["foster_carer"].pk).user is None


def test_a_person_of_another_child_is_not_found(client, cast):
    address = ("adult_link", cast.milo, cast.adults["lous_carer"])
    assert Page(client, cast.caseworker, *address).get().status_code == 404


def test_who_may_know_leads_here_and_says_whose_account_is_missing(client, cast, page):
    person = cast.adults["grandmother"]
    cast.do("family_right_grant", child=cast.milo, adult=person, started_on=cast.day(0))
    shown = text_of(page.client.get(reverse("rights_show", args=[cast.milo.ref])))
    assert page.address in shown and "no account is theirs yet" in shown
