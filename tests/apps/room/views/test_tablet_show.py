from __future__ import annotations

import uuid

import pytest
from django.test import Client

from basehaven.apps.record import actions as record
from tests.apps.room.tablet import enrolled, opened

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_locked_it_shows_first_names_the_ratio_and_who_may_open_it(room):
    device = enrolled(room)
    room.arrive("Noor", "Teo")
    room.saw("Noor", "cried")
    html = device.get("/tablet/").content.decode()
    assert "Noor" in html
    assert "Teo" in html
    assert "Ana Lindqvist" in html
    for unsaid in ("Haddad", "cried", "Needs", "Leo"):
        assert unsaid not in html


def test_another_device_finds_nothing(room):
    enrolled(room)
    assert Client(HTTP_HOST="127.0.0.1").get("/tablet/").status_code == 404


def test_a_child_whom_an_order_keeps_from_one_of_the_room_is_on_no_locked_tablet(room):
    device = enrolled(room)
    room.arrive("Noor", "Teo")
    record.restriction_add(
        by=room.cast.actor(), request_id=uuid.uuid4(), child=room.children["Noor"],
        adult=room.cast.adults["teacher"], kind="hide_address", started_on=room.cast.today,
        source="court",
    )  # fmt: skip
    html = device.get("/tablet/").content.decode()
    assert "Teo" in html
    assert "Noor" not in html


def test_coming_here_locks_what_a_pin_had_opened(room):
    device = opened(room)
    assert device.get(room.address("board_show")).status_code == 200
    device.get("/tablet/")
    assert device.get(room.address("board_show")).status_code == 302


def test_it_takes_no_post(room):
    assert enrolled(room).post("/tablet/").status_code == 405
