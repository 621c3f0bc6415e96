from __future__ import annotations

import pytest

from tests.posting import Page, text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "rights_show", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "rights_show", cast.milo).get().status_code == 404


def test_who_may_know_and_who_works_with_the_child_stand_in_words(page):
    shown = text_of(page.get())
    assert "Rosa Marin" in shown and "consents" in shown and "Vera Castillo" in shown


def test_a_teacher_does_not_see_who_may_know(client, cast):
    assert Page(client, cast.teacher, "rights_show", cast.milo).get().status_code == 404


def test_what_restricts_somebody_stands_beside_what_they_may_know(client, cast):
    shown = text_of(Page(client, cast.caseworker, "rights_show", cast.milo).get())
    beside = shown[shown.index('<th scope="row">Gus Marin') :][:300]
    assert "no contact, may not pick up" in beside
