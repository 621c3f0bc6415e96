from __future__ import annotations

import time
import uuid

import pytest
from django.urls import reverse

from basehaven.apps.audit.models import Look
from basehaven.apps.intake.models import ExportRun
from tests.apps.intake.views.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])
URL = reverse("export_start")


def ask(client, **typed):
    return client.post(URL, {"format": "csv", "request_id": str(uuid.uuid4()), **typed})


def signed_in_again(client):
    session = client.session
    session["account_authentication_methods"] = [
        *session["account_authentication_methods"],
        {"method": "password", "at": time.time(), "reauthenticated": True},
    ]
    session.save()


def test_without_names_it_is_written_at_once(manager):
    answer = ask(manager)
    export = ExportRun.objects.get()
    assert answer.url == reverse("export_show", args=[export.ref])
    assert (export.state, export.with_names) == ("ready", False)
    assert Look.objects.filter(action="export_make", how="export").count() == 1


def test_with_names_one_has_to_sign_in_once_more(manager):
    answer = ask(manager, with_names="on")
    assert answer.status_code == 302
    assert "reauthenticate" in answer.url
    assert not ExportRun.objects.exists()
    signed_in_again(manager)
    ask(manager, with_names="on")
    assert ExportRun.objects.get().with_names


def test_what_was_chosen_comes_back_when_something_is_wrong(manager):
    answer = ask(manager, format="word")
    assert answer.status_code == 422
    assert "word" in answer.content.decode()
    assert not ExportRun.objects.exists()


def test_to_everybody_else_the_page_does_not_exist(client, cast):
    assert_nobody_else_gets_there(client, cast, URL)
    assert_nobody_else_gets_there(client, cast, URL, "post")
