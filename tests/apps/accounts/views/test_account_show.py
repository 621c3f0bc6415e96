"""My account: what one has set up, and the way to each of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def shown_to(client, user):
    sign_in(client, user)
    return client.get(reverse("account_show")).content.decode()


def test_it_says_who_one_is_and_leads_to_password_and_sign_ins(client, cast):
    shown = shown_to(client, cast.teacher)
    assert "Ana Lindqvist" in shown
    assert "Riverside Early Years" in shown
    for name in ("account_change_password", "usersessions_list", "mfa_activate_totp"):
        assert reverse(name) in shown


def test_recovery_codes_are_offered_once_there_is_something_to_recover(client, cast):
    assert reverse("mfa_generate_recovery_codes") not in shown_to(client, cast.teacher)
    assert reverse("mfa_generate_recovery_codes") in shown_to(client, cast.data_manager)


def test_somebody_signed_out_signs_in_first(client, db):
    assert client.get(reverse("account_show"))["Location"].startswith("/accounts/login/")


def test_it_changes_nothing_by_itself(client, cast):
    sign_in(client, cast.teacher)
    assert client.post(reverse("account_show")).status_code == 405
