from __future__ import annotations

import pytest

from basehaven.apps.record.models import Adult
from basehaven.apps.room.models import Beside
from tests.apps.room.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def tap(room, name="Noor", **typed):
    return room.client.post(room.address("beside_set", room.children[name].ref), typed)


def test_one_tap_says_who_is_with_the_child_and_another_that_they_are_not(room):
    room.arrive("Noor")
    room.saw("Noor", "cried", distress=True)
    tap(room)
    assert "With Ana" in room.board()
    tap(room, end="yes")
    page = room.board()
    assert "With Ana" not in page
    assert "Needs someone now" in page


def test_one_adult_at_a_time(room):
    tap(room)
    tap(room)
    assert Beside.objects.filter(until_at=None).count() == 1
    assert Beside.objects.count() == 2


def test_without_a_person_of_the_record_it_says_so(room):
    Adult.objects.filter(user=room.cast.teacher).update(user=None)
    page = room.client.post(room.address("beside_set", room.children["Noor"].ref), {}, follow=True)
    assert "not linked to a person" in page.content.decode()
    assert not Beside.objects.exists()


def test_to_everybody_else_and_for_other_children_it_does_not_exist(room):
    address = room.address("beside_set", room.children["Noor"].ref)
    assert_nobody_else_gets_there(room, address, "post")
    assert room.client.post(room.address("beside_set", room.cast.milo.ref), {}).status_code == 404
    assert not Beside.objects.exists()
