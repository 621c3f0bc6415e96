from __future__ import annotations

import pytest

from basehaven.apps.room.models import DayLine
from tests.apps.room.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def write(room, name="Teo", **typed):
    return room.client.post(
        room.address("line_write", room.children[name].ref), {"kind": "night", **typed}
    )


def test_todays_line_stands_on_the_tile(room):
    room.arrive("Teo")
    write(room, words="Slept four hours")
    assert "Slept four hours" in room.board()


def test_a_kind_alone_is_enough_and_a_later_line_takes_its_place(room):
    write(room)
    write(room, kind="move", words="Home on Saturday")
    page = room.board()
    assert "Home on Saturday" in page
    assert "hard night" not in page.lower()
    assert DayLine.objects.count() == 2


def test_no_other_childs_name_enters_it_and_what_was_typed_comes_back(room):
    page = write(room, words="Bitten by noor at the slide")
    assert page.status_code == 422
    text = page.content.decode()
    assert "Leave the name out" in text
    assert "Bitten by noor at the slide" in text
    assert not DayLine.objects.exists()


def test_to_everybody_else_and_for_other_children_it_does_not_exist(room):
    assert_nobody_else_gets_there(room, room.address("line_write", room.children["Teo"].ref))
    assert room.client.get(room.address("line_write", room.cast.milo.ref)).status_code == 404
