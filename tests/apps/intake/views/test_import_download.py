from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from django.urls import reverse

from basehaven.apps.audit.models import Look
from tests.apps.intake.conftest import FAMILY, copy_of
from tests.apps.intake.views.conftest import (
    assert_nobody_else_gets_there,
    handed_over,
    press,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def fetched(client, run, what):
    answer = client.get(reverse("import_download", args=[run.ref, what]))
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def with_bad_row():
    bad = copy_of(FAMILY)
    bad["ties"][1] |= {"kind": "=HYPERLINK(1)"}
    return bad


def test_the_whole_report_can_be_read_by_a_machine(manager):
    run = handed_over(manager)
    answer, body = fetched(manager, run, "report")
    assert answer["Content-Disposition"].startswith("attachment")
    assert json.loads(body)["counts"]["read"] == 9
    assert Look.objects.filter(action="import_download", how="export").exists()


def test_no_cell_of_the_findings_runs_as_a_formula(manager):
    run = handed_over(manager, with_bad_row())
    _, body = fetched(manager, run, "findings")
    found = next(csv.DictReader(io.StringIO(body.decode())))
    assert found["value"] == "'=HYPERLINK(1)"


def test_refused_rows_come_as_a_zip_as_they_were(manager):
    run = handed_over(manager, with_bad_row())
    press(manager, "import_accept", run.ref, partial="yes")
    _, body = fetched(manager, run, "rejects")
    with zipfile.ZipFile(io.BytesIO(body)) as zipped:
        assert "=HYPERLINK(1)" in zipped.read("ties.csv").decode()


def test_what_is_not_there_is_a_404(manager):
    run = handed_over(manager)
    assert fetched(manager, run, "rejects")[0].status_code == 404
    assert fetched(manager, run, "passwords")[0].status_code == 404


def test_to_everybody_else_it_does_not_exist(client, cast, here):
    run = here(FAMILY)
    for what in ("report", "findings", "rejects"):
        address = reverse("import_download", args=[run.ref, what])
        assert_nobody_else_gets_there(client, cast, address)
