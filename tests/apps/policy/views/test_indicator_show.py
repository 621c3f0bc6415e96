from __future__ import annotations

import pytest
from django.test import Client

from tests.apps.policy.pages import client_of, texts

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/cfsr/p5/"
ENGLAND = "/policy/england/placements_3plus/"


def test_one_in_ten_of_englands_children_is_what_the_page_leads_with(cast):
    said = " ".join(texts(client_of(cast, "analyst").get(ENGLAND)))
    assert "10 % 8,500 of 81,770 children" in said


def test_a_trend_that_a_change_of_rules_broke_says_why_it_is_not_joined(cast):
    said = " ".join(texts(client_of(cast, "analyst").get(URL)))
    assert "Why the points are not joined" in said
    assert "noise of the change" in said


def test_a_figure_that_was_not_published_says_so_and_is_not_nought(cast):
    said = texts(client_of(cast, "analyst").get(ENGLAND))
    assert any("suppressed by the publisher" in text.lower() for text in said)


def test_pictures_carry_no_style_and_have_a_title(cast):
    page = client_of(cast, "analyst").get(URL).content.decode()
    assert " style=" not in page
    assert page.count('role="img"') == page.count("<title id=") > 4


def test_a_period_that_nobody_published_shows_the_latest(cast):
    said = " ".join(texts(client_of(cast, "analyst").get(URL + "?period=99Z")))
    assert "April 2024 to March 2025" in said


def test_whoever_is_signed_in_may_read_it_and_what_is_not_there_is_not_found(cast):
    assert client_of(cast, "stranger").get(URL).status_code == 200
    assert client_of(cast, "stranger").get("/policy/cfsr/p9/").status_code == 404
    assert client_of(cast, "stranger").get("/policy/narnia/p5/").status_code == 404
    assert Client().get(URL).status_code == 302
