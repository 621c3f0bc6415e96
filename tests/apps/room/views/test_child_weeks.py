from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.audit.models import Look
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
A_DAY = 24 * 60


def address(child, query=""):
    return reverse("child_weeks", args=[child.ref]) + query


def page(room, name="Noor", query=""):
    text = room.client.get(address(room.children[name], query)).content.decode()
    return text.split("<main")[1].split("</main")[0]


def six_days(room):
    for day in range(1, 7):
        room.arrive("Noor", ago=day * A_DAY + 30)
        room.saw("Noor", "brought_toy", context="play", ago=day * A_DAY)
    for day in range(1, 4):
        room.saw(
            "Noor", "cried", ago=day * A_DAY + 20, distress=True, sought="someone",
            response="sang|held", soothed="yes",
        )  # fmt: skip


def test_good_moments_and_what_helped_come_before_hard_ones(room):
    six_days(room)
    text = page(room)
    assert "Good moments were noted on 6 of 6 days." in text
    assert "Hard moments were noted on 3 of 6 days." in text
    assert "Most of them were between 11:00 and 12:00: on 3 of 6 days." in text
    assert text.index("Good moments") < text.index("What helped") < text.index("Hard moments")
    assert "helped 3 of 3 times" in text


def test_where_and_with_whom_are_told_without_anybodys_name(room):
    six_days(room)
    text = page(room)
    assert "Sunflower room" in text
    assert "Not noted who was there" in text
    assert "Ana" not in text


def test_how_alike_days_were_is_told_in_counts_and_never_named(room):
    six_days(room)
    text = page(room)
    assert "In hard moments the child turned to somebody on 3 of 3 days." in text
    assert "it was alike 2 of 2 times." in text


def test_few_days_are_said_to_be_few(room):
    room.saw("Noor", "cried", distress=True)
    text = page(room)
    assert "Not enough seen yet: a pattern is told from 5 days on." in text
    assert "Most of them" not in text
    assert "Nothing seen yet" in page(room, "Teo")


def test_the_picture_has_a_table_that_says_the_same(room):
    six_days(room)
    text = page(room)
    assert text.count("<svg") == text.count("The same as a table") == 2
    assert "style=" not in text


def test_signs_of_harm_are_not_in_it(room):
    room.saw("Noor", "injury_sign", "cried", distress=True, context="care")
    assert "Nothing seen yet" in page(room)


def test_how_far_back_is_asked_for_and_nonsense_is_four_weeks(room):
    room.saw("Noor", "brought_toy", context="play", ago=20 * A_DAY)
    assert "Nothing seen yet" in page(room, query="?weeks=2")
    for query in ("", "?weeks=4", "?weeks=x", "?weeks=٣", "?weeks=-9", "?weeks=9999999"):
        assert "Nothing seen yet" not in page(room, query=query), query


def test_the_family_reads_it_and_whoever_is_kept_away_finds_nothing(room):
    for who, status in (("parent", 200), ("foster_carer", 200), ("father", 404), ("stranger", 404)):
        client = Client()
        sign_in(client, room.cast.users[who])
        assert client.get(address(room.cast.milo)).status_code == status, who


def test_opening_it_is_a_look(room):
    page(room)
    assert Look.objects.filter(action="child_weeks", child_ref=room.children["Noor"].ref).exists()


def test_it_takes_fifteen_queries_however_much_was_seen(room, django_assert_max_num_queries):
    six_days(room)
    page(room)
    with django_assert_max_num_queries(15):
        page(room)
