from __future__ import annotations

import re

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


def test_what_is_unusual_is_told_apart_from_what_is_more_than_chance(cast):
    said = " ".join(texts(client_of(cast, "analyst").get("/policy/cfsr/p1/")))
    assert "39 of 46 areas differ from the country by more than chance alone would give" in said
    assert "Allowing for that, 8 areas are unusual." in said
    assert "If all areas do badly by children, none stands out." in said


def test_a_picture_says_both_to_whoever_does_not_see_it(cast):
    page = client_of(cast, "analyst").get("/policy/cfsr/p1/").content.decode()
    (told,) = set(re.findall(r'<desc id="funnel[^"]*">(.*?)</desc>', page))
    assert "39 of 46 areas differ" in told
    assert "8 areas are unusual" in told


def test_a_group_is_shown_with_its_distance_and_what_chance_would_give(cast):
    page = client_of(cast, "analyst").get("/policy/cfsr/p1/").content.decode()
    assert "9.5 points lower; by chance alone up to 0.6" in page


def test_groups_have_one_colour_and_stand_in_the_publishers_order(cast):
    page = client_of(cast, "analyst").get("/policy/cfsr/p1/").content.decode()
    (chart,) = re.findall(r'<svg class="plot plot--wide"[^>]*aria-labelledby="race.*?</svg>', page)
    assert set(re.findall(r"f-(sun|plum|clay)", chart)) == {"plum"}


def test_what_was_done_elsewhere_stands_there_with_its_sources_as_drafts(cast):
    page = client_of(cast, "analyst").get(URL)
    said = " ".join(texts(page))
    assert "What was done elsewhere" in said
    assert "Six months later there was no difference beyond chance" in said
    assert "https://doi.org/10.1177/1077559512458176" in page.content.decode()
    empty = texts(client_of(cast, "analyst").get("/policy/england/social_workers_3plus/"))
    assert any("An empty place is not a lack of programmes" in text for text in empty)


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
