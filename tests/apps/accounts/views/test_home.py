from __future__ import annotations

import pytest

from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_the_front_door_leads_to_the_children(client, cast):
    sign_in(client, cast.users["teacher"])
    assert client.get("/").headers["Location"] == "/children/"


def test_nobody_in_particular_is_asked_to_sign_in(client):
    assert client.get("/").headers["Location"] == "/accounts/login/?next=/"


def test_the_next_page_is_kept_through_the_sign_in(client):
    address = client.get("/children/").headers["Location"]
    assert address == "/accounts/login/?next=/children/"
