from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from basehaven.apps.audit.models import Look
from basehaven.apps.room.actions import card_line_write
from basehaven.apps.room.names import alphabetical
from tests.apps.room.conftest import asked, assert_nobody_else_gets_there
from tests.apps.room.tablet import opened

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def tiles(page):
    return re.findall(r'data-log="[^"]*">([^<]+)</a>', page)


def test_closed_it_shows_first_names_of_those_here_and_nothing_else(room):
    room.arrive("Noor", "Teo")
    room.saw("Noor", "cried", "hit")
    page = room.client.get(room.address("board_show")).content.decode()
    assert "<li>Noor</li>" in page
    assert "<li>Teo</li>" in page
    assert not [word for word in ("cried", "Haddad", ">Eva<", "Needs someone") if word in page]


def test_closed_the_order_of_names_says_nothing_of_who_needs_somebody(room):
    room.arrive()
    for name in ("Zoe", "Teo", "Noor"):
        room.saw(name, "cried", "hit", ago=3, distress=True)
    closed = room.client.get(room.address("board_show")).content.decode()
    assert tiles(room.board())[:3] != sorted(room.children)[:3]
    assert re.findall("<li>([^<]+)</li>", closed) == sorted(room.children)


def test_closed_it_asks_little_and_nothing_of_what_was_seen_or_said(room):
    room.arrive()
    room.saw("Noor", "cried", distress=True)
    questions = asked(room.client, room.address("board_show"))
    assert len(questions) == 7, questions
    of_the_day = ("careevent", "routine", "cardline", "settlingplan", "dayline", "beside")
    assert not [sql for sql in questions for table in of_the_day if table in sql]


def test_a_name_with_an_accent_stands_where_a_reader_looks_for_it():
    assert sorted(["Zoe", "Ángel", "Bo", "ana"], key=alphabetical) == ["ana", "Ángel", "Bo", "Zoe"]


def test_the_quiet_child_stands_beside_the_loud_one_before_all_others(room):
    room.arrive()
    for name in ("Eva", "Sam", "Ivy", "Leo", "Zoe", "Kai"):
        room.saw(name, "wanted_lap", ago=5)
    room.saw("Noor", "cried", "hit", "pulled_at_door", ago=3, distress=True)
    room.saw("Teo", "wandered", "flat_face", ago=2)
    page = room.board()
    assert tiles(page)[:2] == ["Noor", "Teo"]
    assert "Needs someone now" in page
    assert "Quiet: do not miss" in page
    assert page.count("Wants close") == 6


def test_what_helped_this_child_comes_before_any_guess(room):
    room.arrive("Noor")
    room.saw("Noor", "cried", ago=25, distress=True, response="sat_near", soothed="yes")
    room.saw("Noor", "cried", ago=1, distress=True)
    page = room.board()
    assert "sat near: helped 1 of 1 times" in page
    assert "A guess:" not in page


def test_who_is_first_and_whether_they_are_here_stands_on_each_tile(room):
    room.arrive("Noor")
    page = room.board()
    assert '<span class="is-here">Ana 1st</span>' in page
    assert "Ben 2nd (12:25)" in page


def test_the_ratio_stands_on_it_closed_or_open_with_what_is_short_and_until_when(room):
    room.arrive()
    closed = room.client.get(room.address("board_show")).content.decode()
    assert "1 adult, 8 children: 1 more adult needed until 12:25" in closed
    assert "1 adult, 8 children: 1 more adult needed until 12:25" in room.board()
    room.client.post(room.address("away_set", room.cast.adults["teacher"].ref), {"reason": "break"})
    assert "0 adults, 8 children: 2 more adults needed" in room.board()


def test_for_whom_nobody_known_is_there_is_said_by_name(room):
    room.arrive("Noor", "Eva")
    assert "Nobody in the room" not in room.board()
    room.client.post(room.address("away_set", room.cast.adults["teacher"].ref), {"reason": "busy"})
    assert "Nobody in the room is a main or backup adult of Eva, Noor." in room.board()


def test_nothing_logged_for_forty_minutes_is_said(room):
    room.arrive("Zoe", ago=41)
    assert "Nothing logged since 11:19" in room.board()


def test_opening_is_a_look_at_each_child_once_an_hour(room):
    room.arrive("Noor")
    for _ in range(3):
        room.board()
    looks = Look.objects.filter(action="board_show", child_ref=room.children["Noor"].ref)
    assert looks.count() == 1
    assert looks.get().grounds == "works in the room"


def test_an_allergy_is_one_tap_away_with_what_to_do_and_who_said_so(room):
    room.arrive("Noor", "Teo")
    card_line_write(
        by=room.by, request_id=uuid.uuid4(), child=room.children["Noor"], kind="allergy",
        text="Peanuts", more="Red box, then the ambulance", word_of=room.scene.parents["Noor"],
    )  # fmt: skip
    page = room.board()
    assert page.count('<summary><span class="chip">Allergy</span></summary>') == 1
    told = page.split("tile__safety")[1].split("</details>")[0]
    assert all(word in told for word in ("Peanuts", "Red box, then the ambulance", "Alex Haddad"))


def test_a_closed_board_says_nothing_of_allergies(room):
    room.arrive("Noor")
    card_line_write(
        by=room.by, request_id=uuid.uuid4(), child=room.children["Noor"], kind="medicine",
        text="Salbutamol",
    )  # fmt: skip
    assert "Salbutamol" in room.board()
    closed = room.client.get(room.address("board_show")).content.decode()
    assert not [word for word in ("Salbutamol", "Medicine", "medicine") if word in closed]


def test_the_board_takes_fifteen_queries_however_many_children(room):
    room.arrive()
    for name in room.children:
        room.saw(name, "cried", distress=True)
    assert len(asked(room.client, room.address("board_show") + "?open=1")) <= 15


def test_opened_with_a_pin_it_takes_no_more(room):
    room.arrive()
    device = opened(room)
    assert len(asked(device, room.address("board_show") + "?open=1")) <= 15


def test_a_child_whom_an_order_keeps_from_a_worker_is_not_on_their_board(room):
    room.arrive("Noor")
    room.cast.do(
        "restriction_add", child=room.children["Noor"], adult=room.cast.adults["teacher"],
        kind="hide_address", started_on=room.cast.ago(1), source="17/9",
    )  # fmt: skip
    page = room.board() + room.client.get(room.address("board_show")).content.decode()
    assert "Noor" not in page


def test_to_everybody_else_the_board_does_not_exist(room):
    assert_nobody_else_gets_there(room, room.address("board_show"))
    assert_nobody_else_gets_there(room, room.address("board_show") + "?open=1")


def test_when_the_work_in_the_room_has_ended_so_has_the_board(room):
    room.cast.teacher.working_relationships.update(ended_on=room.cast.today)
    assert room.client.get(room.address("board_show")).status_code == 404


def test_a_part_of_the_page_is_sent_to_a_board_that_refreshes(room):
    page = room.client.get(room.address("board_show") + "?open=1", HTTP_HX_REQUEST="true")
    assert page.content.decode().lstrip().startswith('<div id="board"')


def test_in_spanish_the_board_speaks_spanish(room):
    room.arrive("Noor")
    room.saw("Noor", "cried", distress=True)
    other = Client(HTTP_ACCEPT_LANGUAGE="es")
    other.force_login(room.cast.teacher)
    page = other.get(room.address("board_show") + "?open=1").content.decode()
    assert "lloró" in page
    assert "Needs someone now" not in page
