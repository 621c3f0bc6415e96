from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "contact_add", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "contact_add", cast.milo).get().status_code == 404


def test_a_visit_that_took_place_is_written_down(page, cast):
    response = page.post(
        adult=cast.adults["grandmother"], on=cast.ago(1), kind="family_time", minutes="90"
    )
    assert saved(response)
    assert cast.milo.contacts.get(adult=cast.adults["grandmother"], on=cast.ago(1)).minutes == 90


def test_a_plan_that_an_order_forbids_comes_back_as_typed(page, cast):
    response = page.post(
        adult=cast.adults["father"],
        on=cast.ago(-4),
        kind="visit",
        minutes="45",
        planned="true",
        kept="",
    )
    assert "forbids contact" in wrong(response)["adult"]
    assert 'value="45"' in text_of(response)


def test_a_day_still_to_come_did_not_take_place(page, cast):
    response = page.post(adult=cast.adults["parent"], on=cast.ago(-4), kept="true")
    assert "say that it is planned" in wrong(response)["on"]
