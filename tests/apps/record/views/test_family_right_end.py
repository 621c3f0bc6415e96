from __future__ import annotations

import pytest

from basehaven.apps.record.access import children_for
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(
        client,
        cast.caseworker,
        "family_right_end",
        cast.milo,
        cast.milo.family_rights.get(adult=cast.adults["parent"]),
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
                "family_right_end",
                cast.milo,
                cast.milo.family_rights.get(adult=cast.adults["parent"]),
            )
            .get()
            .status_code
            == 404
        )


def test_from_that_day_on_the_parent_no_longer_sees_the_record(page, cast):
    assert saved(page.post(ended_on=cast.today, reason="Order 9"))
    assert cast.milo not in children_for(cast.parent)


def test_an_end_before_the_start_comes_back_as_typed(page, cast):
    response = page.post(ended_on=cast.day(-9), reason="Order 9")
    assert "before it starts" in wrong(response)["ended_on"]
    assert 'value="Order 9"' in text_of(response)
