from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from basehaven.apps.audit.models import Look
from basehaven.apps.intake.models import ExportRun
from tests.apps.intake.views.conftest import assert_nobody_else_gets_there
from tests.apps.intake.views.test_export_start import ask, signed_in_again

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def test_the_zip_holds_the_open_tables_without_names(manager, cast):
    ask(manager)
    export = ExportRun.objects.get()
    answer = manager.get(reverse("export_download", args=[export.ref]))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as zipped:
        children = zipped.read("children.csv").decode()
    assert cast.milo.key in children
    assert cast.milo.name not in children
    assert Look.objects.filter(action="export_download").count() == 1


def test_names_are_handed_over_only_to_somebody_who_just_signed_in(manager, cast):
    signed_in_again(manager)
    ask(manager, with_names="on")
    address = reverse("export_download", args=[ExportRun.objects.get().ref])
    body = b"".join(manager.get(address).streaming_content)
    with zipfile.ZipFile(io.BytesIO(body)) as zipped:
        assert cast.milo.name in zipped.read("children.csv").decode()
    session = manager.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:-1]
    session.save()
    assert "reauthenticate" in manager.get(address).url


def test_what_was_removed_is_a_404(manager):
    ask(manager)
    export = ExportRun.objects.get()
    ExportRun.objects.update(state="removed")
    assert manager.get(reverse("export_download", args=[export.ref])).status_code == 404


def test_to_everybody_else_it_does_not_exist(client, cast, manager):
    ask(manager)
    address = reverse("export_download", args=[ExportRun.objects.get().ref])
    assert_nobody_else_gets_there(client, cast, address)
