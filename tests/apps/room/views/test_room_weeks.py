from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basehaven.apps.audit.models import Look
from basehaven.apps.record import actions as record
from tests.apps.room.conftest import assert_nobody_else_gets_there
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
A_DAY = 24 * 60


def page(room, query=""):
    text = room.client.get(room.address("room_weeks") + query).content.decode()
    return text.split("<main")[1].split("</main")[0]


def mornings(room, days=5, names=("Noor", "Teo"), who="teacher"):
    """One adult with these children for an hour, and Noor cries in it."""
    for day in range(1, days + 1):
        begins = timezone.now() - timedelta(days=day)
        record.shift_add(
            by=room.by, request_id=uuid.uuid4(), adult=room.cast.adults[who], room=room.room,
            from_at=begins, to_at=begins + timedelta(hours=1),
        )  # fmt: skip
        for name in names:
            came = record.attendance_arrive(
                by=room.by, request_id=uuid.uuid4(), child=room.children[name], room=room.room,
                arrived_at=begins,
            )  # fmt: skip
            record.attendance_leave(
                by=room.by, request_id=uuid.uuid4(), attendance=came,
                left_at=begins + timedelta(minutes=55),
            )  # fmt: skip
        room.saw("Noor", "cried", distress=True, ago=day * A_DAY - 10)
        room.saw("Teo", "brought_toy", context="play", ago=day * A_DAY - 40)


def test_it_says_when_the_room_needs_a_second_adult(room):
    mornings(room)
    text = page(room)
    assert "Good moments are noted most often between 12:30 and 13:00: on 5 of 5 days." in text
    assert "Most hard moments here are between 12:00 and 12:30: on 5 of 5 days." in text
    assert "Of these, on 5 of 5 days one adult was with 2 children or more." in text
    assert text.index("Good moments are") < text.index("Most hard moments")


def test_nobodys_name_is_in_it_and_another_adult_on_the_same_shifts_changes_nothing(room):
    mornings(room)
    text = page(room)
    assert "Ana" not in text
    assert "Noor" not in text
    room.cast.adults["teacher"].shifts.update(adult=room.cast.adults["backup"])
    assert page(room) == text


def test_with_few_days_nothing_is_told(room):
    mornings(room, days=4)
    text = page(room)
    assert "Not enough seen yet" in text
    assert "<svg" not in text


def test_a_child_whom_an_order_keeps_from_the_viewer_does_not_count(room):
    mornings(room)
    room.cast.do(
        "restriction_add", child=room.children["Noor"], adult=room.cast.adults["teacher"],
        kind="hide_address", started_on=room.cast.ago(1), source="17/9",
    )  # fmt: skip
    text = page(room)
    assert "No part of the day was hard on more than one day." in text
    assert "Told from what was logged of 1 child whom you see" in text


def test_the_picture_has_a_table_that_says_the_same(room):
    mornings(room)
    text = page(room)
    assert text.count("<svg") == 1
    assert "12:00-12:30" in text
    assert "style=" not in text


def test_opening_it_is_a_look_at_each_child_once_an_hour(room):
    mornings(room)
    page(room)
    page(room, "?weeks=2")
    looks = Look.objects.filter(action="room_weeks", child_ref=room.children["Noor"].ref)
    assert looks.count() == 1


def test_to_everybody_who_does_not_work_there_it_does_not_exist(room):
    assert_nobody_else_gets_there(room, room.address("room_weeks"))


def test_a_director_of_the_room_reads_it(cast):
    client = Client()
    sign_in(client, cast.users["director"])
    address = reverse("room_weeks", args=[cast.rooms["toddler"].ref])
    assert client.get(address).status_code == 200
    assert client.get(address + "?weeks=nonsense").status_code == 200


def test_it_takes_fifteen_queries_however_much_was_seen(room, django_assert_max_num_queries):
    mornings(room, days=6, names=("Noor", "Teo", "Eva", "Sam"))
    page(room)
    with django_assert_max_num_queries(15):
        page(room)
