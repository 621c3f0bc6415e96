from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "row_restore", cast.milo, "tie", cast.ties["friend"])


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "row_restore", cast.milo, "tie", cast.ties["friend"])
            .get()
            .status_code
            == 404
        )


def test_a_row_comes_back(page, cast):
    cast.do("row_mark_error", row=cast.ties["friend"], reason="slip")
    assert saved(page.post(reason_kind="slip"))
    cast.ties["friend"].refresh_from_db()
    assert not cast.ties["friend"].entered_in_error


def test_a_row_that_no_longer_fits_stays_hidden_and_says_why(client, cast):
    now = cast.milo.stays.get(ended_on=None)
    cast.do("row_mark_error", row=now, reason="slip")
    cast.do("stay_start", child=cast.milo, kind="kin", started_on=cast.ago(9))
    page = Page(client, cast.caseworker, "row_restore", cast.milo, "stay", now)
    response = page.post(reason_kind="slip", reason_words="was right after all")
    assert "shared care" in wrong(response)["__all__"]
    assert "was right after all" in text_of(response)
