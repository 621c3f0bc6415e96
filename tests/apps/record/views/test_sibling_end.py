from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "sibling_end", cast.milo, cast.milo.sibling_rows.get())


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "sibling_end", cast.milo, cast.milo.sibling_rows.get())
            .get()
            .status_code
            == 404
        )


def test_brothers_by_birth_stay_brothers(page, cast):
    response = page.post(ended_on=cast.ago(1))
    assert "by birth stay so" in wrong(response)["__all__"]
    assert cast.ago(1).isoformat() in text_of(response)


def test_foster_siblings_may_part_and_stay_on_the_record(client, cast):
    other = cast.do("child_create", name="Sol", born_on=cast.ago(900))
    row = cast.do(
        "sibling_add", child=cast.milo, sibling=other, kind="foster", started_on=cast.ago(90)
    )
    page = Page(client, cast.caseworker, "sibling_end", other, row)
    assert saved(page.post(ended_on=cast.ago(1)))
    row.refresh_from_db()
    assert row.ended_on == cast.ago(1)
