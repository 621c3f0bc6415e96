"""Time-outs, second steps, where a demo answers, and the headers of every page."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse

from basehaven.apps.accounts import sign_in as signing_in
from basehaven.apps.accounts.models import Draft
from tests.cast import PASSWORD, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

MY_ACCOUNT = "/my-account/"


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test moves on: ``clock(seconds)``."""
    offset = [0.0]
    real = time.time
    monkeypatch.setattr(signing_in.time, "time", lambda: real() + offset[0])

    def move(seconds: float) -> None:
        offset[0] += seconds

    return move


def test_a_sign_in_that_idles_ends_and_leads_back_to_the_same_page(client, cast, clock):
    sign_in(client, cast.teacher)
    assert client.get(MY_ACCOUNT).status_code == 200
    clock(1801)
    response = client.get(MY_ACCOUNT + "?a=1")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=%2Fmy-account%2F%3Fa%3D1"
    assert "_auth_user_id" not in client.session


def test_a_sign_in_that_is_used_goes_on(client, cast, clock):
    sign_in(client, cast.teacher)
    for _ in range(4):
        assert client.get(MY_ACCOUNT).status_code == 200
        clock(1000)
    assert client.get(MY_ACCOUNT).status_code == 200


def test_no_sign_in_outlasts_twelve_hours_however_busy(client, cast, clock):
    sign_in(client, cast.teacher)
    for _ in range(49):
        client.get(MY_ACCOUNT)
        clock(900)
    assert client.get(MY_ACCOUNT).status_code == 302


def test_a_stolen_session_without_its_companion_cookie_idles_out_too(client, cast, clock):
    sign_in(client, cast.teacher)
    client.get(MY_ACCOUNT)
    clock(1801)
    del client.cookies["seen"]
    assert client.get(MY_ACCOUNT).status_code == 302


def test_a_made_up_companion_cookie_keeps_no_session_alive(client, cast, clock):
    sign_in(client, cast.teacher)
    client.get(MY_ACCOUNT)
    clock(1801)
    at, _, seal = client.cookies["seen"].value.partition(".")
    client.cookies["seen"] = f"{int(at) + 1700}.{seal}"
    assert client.get(MY_ACCOUNT).status_code == 302


def test_reading_a_page_writes_nothing_into_the_records_database(
    client, cast, django_assert_num_queries
):
    sign_in(client, cast.teacher)
    client.get(MY_ACCOUNT)
    with django_assert_num_queries(3) as queries:  # session, user and agency, own keys
        client.get(MY_ACCOUNT, HTTP_HOST="127.0.0.1")
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_post_that_meets_the_time_out_is_kept_as_a_draft(client, cast, clock):
    sign_in(client, cast.teacher)
    client.get(MY_ACCOUNT)
    clock(1801)
    response = client.post(
        "/drafts/discard/",
        {
            "draft_form": "tie_start",
            "draft_subject": "s",
            "called": "Nana",
            "request_id": "x",
        },
        HTTP_REFERER="http://testserver/children/",
    )
    assert response["Location"] == "/accounts/login/?next=%2Fchildren%2F"
    assert Draft.objects.get(user=cast.teacher).values == {"called": "Nana"}


def test_a_fragment_that_meets_the_time_out_leads_the_whole_page_to_sign_in(client, cast, clock):
    sign_in(client, cast.teacher)
    client.get(MY_ACCOUNT)
    clock(1801)
    response = client.get(
        MY_ACCOUNT,
        HTTP_HX_REQUEST="true",
        HTTP_HX_CURRENT_URL="http://testserver/children/?after=3",
    )
    assert response.status_code == 401
    assert response["HX-Redirect"] == "/accounts/login/?next=%2Fchildren%2F%3Fafter%3D3"


def test_the_way_back_never_leads_to_another_site(client, cast, clock):
    sign_in(client, cast.teacher)
    client.get(MY_ACCOUNT)
    clock(1801)
    response = client.post("/drafts/", HTTP_REFERER="https://evil.example/phish")
    assert response["Location"] == "/accounts/login/?next=%2F"


def test_somebody_disabled_is_out_at_the_next_request(client, cast):
    sign_in(client, cast.teacher)
    client.get(MY_ACCOUNT)
    cast.teacher.is_active = False
    cast.teacher.save()
    assert client.get(MY_ACCOUNT).status_code == 302


@pytest.mark.parametrize("path", ["/children/", "/drafts/"])
def test_a_data_manager_with_a_password_alone_reaches_no_record(client, cast, path):
    client.force_login(cast.data_manager)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, reverse("second_step"))
    assert "One more step" in client.get(reverse("second_step")).content.decode()


def test_a_data_manager_who_has_passed_both_steps_goes_on(client, cast):
    sign_in(client, cast.data_manager)
    assert client.get("/children/").status_code == 200


def test_a_temporary_password_leads_to_a_new_one_first(client, cast):
    cast.teacher.must_change_password = True
    cast.teacher.save()
    client.post(reverse("account_login"), {"login": "teacher", "password": PASSWORD})
    assert client.get("/children/")["Location"] == reverse("account_change_password")
    new = "slow boats on a wide river"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    cast.teacher.refresh_from_db()
    assert cast.teacher.check_password(new)
    assert not cast.teacher.must_change_password
    assert client.get("/children/").status_code == 200


class TestDemo:
    @pytest.fixture(autouse=True)
    def demo(self, cast):
        cast.agency.demo = True
        cast.agency.save()

    def test_a_demo_sign_in_works_on_the_machine_itself(self, client, cast):
        sign_in(client, cast.teacher)
        assert client.get(MY_ACCOUNT, HTTP_HOST="127.0.0.1").status_code == 200

    @pytest.mark.parametrize(
        "elsewhere",
        [
            {"REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "127.0.0.1"},
            {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "testserver"},
            {"HTTP_HOST": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
            {"HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": ""},
        ],
    )
    def test_and_nowhere_else(self, client, cast, elsewhere):
        sign_in(client, cast.teacher)
        response = client.get(MY_ACCOUNT, **elsewhere)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")

    def test_nor_can_one_sign_in_from_elsewhere(self, client, cast):
        client.post(
            reverse("account_login"),
            {"login": "teacher", "password": PASSWORD},
            REMOTE_ADDR="192.0.2.7",
        )
        assert "_auth_user_id" not in client.session


def test_every_page_carries_the_headers_that_close_the_browsers_doors(client, cast):
    sign_in(client, cast.teacher)
    for response in (
        client.get(MY_ACCOUNT),
        client.get("/nowhere/"),
        client.post("/drafts/"),
    ):
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert response["Cache-Control"] == "no-store"
        assert "camera=()" in response["Permissions-Policy"]
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
