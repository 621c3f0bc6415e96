"""The opening scene for the room's tests: its children are here, one teacher is, one is late."""

from __future__ import annotations

import uuid
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions as record
from basehaven.apps.record.models import CareEvent, Shift
from tests.cast import Cast, sign_in
from tests.scene import Scene, write_scene, write_shifts

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)


class Room:
    """The scene's room through the eyes of its teacher."""

    def __init__(self, cast: Cast, scene: Scene, client: Client) -> None:
        self.cast, self.scene, self.client = cast, scene, client
        self.room, self.children = scene.room, scene.children
        self.by = Actor.of(cast.teacher)

    def address(self, name: str, *more: Any) -> str:
        return reverse(name, args=[self.room.ref, *more])

    def arrive(self, *names: str, ago: int = 30) -> None:

        for name in names or self.children:
            record.attendance_arrive(
                by=self.by, request_id=uuid.uuid4(), child=self.children[name], room=self.room,
                arrived_at=timezone.now() - timedelta(minutes=ago),
            )  # fmt: skip

    def saw(self, name: str, *seen: str, ago: int = 0, **values: Any) -> CareEvent:
        context = values.pop("context", "arrival")
        event: CareEvent = record.care_event_record(
            by=self.by, request_id=uuid.uuid4(), child=self.children[name],
            at=timezone.now() - timedelta(minutes=ago),
            moment=record.Seen(context=context, seen=seen, **values),
        )  # fmt: skip
        return event

    def board(self) -> str:
        return self.client.get(self.address("board_show") + "?open=1").content.decode()


@pytest.fixture
def room(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Eight children enrolled, none here yet; signed in is their teacher, Ana."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    first, second = cast.adults["teacher"], cast.adults["backup"]
    Shift.objects.all().delete()
    actor = cast.actor()
    scene = write_scene(actor, cast.teacher, first, second, NOON)
    write_shifts(actor, scene, first, second, NOON)
    sign_in(client, cast.teacher)
    return Room(cast, scene, client)


def asked(client: Client, address: str) -> list[str]:
    """Every question that a page asks, of the record's database and of the looks'."""
    client.get(address)  # what is loaded once, and the first look of the hour, are not counted
    with ExitStack() as stack:
        counted = [
            stack.enter_context(CaptureQueriesContext(connections[alias]))
            for alias in ("default", "looks")
        ]
        assert client.get(address).status_code == 200
    found = [query["sql"] for capture in counted for query in capture.captured_queries]
    return [sql for sql in found if not sql.startswith(("SAVEPOINT", "RELEASE"))]


def strangers(room: Room) -> list[Any]:
    """Everybody who does not work in the room."""
    return [user for name, user in room.cast.everyone().items() if name != "teacher"]


def assert_nobody_else_gets_there(
    room: Room, address: str, method: str = "get", **sent: Any
) -> None:
    for user in strangers(room):
        other = Client()
        sign_in(other, user)
        assert getattr(other, method)(address, sent).status_code == 404, user.role
    assert getattr(Client(), method)(address, sent).status_code in (302, 404)
