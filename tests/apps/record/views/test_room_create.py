from __future__ import annotations

import pytest

from basehaven.apps.record.models import Room
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.director, "room_create")


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.teacher,
        cast.parent,
    ):
        assert Page(client, user, "room_create").get().status_code == 404


def test_a_director_adds_a_room(page):
    assert saved(page.post(name="Preschool room", centre="Willow House"))
    assert Room.objects.filter(name="Preschool room").exists()


def test_a_room_without_a_name_comes_back_with_the_centre(page):
    response = page.post(centre="Willow House")
    assert "name" in wrong(response)
    assert 'value="Willow House"' in text_of(response)
