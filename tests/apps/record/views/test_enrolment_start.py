from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.director, "enrolment_start", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.teacher,
    ):
        assert Page(client, user, "enrolment_start", cast.milo).get().status_code == 404


def test_a_room_move_ends_the_other_room_and_no_tie(page, cast):
    assert saved(page.post(room=cast.rooms["baby"], started_on=cast.today))
    assert cast.milo.enrolments.get(room=cast.rooms["toddler"]).ended_on == cast.today
    assert cast.milo.ties.get(pk=cast.ties["teacher"].pk).ended_on is None


def test_the_same_room_twice_comes_back(page, cast):
    response = page.post(room=cast.rooms["toddler"], started_on=cast.ago(2), ends_current=None)
    assert "already on the record" in wrong(response)["room"]
    assert cast.ago(2).isoformat() in text_of(response)
