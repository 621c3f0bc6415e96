from __future__ import annotations

from datetime import timedelta

import pytest

from tests.posting import Page, text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def open_as(client, cast, user, room="toddler"):
    return Page(client, user, "room_show", cast.rooms[room])


@pytest.fixture
def page(client, cast):
    return open_as(client, cast, cast.director)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent, cast.analyst):
        assert open_as(client, cast, user).get().status_code == 404


def test_the_page_says_who_works_here_and_the_shifts_of_the_week(page):
    shown = text_of(page.get())
    for name in ("Toddler room", "Willow House", "Ana Lindqvist", "Ben Haile", "Doris Achterberg"):
        assert name in shown


def test_no_child_is_on_it(page, client, cast):
    assert "Milo" not in text_of(page.get())
    assert "Milo" not in text_of(open_as(client, cast, cast.data_manager).get())


def test_another_week_is_a_step_away(page, cast):
    later = (cast.today + timedelta(days=7)).isoformat()
    assert "Ben Haile" not in text_of(page.get(week=later))


@pytest.mark.parametrize("week", ["soon", "2026-99-99", "0001-01-01", "9999-12-31"])
def test_a_week_that_cannot_be_read_is_this_week(page, week):
    assert "Ben Haile" in text_of(page.get(week=week))


def test_a_director_of_another_room_does_not_find_it(page, cast):
    cast.director.working_relationships.filter(room=cast.rooms["toddler"]).update(
        ended_on=cast.today
    )
    assert page.get().status_code == 404


def test_an_empty_room_says_so(client, cast):
    shown = text_of(open_as(client, cast, cast.data_manager, "baby").get())
    assert "Nobody is down for this week yet" in shown
