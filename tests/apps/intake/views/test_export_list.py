from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.intake.models import ExportRun
from tests.apps.intake.views.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])
URL = reverse("export_list")


def test_before_the_first_export_the_page_says_how_to_begin(manager):
    assert "Nothing was taken out yet" in manager.get(URL).content.decode()


def test_a_colleague_s_export_is_named_but_not_handed_out(manager, cast):
    export = ExportRun.objects.create(
        agency=cast.agency, format="csv", state="ready", with_names=True, operator="operator:kim"
    )
    page = manager.get(URL).content.decode()
    assert "operator:kim" in page
    assert reverse("export_show", args=[export.ref]) not in page
    assert manager.get(reverse("export_show", args=[export.ref])).status_code == 404


def test_to_everybody_else_the_page_does_not_exist(client, cast):
    assert_nobody_else_gets_there(client, cast, URL)
