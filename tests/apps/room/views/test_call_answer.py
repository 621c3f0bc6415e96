from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.room.models import Call
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def call(room):
    room.client.post(room.address("call_make"), {})
    return Call.objects.get()


def answer(client, call):
    return client.post(reverse("call_answer", args=[call.ref]), {"request_id": str(uuid.uuid4())})


def test_somebody_of_the_centre_goes_and_the_call_is_over(room, call):
    director = Client()
    sign_in(director, room.cast.director)
    assert answer(director, call).status_code == 302
    call.refresh_from_db()
    assert call.answered_by == f"user:{room.cast.director.ref.hex[:12]}"
    assert "has asked for another adult" not in room.board()


def test_a_call_that_is_over_is_not_found_again(room, call):
    assert answer(room.client, call).status_code == 302
    assert answer(room.client, call).status_code == 404


def test_to_those_of_no_room_there_it_does_not_exist(room, call):
    for role in ("caseworker", "parent", "consultant", "stranger"):
        other = Client()
        sign_in(other, room.cast.users[role])
        assert answer(other, call).status_code == 404, role
    call.refresh_from_db()
    assert call.answered_at is None
