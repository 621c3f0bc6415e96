from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.running import Progress, held
from tests.apps.intake.conftest import FAMILY
from tests.apps.intake.views.conftest import assert_nobody_else_gets_there, handed_over

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def test_while_one_waits_only_the_news_is_sent(manager):
    run = handed_over(manager)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.CHECKING)
    with held(run.folder):
        Progress(run.folder).rows(12_000)
        page = manager.get(reverse("import_progress", args=[run.ref])).content.decode()
    assert "12,000 rows read" in page
    assert "<html" not in page


def test_when_the_wait_is_over_the_whole_page_is_shown(manager):
    run = handed_over(manager)
    answer = manager.get(reverse("import_progress", args=[run.ref]))
    assert answer["HX-Redirect"] == reverse("import_show", args=[run.ref])


def test_to_everybody_else_it_does_not_exist(client, cast, here):
    run = here(FAMILY)
    assert_nobody_else_gets_there(client, cast, reverse("import_progress", args=[run.ref]))
