from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.record.models import Attendance
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def day(room, who, name="Noor", query=""):
    client = Client()
    sign_in(client, room.cast.users[who])
    child = room.children.get(name) or room.cast.milo
    return client.get(reverse("child_day", args=[child.ref]) + query)


def page(room, name="Noor"):
    return room.client.get(reverse("child_day", args=[room.children[name].ref])).content.decode()


def test_the_note_writes_itself_with_what_went_well_first(room):
    room.arrive("Noor")
    room.saw("Noor", "cried", distress=True, response="sat_near", soothed="yes")
    room.saw("Noor", "brought_toy", context="play")
    room.client.post(room.address("routine_note", room.children["Noor"].ref), {"kind": "bottle"})
    text = page(room)
    assert text.index("Good moments") < text.index("Hard moments")
    assert "We: sat near." in text
    assert "It helped." in text
    assert "Bottle:" in text


def test_signs_of_harm_are_never_in_the_familys_note(room):
    room.saw("Noor", "injury_sign", "cried", distress=True, context="care")
    assert "Nothing was noted this day" in page(room)


def test_no_other_childs_name_is_in_it(room):
    room.arrive("Noor", "Eva")
    room.saw("Noor", "hit", distress=True)
    assert "Eva" not in page(room).split("<main")[1].split("</main")[0]


def test_another_day_is_asked_by_its_date_and_nonsense_is_today(room):
    room.saw("Noor", "brought_toy", context="play")
    address = reverse("child_day", args=[room.children["Noor"].ref])
    assert "Good moments" not in room.client.get(address + "?on=2026-01-05").content.decode()
    assert "Good moments" in room.client.get(address + "?on=2026-02-31").content.decode()


def test_the_family_reads_it_and_whoever_is_kept_away_finds_nothing(room):
    assert day(room, "parent", "milo").status_code == 200
    assert day(room, "father", "milo").status_code == 404
    assert day(room, "stranger", "milo").status_code == 404
    assert Attendance.objects.filter(child=room.cast.milo).exists()
