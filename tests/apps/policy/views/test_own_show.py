from __future__ import annotations

import pytest
from django.test import Client

from basehaven.core.indicators.quarters import Quarter
from tests.apps.policy.pages import client_of, texts
from tests.apps.policy.releases import PAID, publish, share, two_quarters
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/own/"


def said(cast, who: str = "analyst") -> str:
    return " ".join(texts(client_of(cast, who).get(URL)))


def test_it_says_what_changed_for_whom_and_how_sure(cast):
    two_quarters(cast.agency)
    page = said(cast)
    assert "Up from 13.4 % in April 2026 to June 2026 to 23.2 %" in page
    assert "Counted: 95. Out of: 410." in page


def test_one_child_that_rounding_makes_five_is_no_change(cast):
    for quarter, kept in (("2026Q2", 28), ("2026Q3", 27)):
        period = Quarter.of_label(quarter).window.name
        publish(cast.agency, quarter, share(PAID, period, {"North": (kept, 60)}))
    assert "From 50.0 % in April 2026 to June 2026 to 41.7 %: no more than the rounding" in said(
        cast
    )


def test_what_if_stands_with_its_assumptions_and_is_no_forecast(cast):
    two_quarters(cast.agency)
    page = said(cast)
    assert "No forecast" in page
    assert "Whether kin could or would have said yes" in page


def test_what_is_withheld_says_why(cast):
    two_quarters(cast.agency)
    assert "withheld: not recorded here: needs" in said(cast)


def test_before_the_first_release_it_says_how_one_is_made(cast):
    assert "basehaven release DIR" in said(cast)


def test_another_agencys_analyst_sees_nothing_of_it(cast):
    two_quarters(cast.agency)
    other = cast.users["analyst"]
    other.agency = cast.other_agency
    other.save()
    client = Client()
    sign_in(client, other)
    page = " ".join(texts(client.get(URL)))
    assert "2026Q3" not in page
    assert "None published yet" in page


@pytest.mark.parametrize("who", ["parent", "teacher", "caseworker", "foster_carer", "stranger"])
def test_for_others_the_page_is_not_there(cast, who):
    two_quarters(cast.agency)
    assert client_of(cast, who).get(URL).status_code == 404
    assert Client().get(URL).status_code == 302


def test_beside_published_figures_only_those_who_may_are_led_to_it(cast):
    two_quarters(cast.agency)
    assert b"/policy/own/" in client_of(cast, "funder").get("/policy/").content
    assert b"/policy/own/" not in client_of(cast, "parent").get("/policy/").content
    own = client_of(cast, "analyst").get("/policy/cfsr/s1/").content
    assert b"/policy/own/cfsr/s1/" in own
