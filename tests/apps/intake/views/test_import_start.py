from __future__ import annotations

import stat
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from basehaven.apps.intake.models import ImportRun
from basehaven.apps.record.models import Child
from tests.apps.intake.conftest import FAMILY
from tests.apps.intake.views.conftest import (
    assert_nobody_else_gets_there,
    csv_files,
    upload,
    zipped,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])
URL = reverse("import_start")


def test_files_handed_over_are_checked_and_nothing_is_saved(manager):
    before = Child.objects.count()
    answer = upload(manager, csv_files(FAMILY))
    run = ImportRun.objects.get()
    assert answer.url == reverse("import_show", args=[run.ref])
    assert run.state == ImportRun.State.CHECKED
    assert run.report["counts"]["read"] == 9
    assert Child.objects.count() == before


def test_a_zip_does_as_well(manager):
    upload(manager, zipped(FAMILY))
    assert ImportRun.objects.get().report["counts"]["saved"] == 9


def test_half_years_of_a_federal_file_are_handed_over_together(manager):
    examples = Path(__file__).resolve().parents[4] / "docs" / "examples"
    files = [
        SimpleUploadedFile(path.name, path.read_bytes())
        for path in examples.glob("afcars2020_*.xml")
    ]
    upload(manager, files, format="afcars2020", source_id="our-state")
    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.CHECKED
    counts = run.report["counts"]
    assert (counts["read"], counts["saved"], counts["ignored"]) == (14, 8, 6)


def test_files_are_kept_where_nobody_else_can_read_them(manager):
    upload(manager, csv_files(FAMILY))
    run = ImportRun.objects.get()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in run.upload_folder.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(run.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(run.stage_path.stat().st_mode) == 0o600


def test_a_form_sent_twice_is_one_import(manager):
    once = str(uuid.uuid4())
    for _ in range(2):
        upload(manager, csv_files(FAMILY), request_id=once)
    assert ImportRun.objects.count() == 1


def test_what_was_typed_comes_back_when_no_file_was_chosen(manager):
    answer = upload(manager, [], source_id="our-county")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="our-county"' in page
    assert 'value="tables" required checked' in page or "checked" in page
    assert "required" in page.lower()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00")], "is empty, or not a CSV"),
        ([("letter.csv", b"%PDF-1.7 ...")], "is empty, or not a CSV"),
        ([("empty.csv", b" ")], "is empty, or not a CSV"),
        ([("a.zip", b"PK\x03\x04.."), ("b.csv", b"a,b")], "one zip alone"),
        ([("a.xml", b"<a/>"), ("b.csv", b"a,b")], "files of one kind"),
        ([("a.csv", b"a,b"), ("sub/a.csv", b"a,b")], "Two files are called a.csv"),
    ],
)
def test_files_that_are_not_what_they_say_are_refused_with_what_was_typed(manager, files, said):
    chosen = [SimpleUploadedFile(name, content) for name, content in files]
    answer = upload(manager, chosen, source_id="our-county")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="our-county"' in page
    assert not ImportRun.objects.exists()


def test_too_much_at_once_is_refused_with_what_was_typed(manager, settings):
    settings.BASEHAVEN_UPLOAD_MAX_BYTES = 200
    answer = upload(manager, csv_files(FAMILY), source_id="our-county")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "larger than is taken here" in page
    assert 'value="our-county"' in page


def test_an_unreadable_zip_is_said_on_the_run_s_own_page(manager):
    upload(manager, SimpleUploadedFile("tables.zip", b"PK\x03\x04 and then nonsense"))
    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.FAILED
    page = manager.get(reverse("import_show", args=[run.ref])).content.decode()
    assert "not a readable zip" in page


def test_the_token_against_forged_forms_is_still_asked_for(cast):
    from django.test import Client

    from tests.cast import sign_in

    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, cast.data_manager)
    assert upload(strict, csv_files(FAMILY)).status_code == 403
    assert not ImportRun.objects.exists()


def test_to_everybody_else_the_page_does_not_exist(client, cast):
    assert_nobody_else_gets_there(client, cast, URL)
    assert_nobody_else_gets_there(client, cast, URL, "post")
