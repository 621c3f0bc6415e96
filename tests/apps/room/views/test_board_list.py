from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.record.models import WorkingRelationship
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_rooms_are_listed_with_how_many_are_in_them(room):
    room.arrive("Noor", "Teo")
    page = room.client.get(reverse("board_list")).content.decode()
    assert "Sunflower room" in page
    assert "2 children, 1 adult" in page


def test_whoever_works_in_one_room_goes_straight_to_its_board(room):
    toddler = room.cast.rooms["toddler"]
    WorkingRelationship.objects.filter(user=room.cast.teacher, room=toddler).delete()
    answer = room.client.get(reverse("board_list"))
    assert answer["Location"] == room.address("board_show")


def test_without_a_room_it_says_how_one_gets_there(room):
    WorkingRelationship.objects.filter(user=room.cast.teacher).delete()
    assert "You work in no room yet" in room.client.get(reverse("board_list")).content.decode()


def test_to_other_roles_it_does_not_exist(room):
    for role in ("parent", "caseworker", "consultant", "analyst", "funder", "stranger"):
        other = Client()
        sign_in(other, room.cast.users[role])
        assert other.get(reverse("board_list")).status_code == 404, role
