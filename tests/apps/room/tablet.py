"""A tablet that stands in the scene's room, and somebody before it."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.room import actions
from basehaven.apps.room.models import Tablet

DIGITS = "4071"


def enrolled(room: Any) -> Client:
    """The device, with nobody signed in on it; Ana's PIN is DIGITS."""
    room.client.post(room.address("tablet_enrol"), {"name": "by the door"})
    device = Client(HTTP_HOST="127.0.0.1")
    device.cookies["tablet"] = room.client.cookies["tablet"].value
    actions.pin_set(by=Actor.of(room.cast.teacher), request_id=uuid.uuid4(), digits=DIGITS)
    return device


def opened(room: Any) -> Client:
    """The device, opened by Ana with her PIN."""
    device = enrolled(room)
    answer = device.post(f"/tablet/{room.cast.teacher.ref}/", {"digits": DIGITS})
    assert answer["Location"] == room.address("board_show") + "?open=1", answer.content
    return device


def the_tablet() -> Tablet:
    return Tablet.objects.get()
