from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "removal_end", cast.milo, cast.removal)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "removal_end", cast.milo, cast.removal).get().status_code == 404


def test_leaving_care_ends_the_open_stay_and_asks_where_next(page, cast):
    response = page.post(exited_on=cast.ago(1), exit_reason="reunified")
    assert saved(response) and response.headers["Location"].endswith("/stays/new/")
    assert not cast.milo.stays.filter(ended_on=None).exists()


def test_how_the_child_left_is_asked_and_the_day_stays(page, cast):
    response = page.post(exited_on=cast.ago(1))
    assert "exit_reason" in wrong(response)
    assert cast.ago(1).isoformat() in text_of(response)


def test_leaving_before_coming_is_refused(page, cast):
    response = page.post(exited_on=cast.day(10), exit_reason="reunified")
    assert "before it starts" in wrong(response)["exited_on"]
