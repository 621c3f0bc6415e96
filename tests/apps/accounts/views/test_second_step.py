"""Why a password alone opens no record for a data manager, and what to do."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_without_a_second_step_it_offers_an_app_and_a_passkey(client, cast):
    Authenticator.objects.all().delete()
    client.force_login(cast.data_manager)
    shown = client.get(reverse("second_step")).content.decode()
    assert reverse("mfa_activate_totp") in shown
    assert reverse("mfa_add_webauthn") in shown


def test_with_one_it_asks_for_it_and_leads_on_to_the_records(client, cast):
    client.force_login(cast.data_manager)
    shown = client.get(reverse("second_step")).content.decode()
    assert f"{reverse('mfa_reauthenticate')}?next={reverse('home')}" in shown


def test_somebody_signed_out_signs_in_first(client, db):
    assert client.get(reverse("second_step"))["Location"].startswith("/accounts/login/")


def test_it_names_no_child(client, cast):
    client.force_login(cast.data_manager)
    shown = client.get(reverse("second_step")).content.decode()
    assert "Milo" not in shown
