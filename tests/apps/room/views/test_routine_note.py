from __future__ import annotations

import uuid

import pytest

from basehaven.apps.room.models import Routine
from tests.apps.room.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def tap(room, name="Eva", **typed):
    return room.client.post(room.address("routine_note", room.children[name].ref), typed)


def test_a_bottle_by_one_tap_stands_on_the_tile(room):
    room.arrive("Eva")
    tap(room, kind="bottle")
    assert "bottle 12:00" in room.board()


def test_pressed_twice_it_is_one_bottle(room):
    same = str(uuid.uuid4())
    tap(room, kind="bottle", request_id=same)
    tap(room, kind="bottle", request_id=same)
    assert Routine.objects.count() == 1


def test_it_can_be_taken_back(room):
    tap(room, kind="nap")
    tap(room, kind="nap", undo="yes")
    assert Routine.objects.get().undone


def test_what_is_no_routine_is_not_found(room):
    assert tap(room, kind="verdict").status_code == 404
    assert not Routine.objects.exists()


def test_to_everybody_else_and_for_other_children_it_does_not_exist(room):
    address = room.address("routine_note", room.children["Eva"].ref)
    assert_nobody_else_gets_there(room, address, "post", kind="bottle")
    other = room.address("routine_note", room.cast.milo.ref)
    assert room.client.post(other, {"kind": "nap"}).status_code == 404
    assert not Routine.objects.exists()
