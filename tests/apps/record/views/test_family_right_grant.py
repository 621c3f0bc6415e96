from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "family_right_grant", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "family_right_grant", cast.milo).get().status_code == 404


def test_a_grandmother_may_be_told(page, cast):
    response = page.post(
        adult=cast.adults["grandmother"],
        is_told="on",
        source="Family meeting",
        started_on=cast.ago(1),
    )
    assert saved(response)
    assert cast.milo.family_rights.get(adult=cast.adults["grandmother"]).is_told


def test_addresses_for_somebody_kept_from_them_are_refused(client, page, cast):
    right = cast.milo.family_rights.get(adult=cast.adults["father"])
    cast.do("family_right_end", right=right, ended_on=cast.ago(2))
    response = page.post(
        adult=cast.adults["father"],
        is_told="on",
        sees_addresses="on",
        source="Plan B",
        started_on=cast.ago(1),
    )
    assert "may not learn where" in wrong(response)["sees_addresses"]
    assert 'value="Plan B"' in text_of(response)


def test_a_teacher_gives_no_rights(client, cast):
    assert Page(client, cast.teacher, "family_right_grant", cast.milo).get().status_code == 404
