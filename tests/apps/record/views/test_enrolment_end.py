from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(
        client, cast.caseworker, "enrolment_end", cast.milo, cast.milo.enrolments.get(ended_on=None)
    )


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "enrolment_end", cast.milo, cast.milo.enrolments.get(ended_on=None))
            .get()
            .status_code
            == 404
        )


def test_leaving_a_room_ends_who_was_main_adult_there(page, cast):
    assert saved(page.post(ended_on=cast.ago(1), end_reason="family_left"))
    assert not cast.milo.primary_spells.filter(ended_on=None).exists()


def test_why_is_asked_and_the_day_stays(page, cast):
    response = page.post(ended_on=cast.ago(1))
    assert "end_reason" in wrong(response)
    assert cast.ago(1).isoformat() in text_of(response)
