from __future__ import annotations

import pytest
from django.test import Client

from tests.apps.policy.pages import client_of, texts
from tests.apps.policy.releases import two_quarters
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/own/relationships/only_paid/"


@pytest.fixture(autouse=True)
def _released(cast):
    two_quarters(cast.agency)


def said(cast, url: str = URL) -> str:
    return " ".join(texts(client_of(cast, "analyst").get(url)))


def test_a_hidden_region_is_hidden_and_never_nought(cast):
    page = said(cast)
    assert "East Hidden, so that no child can be found hidden" in page
    assert "East 0" not in page


def test_a_period_can_be_chosen_and_an_unknown_one_shows_the_newest(cast):
    assert "13.4 %" in said(cast, f"{URL}?period=2026-04-01/2026-06-30")
    assert "July 2026 to September 2026" in said(cast, f"{URL}?period=never")


def test_it_says_from_what_by_which_rules_and_with_which_doubts(cast):
    page = said(cast)
    assert "Release 2026Q3" in page
    assert "Counts from 1 to 7 are hidden" in page
    assert "A change is no trend" in page


def test_the_nations_figure_stands_beside_with_why_they_may_differ(cast):
    page = said(cast, "/policy/own/cfsr/s1/")
    assert "neither is adjusted" in page
    assert "139,336,762" in page


def test_what_is_withheld_whole_says_why(cast):
    page = said(cast, "/policy/own/families/needs_met/")
    assert "Withheld: not recorded here: needs" in page


def test_what_was_not_published_and_other_agencies_find_nothing(cast):
    client = client_of(cast, "analyst")
    assert client.get("/policy/own/cfsr/p1/").status_code == 404
    assert client.get("/policy/own/narnia/p1/").status_code == 404
    other = cast.users["analyst"]
    other.agency = cast.other_agency
    other.save()
    client = Client()
    sign_in(client, other)
    assert client.get(URL).status_code == 404
    assert client_of(cast, "parent").get(URL).status_code == 404
