from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.teacher, "attendance_arrive", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "attendance_arrive", cast.milo).get().status_code == 404


def test_the_teacher_notes_that_the_child_is_here(page, cast):
    cast.do("row_mark_error", row=cast.attendance, reason="slip")
    assert saved(page.post())
    assert cast.milo.attendance.standing().filter(left_at=None).count() == 1


def test_a_child_already_here_comes_back_with_the_time(page, cast):
    response = page.post()
    assert "already here" in wrong(response)["arrived_at"]
    assert page.form()["arrived_at"][:10] in text_of(response)


def test_a_caseworker_is_not_at_the_door(client, cast):
    assert Page(client, cast.caseworker, "attendance_arrive", cast.milo).get().status_code == 404
