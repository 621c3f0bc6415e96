from __future__ import annotations

import uuid

import pytest
from django.test import Client

from basehaven.apps.record.models import CareEvent
from tests.apps.room.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
JSON = {"HTTP_ACCEPT": "application/json"}


def send(room, name="Noor", client=None, **typed):
    sent = {"child": str(room.children[name].ref), "context": "arrival", **typed}
    headers = sent.pop("headers", {})
    return (client or room.client).post(room.address("moment_log"), sent, **headers)


def test_three_taps_write_a_moment_and_all_else_stays_unknown(room):
    assert send(room, seen=["cried"]).status_code == 302
    event = CareEvent.objects.get()
    assert (event.seen, event.context, event.distress) == (["cried"], "arrival", True)
    assert (event.sought, event.approached, event.soothed, event.response) == ("", [], "", "")
    assert event.observer == room.cast.adults["teacher"]


def test_whom_the_child_turned_to_is_kept_in_order_with_who_was_there(room):
    ana, ben = (room.cast.adults[who] for who in ("teacher", "backup"))
    send(room, seen=["clung"], turned_to=[str(ben.ref), str(ana.ref)], did=["sat_near", "sang"],
         soothed="partly")  # fmt: skip
    event = CareEvent.objects.get()
    assert [key.rpartition("::")[2] for key in event.approached] == [ben.key, ana.key]
    assert [key.rpartition("::")[2] for key in event.available] == [ana.key]  # Ben is late
    assert (event.sought, event.response, event.soothed) == ("someone", "sat_near|sang", "partly")
    assert event.responder == ana


def test_nobody_is_written_only_when_it_was_tapped(room):
    send(room, seen=["wandered"], turned_to=["nobody"])
    assert CareEvent.objects.get().sought == "nobody"


def test_the_one_who_brought_the_child_was_there_too(room):
    parent = room.scene.parents["Noor"]
    room.client.post(
        room.address("child_arrive", room.children["Noor"].ref), {"brought_by": str(parent.ref)}
    )
    send(room, seen=["cried"])
    assert parent.key in CareEvent.objects.get().available


def test_an_adult_on_a_break_was_not_there(room):
    ana = room.cast.adults["teacher"]
    room.client.post(room.address("away_set", ana.ref), {"reason": "break"})
    send(room, seen=["cried"])
    assert CareEvent.objects.get().available == []


def test_several_children_get_a_moment_each_and_no_name_of_another(room):
    also = [str(room.children[name].ref) for name in ("Eva", "Sam")]
    send(room, seen=["wanted_lap"], also=also)
    events = CareEvent.objects.all()
    assert {event.child.name for event in events} == {"Noor Haddad", "Eva Lund", "Sam Okoye"}
    assert not [event for event in events if "Eva " in str(event.extra) + event.response]


def test_the_same_moment_sent_again_is_one_moment(room):
    same = {"request_id": str(uuid.uuid4()), "seen": ["cried"]}
    first, again = send(room, **same), send(room, **same)
    assert CareEvent.objects.count() == 1
    assert first["Location"] == again["Location"]


def test_a_moment_that_waited_for_the_network_keeps_its_time_and_its_author(room):
    author = room.cast.teacher.ref.hex[:12]
    answer = send(room, seen=["cried"], author=author, at="2026-01-05T08:01:00Z", headers=JSON)
    assert answer.status_code == 201
    assert CareEvent.objects.get().at.isoformat() == "2026-01-05T08:01:00+00:00"


def test_a_moment_of_somebody_else_waits_until_they_sign_in(room):
    answer = send(room, seen=["cried"], author="0" * 12, headers=JSON)
    assert answer.status_code == 409
    assert "logged by somebody else" in answer.json()["problem"]
    assert not CareEvent.objects.exists()


def test_bad_input_comes_back_with_all_that_was_tapped(room):
    ana = str(room.cast.adults["teacher"].ref)
    page = send(room, seen=["cried", "hit"], turned_to=["nobody", ana], did=["sang"])
    assert page.status_code == 422
    text = page.content.decode()
    assert "cannot both be" in text
    for value in ("cried", "hit", "nobody", ana, "sang"):
        assert f'value="{value}" checked' in text
    assert not CareEvent.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Tap at least one thing"),
        ({"seen": ["a_feeling"]}, "not known here"),
        ({"seen": ["cried"], "at": "2026-02-30T08:00Z"}, "no time with its zone"),
        ({"seen": ["cried"], "at": "2027-01-05T08:00:00Z"}, "still to come"),
    ],
)
def test_what_cannot_be_is_told_in_words(room, typed, words):
    answer = send(room, **{"context": "", **typed}, headers=JSON)
    assert answer.status_code == 422
    assert words in answer.json()["problem"]


def test_a_child_of_another_room_is_not_logged_from_here(room):
    answer = room.client.post(
        room.address("moment_log"), {"child": str(room.cast.milo.ref), "seen": ["cried"]}, **JSON
    )
    assert answer.status_code == 422
    assert room.client.get(
        room.address("moment_log") + f"?child={room.cast.milo.ref}"
    ).status_code == 404  # fmt: skip


def test_to_everybody_else_the_log_does_not_exist(room):
    address = room.address("moment_log")
    asked = f"{address}?child={room.children['Noor'].ref}"
    assert_nobody_else_gets_there(room, asked)
    assert_nobody_else_gets_there(room, address, "post", child="x", seen="cried")
    assert Client().get(asked).status_code == 302
