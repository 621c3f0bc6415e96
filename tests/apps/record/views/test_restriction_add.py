from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "restriction_add", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "restriction_add", cast.milo).get().status_code == 404


def test_a_restriction_counts_at_once_and_shows_in_words(page, cast):
    response = page.post(
        adult=cast.adults["friend"], kind="no_pickup", source="Care plan 2", started_on=cast.ago(1)
    )
    assert saved(response)
    assert "Care plan 2" in text_of(page.get())


def test_without_a_source_it_is_asked_once_and_nothing_is_lost(page, cast):
    typed = {"adult": cast.adults["friend"], "kind": "no_contact", "started_on": cast.ago(1)}
    response = page.post(**typed)
    assert "By which order" in wrong(response)["source"]
    assert cast.ago(1).isoformat() in text_of(response)
    assert saved(page.post(**typed, checked="on"))


def test_a_teacher_does_not_restrict(client, cast):
    assert Page(client, cast.teacher, "restriction_add", cast.milo).get().status_code == 404
