from __future__ import annotations

import pytest

from basehaven.apps.record.access import children_for
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def open_as(client, cast, user, kind="teacher"):
    room = cast.rooms["toddler"]
    return Page(client, user, "room_work_end", room, room.working_relationships.get(kind=kind))


@pytest.fixture
def page(client, cast):
    return open_as(client, cast, cast.director)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent):
        assert open_as(client, cast, user).get().status_code == 404


def test_the_children_of_the_room_close_that_day(page, cast):
    assert saved(page.post(ended_on=cast.today, reason="moved to the baby room"))
    assert cast.milo not in children_for(cast.teacher)
    assert page.get().status_code == 404  # it has ended


def test_an_end_before_the_start_comes_back_as_typed(page, cast):
    response = page.post(ended_on=cast.day(1), reason="moved away")
    assert "before it starts" in wrong(response)["ended_on"]
    assert "moved away" in text_of(response)


def test_whoever_directs_or_consults_is_for_the_data_manager(client, cast):
    for kind in ("director", "consultant"):
        assert open_as(client, cast, cast.director, kind).get().status_code == 404
        assert open_as(client, cast, cast.data_manager, kind).get().status_code == 200


def test_work_in_another_room_is_not_found_under_this_ones_address(client, cast):
    work = cast.rooms["toddler"].working_relationships.get(kind="teacher")
    address = ("room_work_end", cast.rooms["baby"], work)
    assert Page(client, cast.director, *address).get().status_code == 404
