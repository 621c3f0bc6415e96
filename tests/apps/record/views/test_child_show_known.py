"""A child's page as it was known on a day."""

from __future__ import annotations

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.apps.record.queries.later import all_recorded_long_ago, correct, merge
from tests.apps.record.views.showing import page
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_names_and_addresses_are_those_known_then(client, cast):
    all_recorded_long_ago(cast)
    correct(cast, cast.adults["neighbour"], name="Tomás Rivera")
    correct(cast, cast.rooms["toddler"], name="Bears")
    correct(cast, cast.lou, name="Luis Marin")
    now, then = (
        page(client, cast.caseworker, cast.milo, query) for query in ("", f"?known={cast.ago(1)}")
    )
    for before, after in (
        ("Tomás Rivas", "Tomás Rivera"),
        ("Toddler room", "Bears"),
        ("Lou Marin", "Luis Marin"),
    ):
        assert before in then and after not in then
        assert after in now and before not in now


def test_a_row_that_has_no_page_any_more_is_no_dead_link(client, cast):
    all_recorded_long_ago(cast)
    tie = cast.ties["neighbour"]
    cast.do("row_mark_error", row=tie, reason="slip")
    query = f"?known={cast.ago(1)}"
    for who, opens in (("caseworker", True), ("teacher", False)):
        html = page(client, cast.users[who], cast.milo, query)
        assert "Tomás Rivas" in html
        assert (f"/tie/{tie.ref}/" in html) == opens
        assert 'href=""' not in html
        for address in set(re.findall(r'href="(/children/[^"?]+/)"', html)):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("who", ["caseworker", "teacher", "parent", "foster_carer", "supervisor"])
def test_the_page_as_known_takes_fifteen_queries_at_most_whatever_was_learnt(client, cast, who):
    also = cast.do("adult_create", name="Tomás R.", roles=["friend"])
    cast.do("tie_start", child=cast.milo, adult=also, kind="friend", started_on=cast.day(410))
    all_recorded_long_ago(cast)
    correct(cast, cast.milo.stays.get(ended_on=None), home=cast.homes["parents"])
    correct(cast, cast.milo.primary_spells.get(ended_on=None, rank="main"),
            adult=cast.adults["backup"])  # fmt: skip
    merge(cast, cast.adults["neighbour"], also)
    address = cast.milo.get_absolute_url() + f"?known={cast.ago(1)}"
    sign_in(client, cast.users[who])
    client.get(address)
    with (
        CaptureQueriesContext(connections["default"]) as one,
        CaptureQueriesContext(connections["looks"]) as two,
    ):
        assert client.get(address).status_code == 200
    asked = [
        query["sql"]
        for query in one.captured_queries + two.captured_queries
        if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    assert len(asked) <= 15
