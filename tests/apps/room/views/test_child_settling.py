from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.audit.models import Look
from basehaven.apps.record.models import CareEvent
from basehaven.apps.room import actions
from basehaven.apps.room.models import SettlingPlan
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
A_DAY = 24 * 60


def address(child, query=""):
    return reverse("child_settling", args=[child.ref]) + query


def page(room, name="Noor", query=""):
    text = room.client.get(address(room.children[name], query)).content.decode()
    return text.split("<main")[1].split("</main")[0]


def plan(room, **values):
    now = SettlingPlan.objects.filter(ended_on=None).first()
    return actions.settling_plan_write(
        by=room.by, request_id=uuid.uuid4(), room=room.room, child=room.children["Noor"],
        arrival=actions.Arrival(**values), instead_of=now.ref if now else None,
    )  # fmt: skip


def three_mornings(room):
    for day in (3, 2, 1):
        room.arrive("Noor", ago=day * A_DAY)
    room.saw(
        "Noor", "cried", distress=True, ago=2 * A_DAY - 3, responder=room.cast.adults["teacher"],
        response="held",
    )  # fmt: skip
    CareEvent.objects.update(minutes_to_settle=12, back_to_play=True)
    room.saw("Noor", "greeted_gladly", ago=A_DAY - 1, distress=False)


def test_each_morning_is_told_in_minutes_and_what_nobody_noted_is_not_known(room):
    three_mornings(room)
    text = page(room)
    assert "15 minutes" in text
    assert "no hard moment noted on arriving" in text
    assert "nothing noted on arriving" in text
    assert "Of 1 morning nothing was noted" in text
    assert "0 minutes" not in text


def test_the_picture_has_dots_and_a_table_and_no_line_or_average(room):
    three_mornings(room)
    text = page(room)
    assert text.count('class="chart__dot"') == 1
    assert text.count('class="chart__ring"') == 1
    assert "<polyline" not in text
    assert "<path" not in text
    assert "style=" not in text
    assert "average" not in text


def test_who_was_first_is_marked_in_words(room):
    three_mornings(room)
    assert "First with the child:" in page(room)
    assert "Ana" in page(room)


def test_the_plan_stands_first_and_earlier_ones_stay_readable(room):
    plan(room, thing="the grey scarf", first_adult=room.cast.adults["teacher"])
    plan(room, thing="the blue scarf")
    room.arrive("Noor", ago=1)
    text = page(room)
    assert text.index("the blue scarf") < text.index("Each morning") < text.index("the grey scarf")
    assert "1 earlier plan" in text
    assert "new plan" in text


def test_a_plan_to_look_at_again_says_so(room):
    plan(room, thing="scarf", review_on=room.cast.today)
    assert "It is time to look at this plan again" in page(room)


def test_without_a_plan_and_with_nonsense_for_weeks_the_page_says_what_to_do(room):
    text = page(room, "Teo", "?weeks=soon")
    assert "No plan yet" in text
    assert "Write a plan" in text
    assert "No arrival was noted in these weeks." in text


def test_the_family_reads_and_writes_and_others_of_the_team_read(room):
    for who, status, may_write in (
        ("parent", 200, True), ("foster_carer", 200, True), ("caseworker", 200, False),
        ("father", 404, False), ("stranger", 404, False), ("analyst", 404, False),
    ):  # fmt: skip
        client = Client()
        sign_in(client, room.cast.users[who])
        answer = client.get(address(room.cast.milo))
        assert answer.status_code == status, who
        assert ("Write a plan" in answer.content.decode()) == may_write, who


def test_opening_it_is_a_look_and_takes_fifteen_queries(room, django_assert_max_num_queries):
    three_mornings(room)
    plan(room, thing="scarf")
    page(room)
    with django_assert_max_num_queries(15):
        page(room)
    assert Look.objects.filter(action="child_settling").count() == 2


def test_at_the_door_the_board_and_the_arrival_say_the_plan_in_a_line(room):
    plan(room, thing="the grey scarf", first_adult=room.cast.adults["teacher"], phrases="yalla",
         not_to_do="take the scarf")  # fmt: skip
    line = "Ana · the grey scarf · “yalla”"
    assert line in room.board()
    arriving = room.client.get(room.address("child_arrive", room.children["Noor"].ref))
    assert line in arriving.content.decode()
    assert "take the scarf" in arriving.content.decode()
    room.arrive("Noor", ago=40)
    assert line not in room.board()
