from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "stay_end", cast.milo, cast.milo.stays.get(ended_on=None))


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "stay_end", cast.milo, cast.milo.stays.get(ended_on=None))
            .get()
            .status_code
            == 404
        )


def test_a_stay_ends_and_the_tie_made_there_goes_on(page, cast):
    assert saved(page.post(ended_on=cast.ago(1)))
    assert not cast.milo.stays.filter(ended_on=None).exists()
    assert cast.milo.ties.get(pk=cast.ties["foster_carer"].pk).ended_on is None


def test_an_end_before_the_start_comes_back_as_typed(page, cast):
    response = page.post(ended_on=cast.day(3))
    assert "before it starts" in wrong(response)["ended_on"]
    assert cast.day(3).isoformat() in text_of(response)
