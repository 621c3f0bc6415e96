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
        "work_end",
        cast.milo,
        cast.milo.working_relationships.get(kind="home_visitor"),
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
                "work_end",
                cast.milo,
                cast.milo.working_relationships.get(kind="home_visitor"),
            )
            .get()
            .status_code
            == 404
        )


def test_the_record_closes_that_day(page, cast):
    assert saved(page.post(ended_on=cast.today))
    assert cast.milo not in children_for(cast.home_visitor)


def test_an_end_before_the_start_comes_back_as_typed(page, cast):
    response = page.post(ended_on=cast.day(1), reason="moved away")
    assert "before it starts" in wrong(response)["ended_on"]
    assert "moved away" in text_of(response)
