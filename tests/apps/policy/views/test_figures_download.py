from __future__ import annotations

import pytest
from django.test import Client

from tests.apps.policy.pages import client_of, rows

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/england/placements_3plus/figures.csv"


def test_it_holds_the_figures_as_they_were_printed(cast):
    found = rows(client_of(cast, "analyst").get(URL))
    (england,) = [r for r in found if r["part"] == "trend" and r["period"] == "2025"]
    assert (england["numerator"], england["denominator"], england["value"]) == (
        "8500",
        "81770",
        "10",
    )


def test_what_was_not_printed_is_empty_with_its_reason_and_never_nought(cast):
    bare = [r for r in rows(client_of(cast, "analyst").get(URL)) if not r["value"]]
    assert bare
    assert all(r["note"] for r in bare)


def test_it_holds_the_period_that_the_page_shows(cast):
    found = rows(client_of(cast, "analyst").get(URL + "?period=2021"))
    assert {r["period"] for r in found if r["part"] == "areas"} == {"2021"}


def test_whoever_is_signed_in_may_read_it_and_what_is_not_there_is_not_found(cast):
    assert client_of(cast, "stranger").get(URL).status_code == 200
    assert client_of(cast, "analyst").get("/policy/cfsr/p9/figures.csv").status_code == 404
    assert Client().get(URL).status_code == 302
