"""A room's pages open for those who work in the room, and for nobody else in the cast."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.accounts.checks import every_route
from basehaven.apps.record.models import Enrolment
from basehaven.apps.room.access import board_children, boards_for
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
WORK_IN_THE_TODDLER_ROOM = {"teacher", "director"}


def room_routes():
    return [route for route in every_route() if route.rule.startswith("room:")]


def addresses(cast, route):
    """The route's address with what is really in Milo's room."""
    real = {
        "room": cast.rooms["toddler"].ref,
        "child": cast.milo.ref,
        "adult": cast.adults["teacher"].ref,
        "event": uuid.uuid4(),
        "tablet": uuid.uuid4(),
    }
    names = [name for name in real if f":{name}>" in route.pattern]
    return reverse(route.name, kwargs={name: real[name] for name in names})


def test_every_room_route_is_walked():
    assert len(room_routes()) >= 10


@pytest.mark.parametrize(
    "who",
    ["parent", "father", "foster_carer", "home_visitor", "consultant", "caseworker", "supervisor",
     "data_manager", "analyst", "funder", "stranger"],
)  # fmt: skip
def test_to_whoever_does_not_work_in_the_room_it_does_not_exist(cast, who):
    client = Client()
    sign_in(client, cast.users[who])
    for route in room_routes():
        address = addresses(cast, route)
        for response in (client.get(address), client.post(address, {})):
            assert response.status_code == 404, (who, address)
            assert "Milo" not in response.content.decode()


@pytest.mark.parametrize("who", sorted(WORK_IN_THE_TODDLER_ROOM))
def test_those_who_work_in_it_get_to_its_board(cast, who):
    client = Client()
    sign_in(client, cast.users[who])
    page = client.get(reverse("board_show", args=[cast.rooms["toddler"].ref]) + "?open=1")
    assert page.status_code == 200
    assert "Milo" in page.content.decode()


def test_a_teacher_does_not_get_to_the_room_next_door(cast):
    client = Client()
    sign_in(client, cast.teacher)
    assert client.get(reverse("board_show", args=[cast.rooms["baby"].ref])).status_code == 404


def test_work_that_has_not_begun_or_is_over_opens_no_room(cast):
    assert set(boards_for(cast.teacher, cast.today)) == {cast.rooms["toddler"]}
    assert not boards_for(cast.teacher, cast.day(334))
    cast.teacher.is_active = False
    assert not boards_for(cast.teacher, cast.today)


def test_a_child_who_left_the_room_leaves_the_board(cast):
    toddler = cast.rooms["toddler"]
    assert list(board_children(cast.teacher, toddler)) == [cast.milo]
    Enrolment.objects.filter(child=cast.milo, room=toddler).update(ended_on=cast.today)
    assert not board_children(cast.teacher, toddler)
