from __future__ import annotations

import uuid

import pytest

from basehaven.apps.record.models import CareEvent, Version
from tests.apps.room.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def undo(room, event):
    return room.client.post(
        room.address("moment_undo", event.ref), {"request_id": str(uuid.uuid4())}
    )


def test_an_undone_moment_leaves_the_board_and_stays_in_the_history(room):
    room.arrive("Noor")
    event = room.saw("Noor", "cried", distress=True)
    assert undo(room, event).status_code == 302
    event.refresh_from_db()
    assert event.entered_in_error
    assert Version.objects.filter(row_ref=event.ref).exists()
    assert "Needs someone now" not in room.board()


def test_undone_twice_is_undone_once(room):
    event = room.saw("Noor", "cried")
    assert undo(room, event).status_code == undo(room, event).status_code == 302
    assert Version.objects.filter(row_ref=event.ref).count() == 1


def test_it_takes_a_post_and_somebody_of_the_room(room):
    event = room.saw("Noor", "cried")
    address = room.address("moment_undo", event.ref)
    assert room.client.get(address).status_code == 405
    assert_nobody_else_gets_there(room, address, "post")
    assert not CareEvent.objects.get().entered_in_error
