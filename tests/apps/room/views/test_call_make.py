from __future__ import annotations

import pytest

from basehaven.apps.room.models import Call
from tests.apps.room.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_a_call_stands_on_every_board_of_the_centre(room):
    room.client.post(room.address("call_make"), {})
    assert "Sunflower room has asked for another adult since 12:00" in room.board()
    toddler = room.client.get(f"/boards/{room.cast.rooms['toddler'].ref}/").content.decode()
    assert "Sunflower room has asked" in toddler


def test_asking_twice_is_one_call(room):
    for _ in range(2):
        room.client.post(room.address("call_make"), {})
    assert Call.objects.count() == 1


def test_it_takes_a_post_and_somebody_of_the_room(room):
    assert room.client.get(room.address("call_make")).status_code == 405
    assert_nobody_else_gets_there(room, room.address("call_make"), "post")
    assert not Call.objects.exists()
