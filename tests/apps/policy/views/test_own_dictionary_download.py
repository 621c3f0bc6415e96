from __future__ import annotations

import pytest

from tests.apps.policy.pages import client_of, rows
from tests.apps.policy.releases import two_quarters

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/own/relationships/only_paid/dictionary.csv"


def test_every_column_of_the_file_is_explained(cast):
    two_quarters(cast.agency)
    client = client_of(cast, "analyst")
    named = {row["name"] for row in rows(client.get(URL)) if row["kind"] == "column"}
    assert named == set(rows(client.get(URL.replace("dictionary", "figures")))[0])


def test_it_names_the_release_its_snapshot_and_the_rules(cast):
    release = two_quarters(cast.agency)[-1]
    found = {(row["kind"], row["name"]): row["means"]
             for row in rows(client_of(cast, "analyst").get(URL))}  # fmt: skip
    assert found["source", "release_sha256"] == release.digest
    assert found["source", "snapshot_of"] == "2026-11-26"
    assert found["disclosure", "hidden_to"] == "7"


def test_nobody_else_finds_it(cast):
    two_quarters(cast.agency)
    assert client_of(cast, "parent").get(URL).status_code == 404
    assert client_of(cast, "analyst").get(URL.replace("only_paid", "nothing")).status_code == 404
