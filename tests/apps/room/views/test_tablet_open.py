from __future__ import annotations

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from basehaven.apps.accounts import sign_in
from basehaven.apps.audit.models import Change
from basehaven.apps.room.models import StaffPin
from tests.apps.room.conftest import NOON
from tests.apps.room.tablet import DIGITS, enrolled, opened

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def clock(monkeypatch):
    """The processor's clock, to be put forward."""
    now = [time.time()]
    monkeypatch.setattr(sign_in.time, "time", lambda: now[0])
    return now


def test_the_right_digits_open_the_board_and_the_trail_says_who(room):
    device = opened(room)
    assert "Noor" in device.get(room.address("board_show") + "?open=1").content.decode()
    written = Change.objects.get(action="tablet_open")
    assert written.actor == f"user:{room.cast.teacher.ref.hex[:12]}"


def test_wrong_digits_open_nothing_and_five_make_the_pin_rest(room, monkeypatch):
    device, address = enrolled(room), f"/tablet/{room.cast.teacher.ref}/"
    for _ in range(5):
        assert device.post(address, {"digits": "9999"}).status_code == 422
    html = device.post(address, {"digits": DIGITS}).content.decode()
    assert "This PIN rests until" in html
    assert device.get(room.address("board_show")).status_code == 302
    StaffPin.objects.update(rests_until=NOON)
    monkeypatch.setattr(timezone, "now", lambda: NOON.replace(hour=13))
    assert device.post(address, {"digits": DIGITS}).status_code == 302


def test_somebody_who_does_not_work_there_or_has_no_pin_finds_nothing(room):
    device = enrolled(room)
    for user in (room.cast.stranger, room.cast.caseworker, room.cast.director):
        answer = device.post(f"/tablet/{user.ref}/", {"digits": DIGITS})
        assert answer.status_code == 404, user


@pytest.mark.parametrize("name", ["child_list", "search", "account_show", "home", "pin_set"])
def test_a_pin_opens_the_board_and_nothing_else(room, name):
    device = opened(room)
    assert device.get(reverse(name))["Location"] == room.address("board_show")


def test_not_even_a_childs_page_or_the_board_of_another_room(room):
    device = opened(room)
    page = room.children["Noor"].get_absolute_url()
    assert device.get(page)["Location"] == room.address("board_show")
    other = reverse("board_show", args=[room.cast.rooms["toddler"].ref])
    assert device.get(other).status_code == 404


def test_what_is_logged_has_its_author(room):
    device = opened(room)
    room.arrive("Noor")
    noor = str(room.children["Noor"].ref)
    answer = device.post(room.address("moment_log"), {"child": noor, "seen": "cried"})
    assert answer.status_code == 302
    written = Change.objects.filter(action="care_event_record").latest("seq")
    assert written.actor == f"user:{room.cast.teacher.ref.hex[:12]}"


def test_left_alone_it_locks_and_its_own_asking_is_nobody(room, clock, settings):
    device = opened(room)
    board = room.address("board_show")
    assert device.get(board).status_code == 200
    for _ in range(4):
        clock[0] += settings.BASEHAVEN_TABLET_IDLE_SECONDS / 3
        answer = device.get(board, headers={"HX-Request": "true", "X-Poll": "1"})
    assert answer.headers["HX-Redirect"] == "/tablet/"
    assert device.get(board).status_code == 302


def test_who_must_first_choose_a_password_does_that_with_a_password(room):
    device = enrolled(room)
    type(room.cast.teacher).objects.filter(pk=room.cast.teacher.pk).update(
        must_change_password=True
    )
    assert device.get(f"/tablet/{room.cast.teacher.ref}/").status_code == 404
