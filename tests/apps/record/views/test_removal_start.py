from __future__ import annotations

import pytest

from basehaven.apps.record.models import Removal
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(
        client,
        cast.caseworker,
        "removal_start",
        cast.do("child_create", name="Sam", born_on=cast.ago(90)),
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
                "removal_start",
                cast.do("child_create", name="Sam", born_on=cast.ago(90)),
            )
            .get()
            .status_code
            == 404
        )


def test_a_period_of_care_begins_and_asks_where_the_child_lives(page, cast):
    response = page.post(removed_on=cast.ago(5))
    assert saved(response) and response.headers["Location"].endswith("/stays/new/")
    assert Removal.objects.filter(removed_on=cast.ago(5)).count() == 1


def test_a_second_period_at_the_same_time_comes_back(client, cast):
    page = Page(client, cast.caseworker, "removal_start", cast.milo)
    response = page.post(removed_on=cast.ago(5))
    assert "already in a period of care" in wrong(response)["removed_on"]
    assert cast.ago(5).isoformat() in text_of(response)


def test_a_day_still_to_come_is_refused(page, cast):
    assert "still to come" in wrong(page.post(removed_on=cast.ago(-5)))["removed_on"]
