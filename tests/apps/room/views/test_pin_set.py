from __future__ import annotations

import pytest
from django.test import Client

from basehaven.apps.room.models import StaffPin
from tests.cast import PASSWORD, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def send(client, digits="4071", again=None, password=PASSWORD):
    sent = {"password": password, "digits": digits, "again": again or digits}
    return client.post("/pin/", sent)


def test_somebody_of_a_room_chooses_digits_and_they_are_kept_as_a_digest(room):
    assert send(room.client)["Location"] == "/my-account/"
    assert "4071" not in StaffPin.objects.get(user=room.cast.teacher).digest


@pytest.mark.parametrize("digits", ["123", "1234", "9876", "7777", "40a1", "٤٠٧١"])
def test_digits_that_would_be_guessed_first_come_back(room, digits):
    assert send(room.client, digits).status_code == 422
    assert not StaffPin.objects.exists()


def test_two_different_ones_and_a_wrong_password_come_back(room):
    assert "not the same digits" in send(room.client, again="4072").content.decode()
    assert "not your password" in send(room.client, password="x").content.decode()
    assert not StaffPin.objects.exists()


def test_who_works_in_no_room_has_no_use_for_one(cast):
    for user in (cast.parent, cast.stranger, cast.analyst):
        client = Client()
        sign_in(client, user)
        assert client.get("/pin/").status_code == 404
