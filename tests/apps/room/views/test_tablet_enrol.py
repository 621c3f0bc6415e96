from __future__ import annotations

import pytest

from basehaven.apps.room.models import Tablet
from tests.apps.room.conftest import assert_nobody_else_gets_there
from tests.apps.room.tablet import enrolled, opened, the_tablet

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_a_device_becomes_a_tablet_of_the_room_and_the_record_holds_a_digest_alone(room):
    answer = room.client.post(room.address("tablet_enrol"), {"name": "by the door"})
    assert answer["Location"] == "/tablet/"
    cookie = room.client.cookies["tablet"]
    assert cookie["httponly"]
    assert cookie.value not in the_tablet().digest
    assert "by the door" in room.client.get(room.address("tablet_enrol")).content.decode()


def test_without_a_name_it_comes_back(room):
    answer = room.client.post(room.address("tablet_enrol"), {"name": ""})
    assert answer.status_code == 422
    assert not Tablet.objects.exists()


def test_it_takes_somebody_of_the_room(room):
    assert_nobody_else_gets_there(room, room.address("tablet_enrol"), "post", name="mine")
    assert not Tablet.objects.exists()


def test_a_pin_does_not_make_more_tablets(room):
    device = opened(room)
    answer = device.post(room.address("tablet_enrol"), {"name": "another"})
    assert answer["Location"] == room.address("board_show")
    assert Tablet.objects.count() == 1


def test_an_enrolment_is_of_one_device(room):
    enrolled(room)
    room.client.cookies.pop("tablet")
    room.client.logout()
    assert room.client.get("/tablet/").status_code == 404
