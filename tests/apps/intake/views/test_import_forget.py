from __future__ import annotations

import pytest
from django.urls import reverse

from tests.apps.intake.conftest import FAMILY
from tests.apps.intake.views.conftest import (
    assert_nobody_else_gets_there,
    handed_over,
    press,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def test_report_and_rejects_go_and_the_counts_stay(manager):
    run = handed_over(manager)
    press(manager, "import_accept", run.ref)
    assert run.report_path.exists()
    press(manager, "import_forget", run.ref)
    assert not run.report_folder.exists()
    page = manager.get(reverse("import_show", args=[run.ref])).content.decode()
    assert "<strong>9</strong> rows read" in page
    assert "Remove these files" not in page


def test_not_before_it_is_settled(manager):
    run = handed_over(manager)
    answer = press(manager, "import_forget", run.ref)
    assert "not settled yet" in manager.get(answer.url).content.decode()
    assert run.report_path.exists()


def test_to_everybody_else_it_does_not_exist(client, cast, here):
    run = here(FAMILY)
    assert_nobody_else_gets_there(client, cast, reverse("import_forget", args=[run.ref]), "post")
    assert run.report_path.exists()
