from __future__ import annotations

import pytest

from tests.apps.policy.pages import client_of, rows
from tests.apps.policy.releases import PAID, publish, share, two_quarters

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/own/relationships/only_paid/figures.csv"


def test_it_holds_what_is_on_the_page(cast):
    two_quarters(cast.agency)
    found = rows(client_of(cast, "analyst").get(URL))
    trend = [row for row in found if row["part"] == "trend"]
    assert [row["value"] for row in trend] == ["13.4", "23.2"]
    assert [row["release"] for row in trend] == ["2026Q2", "2026Q3"]


def test_hidden_is_empty_with_its_reason_and_never_nought(cast):
    two_quarters(cast.agency)
    (east,) = [row for row in rows(client_of(cast, "analyst").get(URL)) if row["group"] == "East"]
    assert (east["numerator"], east["value"]) == ("", "")
    assert east["note"] == "hidden, so that no child can be found"


def test_a_region_called_like_a_formula_is_shown_by_a_spreadsheet_and_not_run(cast):
    period = "2026-07-01/2026-09-30"
    regions = {'=HYPERLINK("https://x.test")': (20, 200), "South": (30, 150)}
    publish(cast.agency, "2026Q3", share(PAID, period, regions))
    found = [row["group"] for row in rows(client_of(cast, "analyst").get(URL))]
    assert '\'=HYPERLINK("https://x.test")' in found
    assert "South" in found


def test_nobody_else_finds_it(cast):
    two_quarters(cast.agency)
    for who in ("parent", "stranger"):
        assert client_of(cast, who).get(URL).status_code == 404
    absent = "/policy/own/cfsr/p1/figures.csv"
    assert client_of(cast, "analyst").get(absent).status_code == 404
