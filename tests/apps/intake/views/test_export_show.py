from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.intake.models import ExportRun
from basehaven.apps.intake.running import Progress, held
from tests.apps.intake.views.conftest import assert_nobody_else_gets_there
from tests.apps.intake.views.test_export_start import ask

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def test_what_is_ready_can_be_downloaded_or_removed(manager):
    ask(manager)
    export = ExportRun.objects.get()
    page = manager.get(reverse("export_show", args=[export.ref])).content.decode()
    assert reverse("export_download", args=[export.ref]) in page
    assert reverse("export_remove", args=[export.ref]) in page


def test_while_it_is_written_the_page_says_how_far_it_is(manager):
    ask(manager)
    export = ExportRun.objects.get()
    ExportRun.objects.update(state="writing")
    address = reverse("export_show", args=[export.ref])
    with held(export.folder):
        Progress(export.folder).step("writing", "ties")
        news = manager.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Writing: ties" in news
    assert "<html" not in news
    assert "This did not finish" in manager.get(address).content.decode()


def test_to_everybody_else_it_does_not_exist(client, cast, manager):
    ask(manager)
    address = reverse("export_show", args=[ExportRun.objects.get().ref])
    assert_nobody_else_gets_there(client, cast, address)
