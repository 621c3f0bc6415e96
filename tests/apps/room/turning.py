"""Milo's moments for the tests of whom he turns to."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basehaven.apps.record import actions as record
from basehaven.apps.record.models import CareEvent
from tests.apps.record.views.showing import text
from tests.cast import Cast, sign_in


def saw(cast: Cast, *, ago: int = 1, **values: Any) -> CareEvent:
    """A moment of Milo's, some days back; people are named as in the cast."""
    for name in ("approached", "available", "missed"):
        values[name] = [cast.adults[who] for who in values.get(name, ())]
    for name in ("responder", "observer"):
        values[name] = cast.adults[values[name]] if values.get(name) else None
    event: CareEvent = record.care_event_record(
        by=cast.actor("teacher"), request_id=uuid.uuid4(), child=cast.milo,
        at=timezone.now() - timedelta(days=ago),
        moment=record.Seen(**{"context": "hurt", "seen": ("cried",), "distress": True, **values}),
    )  # fmt: skip
    return event


def turned_to_ana(cast: Cast, times: int = 6, **values: Any) -> None:
    """Hard moments in which both teachers were there and Milo went to Ana."""
    for number in range(times):
        saw(cast, ago=number + 1, **{
            "approached": ["teacher"], "available": ["teacher", "backup"],
            "responder": "teacher", "observer": "backup", "soothed": "yes", **values,
        })  # fmt: skip


def opened(cast: Cast, who: str, name: str = "child_turns_to", *more: Any, **headers: Any) -> Any:
    client = Client()
    sign_in(client, cast.users[who])
    return client.get(reverse(name, args=[cast.milo.ref, *more]), **headers)


def read(cast: Cast, who: str, name: str = "child_turns_to") -> str:
    response = opened(cast, who, name)
    assert response.status_code == 200, (who, response.status_code)
    return text(response.content.decode())


def post(cast: Cast, who: str, name: str, *more: Any, **typed: Any) -> Any:
    client = Client()
    sign_in(client, cast.users[who])
    return client.post(reverse(name, args=[cast.milo.ref, *more]), typed)


def answer(cast: Cast, who: str, **typed: str) -> Any:
    """Answers by question, people as in the cast; "nobody" and words stay as they are."""
    named = {
        field: str(cast.adults[value].ref) if value in cast.adults else value
        for field, value in typed.items()
    }
    if who in cast.adults:
        named.setdefault("asked", str(cast.adults[who].ref))
    return post(cast, who, "interview_answer", **named)
