"""Keeping what somebody types, while they type."""

from __future__ import annotations

import pytest

from basehaven.apps.accounts.models import Draft
from tests.apps.accounts.views.drafts import keep, opened_by
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_a_draft_is_kept_and_says_when(client, cast):
    sign_in(client, cast.teacher)
    response = keep(client, {"called": "Nana"})
    assert response.json()["said"].startswith("Kept at ")
    assert opened_by(cast.teacher) == {"called": "Nana"}


def test_the_next_save_of_the_same_form_replaces_it(client, cast):
    sign_in(client, cast.teacher)
    keep(client, {"called": "Na"})
    keep(client, {"called": "Nana"})
    assert Draft.objects.get().values == {"called": "Nana"}


def test_a_draft_is_nobody_elses_and_no_other_records(client, cast):
    sign_in(client, cast.teacher)
    keep(client, {"called": "Nana"})
    assert opened_by(cast.home_visitor) == {}
    assert opened_by(cast.teacher, subject="other") == {}
    assert opened_by(cast.teacher, form="tie_end") == {}


def test_passwords_tokens_and_the_requests_own_keys_are_never_kept(client, cast):
    sign_in(client, cast.teacher)
    given = {
        "called": "Nana",
        "password": "x",
        "oldpassword": "x",
        "csrfmiddlewaretoken": "x",
        "request_id": "x",
        "draft_page": "/x/",
    }
    keep(client, given)
    assert Draft.objects.get().values == {"called": "Nana"}


def test_an_emptied_form_forgets_its_draft(client, cast):
    sign_in(client, cast.teacher)
    keep(client, {"called": "Nana"})
    keep(client, {"called": ""})
    assert not Draft.objects.exists()


@pytest.mark.parametrize("values", ["", "no json", "[1]", "3"])
def test_what_is_no_form_is_refused(client, cast, values):
    sign_in(client, cast.teacher)
    posted = {"form": "tie_start", "subject": "s", "values": values}
    assert client.post("/drafts/", posted).status_code == 400


@pytest.mark.parametrize(
    ("form", "subject", "values"),
    [("Tie Start", "s", {}), ("", "s", {}), ("x", "s" * 81, {}), ("x", "s", {"a": "b" * 100_001})],
)
def test_what_cannot_be_a_draft_is_refused_in_words(client, cast, form, subject, values):
    sign_in(client, cast.teacher)
    response = keep(client, values, form=form, subject=subject)
    assert response.status_code == 422
    assert response.json()["problem"]


def test_after_the_sign_in_ended_the_script_is_told_so_and_nothing_is_kept(client, cast):
    assert keep(client, {"called": "Nana"}).status_code == 302
    assert not Draft.objects.exists()


def test_saving_drafts_needs_the_token_of_the_page(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    sign_in(client, cast.teacher)
    assert keep(client, {"called": "Nana"}).status_code == 403
