from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from basehaven.apps.record import actions as record
from tests.apps.room.conftest import asked
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


def test_the_names_stand_in_the_order_of_the_alphabet(room):
    device = enrolled(room)
    room.arrive()
    room.saw("Zoe", "cried", distress=True)
    html = device.get("/tablet/").content.decode()
    assert re.findall("<li>([^<]+)</li>", html) == sorted(room.children)


def test_it_asks_little_however_often_it_refreshes(room):
    device = enrolled(room)
    room.arrive()
    questions = asked(device, "/tablet/")
    assert len(questions) == 5, questions
    assert not [sql for sql in questions if "careevent" in sql or "cardline" in sql]


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
