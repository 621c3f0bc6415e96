from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.intake.models import ExportRun
from tests.apps.intake.views.conftest import assert_nobody_else_gets_there, press
from tests.apps.intake.views.test_export_start import ask

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def test_the_file_is_gone_and_that_it_was_made_stays_on_record(manager):
    ask(manager)
    export = ExportRun.objects.get()
    assert export.zip_path.exists()
    press(manager, "export_remove", export.ref)
    export.refresh_from_db()
    assert export.state == "removed"
    assert not export.folder.exists()


def test_a_form_whose_number_was_lost_is_given_one_and_sent_twice_does_no_harm(manager):
    ask(manager)
    export = ExportRun.objects.get()
    for _ in range(2):
        press(manager, "export_remove", export.ref, request_id="")
    export.refresh_from_db()
    assert export.state == "removed"


def test_to_everybody_else_it_does_not_exist(client, cast, manager):
    ask(manager)
    export = ExportRun.objects.get()
    address = reverse("export_remove", args=[export.ref])
    assert_nobody_else_gets_there(client, cast, address, "post")
    assert export.zip_path.exists()
