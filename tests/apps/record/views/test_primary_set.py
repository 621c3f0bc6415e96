from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "primary_set", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "primary_set", cast.milo).get().status_code == 404


def test_a_new_main_adult_takes_over(page, cast):
    response = page.post(
        adult=cast.adults["backup"], room=cast.rooms["toddler"], rank="main", started_on=cast.ago(1)
    )
    assert saved(response)
    assert cast.milo.primary_spells.get(rank="main", ended_on=None).adult == cast.adults["backup"]


def test_a_day_the_child_was_not_in_the_room_comes_back(page, cast):
    response = page.post(
        adult=cast.adults["backup"], room=cast.rooms["toddler"], rank="main", started_on=cast.day(5)
    )
    assert "not in this room" in wrong(response)["started_on"]
    assert cast.day(5).isoformat() in text_of(response)
