from __future__ import annotations

import pytest

from basehaven.apps.record.models import Attendance
from tests.apps.room.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def arrive(room, name="Noor", **typed):
    return room.client.post(room.address("child_arrive", room.children[name].ref), typed)


def of(room, name="Noor"):
    return Attendance.objects.filter(child=room.children[name])


def test_two_taps_say_that_the_child_is_here_and_who_brought_them(room):
    parent = room.scene.parents["Noor"]
    assert arrive(room, brought_by=str(parent.ref)).status_code == 302
    assert of(room).get().extra["brought_by"].endswith(parent.key)
    assert "Here since 12:00" in room.board()


def test_who_brought_them_need_not_be_said(room):
    arrive(room, brought_by="")
    assert of(room).get().extra == {}


def test_an_order_stands_in_words_beside_the_name(room):
    room.cast.do(
        "restriction_add", child=room.children["Noor"], adult=room.scene.parents["Noor"],
        kind="no_contact", started_on=room.cast.ago(1), source="Court 9/12",
    )  # fmt: skip
    page = room.client.get(room.address("child_arrive", room.children["Noor"].ref))
    assert "no contact (Court 9/12)" in page.content.decode()


def test_a_child_who_is_here_already_does_not_arrive_again(room):
    arrive(room)
    page = arrive(room)
    assert page.status_code == 422
    assert "already here since 12:00" in page.content.decode()
    assert of(room).count() == 1


def test_bad_input_comes_back(room):
    page = arrive(room, brought_by="nobody I know")
    assert page.status_code == 422
    assert not of(room).exists()


def test_to_everybody_else_and_for_other_children_it_does_not_exist(room):
    assert_nobody_else_gets_there(room, room.address("child_arrive", room.children["Noor"].ref))
    other = room.address("child_arrive", room.cast.milo.ref)
    assert room.client.get(other).status_code == 404
    assert room.client.post(other, {}).status_code == 404
