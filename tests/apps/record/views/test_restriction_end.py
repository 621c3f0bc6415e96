from __future__ import annotations

import pytest

from basehaven.apps.record.models import Version
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(
        client,
        cast.caseworker,
        "restriction_end",
        cast.milo,
        cast.milo.restrictions.get(kind="no_pickup"),
    )


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(
                client,
                user,
                "restriction_end",
                cast.milo,
                cast.milo.restrictions.get(kind="no_pickup"),
            )
            .get()
            .status_code
            == 404
        )


def test_ending_asks_by_which_order_and_keeps_it(page, cast):
    assert saved(page.post(ended_on=cast.today, reason="Order 18/5"))
    row = cast.milo.restrictions.get(kind="no_pickup")
    assert row.ended_on == cast.today
    assert Version.objects.get(row_ref=row.ref).reason == "Order 18/5"


def test_without_the_order_it_comes_back(page, cast):
    response = page.post(ended_on=cast.ago(2))
    assert "reason" in wrong(response)
    assert cast.ago(2).isoformat() in text_of(response)


def test_the_page_says_what_else_restricts_this_person(page):
    assert "no contact" in text_of(page.get()).lower()
