from __future__ import annotations

import pytest

from tests.apps.room.conftest import assert_nobody_else_gets_there
from tests.apps.room.tablet import enrolled, opened, the_tablet

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_a_tablet_that_was_ended_opens_nothing(room):
    device = enrolled(room)
    assert device.get("/tablet/").status_code == 200
    room.client.post(room.address("tablet_end", the_tablet().ref))
    assert device.get("/tablet/").status_code == 404
    assert device.post(f"/tablet/{room.cast.teacher.ref}/", {"digits": "4071"}).status_code == 404


def test_what_it_had_open_is_closed_at_once(room):
    device = opened(room)
    room.client.post(room.address("tablet_end", the_tablet().ref))
    assert device.get(room.address("board_show")).status_code == 404


def test_it_takes_a_post_and_somebody_of_the_room(room):
    enrolled(room)
    address = room.address("tablet_end", the_tablet().ref)
    assert room.client.get(address).status_code == 405
    assert_nobody_else_gets_there(room, address, "post")
    assert the_tablet().ended_at is None
