from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.intake.models import ImportRun
from basehaven.apps.record.models import Child
from tests.apps.intake.conftest import FAMILY
from tests.apps.intake.views.conftest import (
    assert_nobody_else_gets_there,
    handed_over,
    press,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def test_a_withdrawn_import_saves_nothing_and_leaves_no_file(manager):
    run = handed_over(manager)
    press(manager, "import_withdraw", run.ref)
    run.refresh_from_db()
    assert run.state == ImportRun.State.WITHDRAWN
    assert not run.folder.exists()
    assert not Child.objects.filter(key="milo").exists()


def test_what_is_saved_cannot_be_withdrawn(manager):
    run = handed_over(manager)
    press(manager, "import_accept", run.ref)
    answer = press(manager, "import_withdraw", run.ref)
    assert "settled already" in manager.get(answer.url).content.decode()
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE


def test_one_that_was_cut_off_can_be_withdrawn(manager):
    run = handed_over(manager)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.APPLYING)
    press(manager, "import_withdraw", run.ref)
    run.refresh_from_db()
    assert run.state == ImportRun.State.WITHDRAWN


def test_to_everybody_else_it_does_not_exist(client, cast, here):
    run = here.check(FAMILY)
    assert_nobody_else_gets_there(client, cast, reverse("import_withdraw", args=[run.ref]), "post")
