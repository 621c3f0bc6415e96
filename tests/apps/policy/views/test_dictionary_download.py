from __future__ import annotations

import pytest
from django.test import Client

from tests.apps.policy.pages import client_of, rows

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/cfsr/p5/dictionary.csv"


def test_every_column_of_the_file_is_explained(cast):
    client = client_of(cast, "analyst")
    columns = set(rows(client.get("/policy/cfsr/p5/figures.csv"))[0])
    told = {r["name"] for r in rows(client.get(URL)) if r["kind"] == "column"}
    assert told == columns


def test_doubts_settings_and_licence_travel_with_it(cast):
    found = rows(client_of(cast, "analyst").get(URL))
    assert {"doubt", "limits", "setting", "source", "status"} <= {r["kind"] for r in found}


def test_whoever_is_signed_in_may_read_it_and_what_is_not_there_is_not_found(cast):
    assert client_of(cast, "stranger").get(URL).status_code == 200
    assert client_of(cast, "analyst").get("/policy/cfsr/p9/dictionary.csv").status_code == 404
    assert Client().get(URL).status_code == 302
