"""Doors of the sign-in package that this product does not have."""

from __future__ import annotations

import pytest

from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
DOORS = [
    "signup/",
    "email/",
    "password/reset/",
    "password/reset/key/x-set-password/",
    "password/set/",
]


@pytest.mark.parametrize("door", DOORS)
def test_nobody_finds_them_signed_out(client, db, door):
    assert client.get(f"/accounts/{door}").status_code == 404


@pytest.mark.parametrize("door", DOORS)
def test_nobody_finds_them_signed_in(client, cast, door):
    sign_in(client, cast.data_manager)
    assert client.get(f"/accounts/{door}").status_code == 404


@pytest.mark.parametrize("door", DOORS)
def test_a_post_makes_no_account_and_changes_no_password(client, cast, door):
    posted = {"username": "new", "email": "x@example.org", "password1": "x", "password2": "x"}
    assert client.post(f"/accounts/{door}", posted).status_code == 404
    assert not type(cast.teacher).objects.filter(username="new").exists()
