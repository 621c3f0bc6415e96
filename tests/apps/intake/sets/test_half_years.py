"""Federal half-years into the record: each goes on from the last and adds nothing twice."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest

from basehaven.apps.intake.actions import import_run as runs
from basehaven.apps.intake.models import ImportRun, Vanished
from basehaven.apps.record.models import Child, Removal, Stay
from tests.apps.intake.conftest import Bring
from tests.exchange.afcars2020.files import record, removal, write

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])
EXAMPLES = Path(__file__).resolve().parents[4] / "docs" / "examples"


@pytest.fixture
def half_year(bring: Bring):
    """Brings one file, or a folder of them, into the record."""

    def bring_in(path: Path) -> ImportRun:
        run = runs.import_start(
            by=bring.by, request_id=uuid.uuid4(), format="afcars2020", source_id="afcars",
            file_name=path.name,
        )  # fmt: skip
        runs.import_check(by=bring.by, run=run, path=path)
        changes = runs.import_apply(by=bring.by, request_id=uuid.uuid4(), run=run)
        runs.import_finish(run=run, source=path, changes=changes, rejects=False)
        return run

    return bring_in


def test_the_second_half_year_goes_on_with_the_first(half_year):
    half_year(EXAMPLES / "afcars2020_24b.xml")
    assert (Child.objects.count(), Removal.objects.count()) == (7, 8)
    run = half_year(EXAMPLES / "afcars2020_25a.xml")
    assert (Child.objects.count(), Removal.objects.count(), Stay.objects.count()) == (8, 10, 18)
    assert {child.source_id for child in Child.objects.all()} == {"99"}
    assert not Vanished.objects.exists()  # who had left before it is not missed
    ended = Removal.objects.get(key__startswith="A00000000008|")
    assert (str(ended.exited_on), ended.exit_reason) == ("2024-09-12", "reunified")
    assert run.report["counts"]["adds_up"]


def test_the_same_half_year_twice_changes_nothing(half_year):
    half_year(EXAMPLES / "afcars2020_24b.xml")
    again = half_year(EXAMPLES / "afcars2020_24b.xml")
    assert again.report["changes"]["added"] == again.report["changes"]["changed"] == {}


def test_both_at_once_leave_the_same_as_one_after_the_other(half_year, tmp_path: Path):
    for name in ("afcars2020_24b.xml", "afcars2020_25a.xml"):
        half_year(EXAMPLES / name)
    folder = tmp_path / "both"
    folder.mkdir()
    for path in EXAMPLES.glob("afcars2020_*.xml"):
        (folder / path.name).write_bytes(path.read_bytes())
    again = half_year(folder)
    assert again.report["changes"]["added"] == again.report["changes"]["changed"] == {}


def test_who_was_in_care_and_is_in_the_file_no_more_is_listed_and_kept(half_year, tmp_path: Path):
    milo, lou = (record(child, removal("20240501", "20240501 foster")) for child in ("milo", "lou"))
    half_year(write(tmp_path / "a.xml", milo, lou))
    run = half_year(write(tmp_path / "b.xml", milo, date="202503"))
    assert run.report["changes"]["vanished"] == {"children": 1}
    assert Child.objects.filter(key="lou").exists()


def test_the_codes_are_carried_and_the_whole_report_names_the_submissions(half_year):
    run = half_year(EXAMPLES / "afcars2020_24b.xml")
    assert Stay.objects.get(key="A00000000002|A00000000002-2024-08-01").extra == {
        "afcars_e113": "0", "afcars_e120": "14",
    }  # fmt: skip
    report = json.loads(run.report_path.read_text())
    assert [one["half_year"] for one in report["submissions"]] == ["24B"]
    assert {check["id"] for check in report["quality"][0]["checks"]} >= {"missing-dob", "same-day"}
