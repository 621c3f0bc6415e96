from __future__ import annotations

import pytest
from django.test import Client

from tests.apps.policy.pages import client_of, texts

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
URL = "/policy/"


def test_it_tells_every_published_indicator_of_both_countries(cast):
    said = texts(client_of(cast, "analyst").get(URL))
    assert "Three or more homes within a year" in said
    assert "Moves from home to home in care" in said
    assert "10 %" in said and "4.88" in said


def test_a_trend_that_a_change_of_rules_broke_is_not_told(cast):
    said = texts(client_of(cast, "analyst").get(URL))
    assert "Not to be said: the periods cannot be compared." in said
    assert not any("6.07 in" in text for text in said)


def test_it_names_the_youngest_where_they_are_published(cast):
    said = " ".join(texts(client_of(cast, "funder").get(URL)))
    assert "0 to 3 months: 25.3 %" in said


def test_whoever_is_signed_in_may_read_it_and_nobody_else(cast):
    assert client_of(cast, "stranger").get(URL).status_code == 200
    assert Client().get(URL).status_code == 302


def test_nothing_can_be_sent_to_it(cast):
    assert client_of(cast, "analyst").post(URL).status_code == 405


def test_whose_job_it_is_is_led_here_from_the_front_door(cast):
    assert client_of(cast, "analyst").get("/")["Location"] == URL
    assert client_of(cast, "funder").get("/")["Location"] == URL
    assert client_of(cast, "teacher").get("/")["Location"] == "/children/"
