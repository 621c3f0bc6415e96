from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.intake.models import ImportRun
from basehaven.apps.record.models import Child, Tie
from tests.apps.intake.conftest import FAMILY, copy_of
from tests.apps.intake.views.conftest import (
    assert_nobody_else_gets_there,
    handed_over,
    press,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def with_bad_row():
    bad = copy_of(FAMILY)
    bad["ties"][1]["started_on"] = "2024-02-30"
    return bad


def test_what_was_checked_is_saved_and_the_files_are_removed(manager):
    run = handed_over(manager)
    press(manager, "import_accept", run.ref)
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE
    assert Child.objects.filter(key="milo").exists()
    assert not run.folder.exists()
    assert not run.rejects_folder.exists()


def test_the_good_children_alone_are_saved_when_that_is_asked_for(manager):
    run = handed_over(manager, with_bad_row())
    press(manager, "import_accept", run.ref, partial="yes")
    run.refresh_from_db()
    assert run.partial
    assert not Child.objects.filter(key="milo").exists()
    assert Tie.objects.filter(key="t3").exists()
    assert {path.name for path in run.rejects_folder.iterdir()} >= {"ties.csv", "findings.csv"}


def test_nothing_is_saved_when_rows_were_refused_and_nobody_said_partial(manager):
    run = handed_over(manager, with_bad_row())
    answer = press(manager, "import_accept", run.ref)
    page = manager.get(answer.url).content.decode()
    assert "Rows were refused" in page
    run.refresh_from_db()
    assert run.state == ImportRun.State.CHECKED
    assert not Child.objects.filter(key="lou").exists()


def test_pressed_twice_it_is_saved_once(manager):
    run = handed_over(manager)
    for _ in range(2):
        press(manager, "import_accept", run.ref)
    assert Child.objects.filter(key="milo").count() == 1
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE


def test_to_everybody_else_it_does_not_exist(client, cast, here):
    run = here.check(FAMILY)
    assert_nobody_else_gets_there(client, cast, reverse("import_accept", args=[run.ref]), "post")
    assert not Child.objects.filter(key="milo").exists()
