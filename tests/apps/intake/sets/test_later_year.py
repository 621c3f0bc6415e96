"""A return is yearly: the next one goes on where this one stopped, and misses nothing ended."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

import pytest

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency
from basehaven.apps.intake.actions import import_run as runs
from basehaven.apps.intake.models import ImportRun, Vanished
from basehaven.apps.record.models import Home, Removal, Stay, Tie, TieSpell
from tests.apps.intake.conftest import Bring
from tests.exchange.ssda903.returns import header, row, write_csv

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


@pytest.fixture
def year(bring: Bring, tmp_path: Path):
    """Brings in one year's return: ``year(milo=[...], lou=[...])``, episodes drawn as text."""

    def bring_in(
        *,
        folder: Path | None = None,
        partial: bool = False,
        more: dict[str, str] | None = None,
        **children: list[str],
    ) -> ImportRun:
        bring.times += 1
        folder = folder or write_csv(
            tmp_path / f"return-{bring.times}",
            [header(child) for child in children],
            [
                row(child, text, **(more or {}))
                for child, lines in children.items()
                for text in lines
            ],
        )
        run = runs.import_start(
            by=bring.by, request_id=uuid.uuid4(), format="ssda903", source_id="north",
            file_name=folder.name,
        )  # fmt: skip
        runs.import_check(by=bring.by, run=run, path=folder)
        changes = runs.import_apply(by=bring.by, request_id=uuid.uuid4(), run=run, partial=partial)
        runs.import_finish(run=run, source=folder, changes=changes, rejects=partial)
        return run

    return bring_in


def days(rows, *names):
    found = rows.order_by("started_on").values_list(*(names or ("started_on", "ended_on")))
    return [tuple(str(day) if day else "" for day in line) for line in found]


def test_a_carer_whom_the_next_return_goes_on_with_is_the_same_person(year):
    year(milo=["01/05/2019 S C2 U6 01/09/2019 X1", "01/09/2019 L C2 U6 - -"])
    year(milo=["01/09/2019 L C2 U6 01/08/2020 X1", "01/08/2020 P C2 U4 - -"])
    assert days(Tie.objects) == [("2019-05-01", "2020-08-01"), ("2020-08-01", "")]
    assert days(TieSpell.objects) == [("2019-05-01", "2020-08-01"), ("2020-08-01", "")]
    assert str(Removal.objects.get().removed_on) == "2019-05-01"
    assert days(Stay.objects) == [
        ("2019-05-01", "2019-09-01"), ("2019-09-01", "2020-08-01"), ("2020-08-01", ""),
    ]  # fmt: skip


def test_times_apart_from_the_same_carer_stay_apart_over_the_years(year):
    year(
        milo=[
            "01/05/2019 S C2 U6 01/07/2019 X1",
            "01/07/2019 T C2 R5 01/09/2019 X1",
            "01/09/2019 T C2 U6 - -",
        ]
    )
    year(
        milo=[
            "01/09/2019 T C2 U6 01/06/2020 X1",
            "01/06/2020 T C2 R5 01/08/2020 X1",
            "01/08/2020 T C2 U6 - -",
        ]
    )
    assert days(Tie.objects) == [("2019-05-01", "")]
    assert days(TieSpell.objects) == [
        ("2019-05-01", "2019-07-01"), ("2019-09-01", "2020-06-01"), ("2020-08-01", ""),
    ]  # fmt: skip


def test_the_same_later_year_twice_changes_nothing(year):
    first = ["01/05/2019 S C2 U6 01/07/2019 X1", "01/07/2019 T C2 R5 01/09/2019 X1",
             "01/09/2019 T C2 U6 - -"]  # fmt: skip
    later = ["01/09/2019 T C2 U6 01/06/2020 X1", "01/06/2020 T C2 R5 - -"]
    year(milo=first)
    year(milo=later)
    again = year(milo=later)
    assert again.report["changes"]["added"] == again.report["changes"]["changed"] == {}


def test_what_ended_before_the_later_year_is_not_missed(year):
    year(
        milo=["01/05/2019 S C2 U6 01/09/2019 X1", "01/09/2019 P C2 U4 - -"],
        lou=["01/05/2019 S C2 U6 01/10/2019 E11"],
    )
    run = year(milo=["01/09/2019 P C2 U4 01/08/2020 X1", "01/08/2020 P C2 U1 - -"])
    assert run.report["changes"]["vanished"] == {}
    assert not Vanished.objects.exists()
    assert days(Tie.objects.filter(child__key="milo")) == [
        ("2019-05-01", "2019-09-01"), ("2019-09-01", "2020-08-01"), ("2020-08-01", ""),
    ]  # fmt: skip


def test_somebody_still_in_care_who_is_not_in_the_later_year_is_listed(year):
    year(milo=["01/05/2019 S C2 U6 - -"], lou=["01/05/2019 S C2 U6 - -"])
    run = year(milo=["01/05/2019 S C2 U6 01/08/2020 X1", "01/08/2020 P C2 U1 - -"])
    assert run.report["changes"]["vanished"] == {"children": 1}


def test_an_episode_that_the_later_year_should_still_have_is_listed(year):
    year(milo=["01/05/2019 S C2 U6 01/05/2020 X1", "01/05/2020 P C2 U4 - -"])
    run = year(milo=["01/05/2020 P C2 U4 01/08/2020 X1", "01/08/2020 P C2 U1 - -"])
    vanished = run.report["changes"]["vanished"]
    assert vanished["stays"] == 1


def test_from_mended_rejects_nobody_is_missed(year, bring, tmp_path):
    year(milo=["01/05/2019 S C2 U6 - -"], lou=["01/05/2019 S C2 U6 - -"])
    bad = ["01/05/2019 S C2 U6 01/09/2019 X1", "01/08/2019 P C2 U4 - -"]
    run = year(partial=True, milo=["01/05/2019 S C2 U6 - -"], lou=bad)
    rejects = shutil.copytree(run.rejects_folder, tmp_path / "mended")
    episodes = rejects / "episodes.csv"
    episodes.write_text(episodes.read_text().replace("01/08/2019", "01/09/2019"))
    again = year(folder=rejects)
    assert again.report["changes"]["vanished"] == {}
    assert again.report["changes"]["changed"]["stays"] == 1


def test_ids_of_homes_are_the_same_every_year_and_no_other_agencys(year, bring):
    there = {"PL_POST": "AB1 2CD"}
    year(milo=["01/05/2019 S C2 U6 - -"], more=there)
    year(milo=["01/05/2019 S C2 U6 01/08/2020 X1", "01/08/2020 L C2 U6 - -"], more=there)
    (ours,) = Home.objects.values_list("key", flat=True)
    bring.agency = Agency.objects.create(slug="elsewhere", name="Elsewhere")
    bring.by = Actor.at_command_line(bring.agency, "olga")
    year(milo=["01/05/2019 S C2 U6 - -"], more=there)
    (theirs,) = Home.objects.filter(agency=bring.agency).values_list("key", flat=True)
    assert ours != theirs
