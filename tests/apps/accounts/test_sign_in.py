"""Signing in: passwords, second steps, limits, one's own sessions; all in our own frame."""

from __future__ import annotations

import re
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _nobody_has_failed_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _the_clock_of_codes_stands_still(monkeypatch):
    """A code of the step before is refused once the half minute ends: a slow machine met that."""
    now = time.time()
    clock = SimpleNamespace(time=lambda: now)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", clock)


def code_now(secret=SECRET, ahead=0):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter + ahead))


def enter(client, who, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": who, "password": password, **more})


def test_a_password_opens_the_page_one_came_for(client, cast):
    response = enter(client, "teacher", next="/children/?after=x")
    assert response["Location"] == "/children/?after=x"


def test_the_way_on_never_leads_to_another_site(client, cast):
    assert enter(client, "teacher", next="https://evil.example/")["Location"] == "/"


def test_nobody_signs_up_or_resets_a_password_by_mail(client, cast):
    shown = client.get(LOGIN).content.decode()
    assert "sign up" not in shown.lower()
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/password/reset/").status_code == 404


def test_a_wrong_password_and_an_unknown_name_are_told_alike(client, cast):
    def said(response):
        return re.findall(r'class="[^"]*error[^"]*".*?</', response.content.decode(), re.DOTALL)

    wrong, unknown = enter(client, "teacher", "no"), enter(client, "nobody-here", "no")
    assert said(wrong) == said(unknown) != []


def test_guessing_is_stopped_after_five_tries_at_one_name(client, cast):
    for _ in range(5):
        enter(client, "teacher", "wrong")
    shown = enter(client, "teacher").content.decode()
    assert "Too many" in shown
    assert "_auth_user_id" not in client.session
    assert enter(Client(), "home_visitor").status_code == 302


def test_guessing_is_stopped_after_ten_tries_from_one_address(client, cast):
    for number in range(10):
        enter(client, f"somebody-{number}", "wrong")
    assert "Too many" in enter(client, "teacher").content.decode()
    assert Client(REMOTE_ADDR="192.0.2.8").post(
        LOGIN, {"login": "teacher", "password": PASSWORD}
    ).status_code == 302  # fmt: skip


def test_a_data_manager_signs_in_with_password_and_code(client, cast):
    response = enter(client, "data_manager")
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert "Second step" in client.get(reverse("mfa_authenticate")).content.decode()
    response = client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert response.status_code == 302
    assert client.get("/children/").status_code == 200


def test_a_code_works_once(client, cast):
    code = code_now()
    for used, expected in ((client, True), (Client(), False)):
        enter(used, "data_manager")
        used.post(reverse("mfa_authenticate"), {"code": code})
        assert ("_auth_user_id" in used.session) is expected


def test_a_wrong_code_opens_nothing(client, cast):
    enter(client, "data_manager")
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_once_when_the_phone_is_lost(client, cast):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    codes = RecoveryCodes.activate(cast.data_manager).get_unused_codes()
    for used, expected in ((client, True), (Client(), False)):
        enter(used, "data_manager")
        used.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert ("_auth_user_id" in used.session) is expected


def test_a_data_manager_without_a_second_step_is_led_to_set_one_up_and_then_goes_on(client, cast):
    Authenticator.objects.all().delete()
    enter(client, "data_manager")
    assert client.get("/children/")["Location"] == reverse("second_step")
    assert "Set up an app" in client.get(reverse("second_step")).content.decode()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert "img" in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert client.get("/children/")["Location"] == reverse("second_step")
    assert "Enter a code" in client.get(reverse("second_step")).content.decode()
    client.post(reverse("mfa_reauthenticate"), {"code": code_now(secret, ahead=1)})
    assert client.get("/children/").status_code == 200


def test_a_data_manager_keeps_their_last_second_step(client, cast):
    sign_in(client, cast.data_manager)
    client.post(reverse("mfa_reauthenticate"), {"code": code_now()})
    response = client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=cast.data_manager, type="totp").exists()
    assert response.status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "account_show",
        "account_change_password",
        "account_reauthenticate",
        "account_logout",
        "mfa_index",
        "mfa_reauthenticate",
        "usersessions_list",
        "second_step",
    ],
)
def test_account_pages_are_in_our_frame(client, cast, name):
    sign_in(client, cast.data_manager)
    shown = client.get(reverse(name)).content.decode()
    assert 'href="#main"' in shown
    assert 'name="viewport"' in shown
    assert "<style" not in shown
    assert " style=" not in shown
    assert not re.search(r"\son\w+=", shown.split("<main")[1])


def test_scripts_of_the_passkey_pages_are_files_of_our_own_or_plain_data(client, cast):
    sign_in(client, cast.teacher)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for url in (LOGIN, reverse("mfa_add_webauthn")):
        shown = (Client() if url == LOGIN else client).get(url).content.decode()
        scripts = re.findall(r"<script\b[^>]*>", shown)
        assert any("webauthn.js" in script for script in scripts), url
        for script in scripts:
            assert 'src="/static/' in script or "application/json" in script, script


def test_one_sees_where_one_is_signed_in_and_ends_the_others(client, cast):
    there = Client()
    enter(there, "teacher")
    enter(client, "teacher")
    assert client.get(reverse("usersessions_list")).content.decode().count("127.0.0.1") == 2
    client.post(reverse("usersessions_list"))
    assert there.get("/children/").status_code == 302
    assert client.get("/children/").status_code == 200


def test_a_changed_password_ends_every_other_sign_in(client, cast):
    there = Client()
    enter(there, "teacher")
    enter(client, "teacher")
    new = "slow boats on a wide river"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert there.get("/children/").status_code == 302
    assert client.get("/children/").status_code == 200


@pytest.mark.parametrize("bad", ["short", "password1234", "123456789012"])
def test_a_weak_password_is_refused_in_words(client, cast, bad):
    enter(client, "teacher")
    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": bad, "password2": bad},
    )
    assert response.status_code == 200
    assert cast.teacher.check_password(PASSWORD)


def test_signing_out_takes_a_post(client, cast):
    enter(client, "teacher")
    client.get(reverse("account_logout"))
    assert client.get("/children/").status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/children/").status_code == 302


def test_the_session_cookie_is_closed_to_scripts_and_ends_with_the_browser(client, cast):
    cookie = enter(client, "teacher").cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]
