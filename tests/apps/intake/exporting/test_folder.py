"""The record taken out, brought into an empty record and taken out again: the same bytes."""

from __future__ import annotations

import csv
import uuid
from pathlib import Path

import pytest

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency
from basehaven.apps.audit.models import Look
from basehaven.apps.intake.actions.export_run import export_folder
from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.record import actions
from basehaven.apps.record.models import Adult, Child, Tie, Version
from basehaven.core.errors import NotPossible
from tests.apps.intake.conftest import FAMILY, Bring, copy_of
from tests.apps.intake.every_table import EVERY_TABLE

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def take_out(by: Actor, folder: Path, *, names: bool = True, format: str = "csv") -> Path:  # noqa: A002
    export_folder(by=by, folder=folder, names=names, format=format)
    return folder


def elsewhere(home: Path) -> Bring:
    """Another agency's record, which is empty."""
    return Bring(home / "elsewhere", Agency.objects.create(slug="elsewhere", name="Elsewhere"))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_every_table_comes_back_with_the_same_bytes(bring, home, kind):
    bring(EVERY_TABLE)
    first = take_out(bring.by, home / "first", format=kind)
    assert len(files_of(first)) == len(MODELS)
    there = elsewhere(home)
    there(first)
    assert files_of(take_out(there.by, home / "second", format=kind)) == files_of(first)


def test_what_people_wrote_comes_back_with_the_same_bytes(cast, home):
    by = Actor.at_command_line(cast.agency, "olga")
    first = take_out(by, home / "first")
    there = elsewhere(home)
    run = there(first)
    assert run.report["counts"]["refused"] == 0
    assert files_of(take_out(there.by, home / "second")) == files_of(first)
    assert rows_of(first, "enrolments")[0]["row_key"].startswith("bh-")


def test_an_export_brought_back_into_its_own_record_changes_nothing(cast, home):
    here = Bring(home, cast.agency)
    bring_back = take_out(here.by, home / "first")
    before = {name: list(model.objects.order_by("pk").values()) for name, model in MODELS.items()}
    versions = Version.objects.count()
    run = here(bring_back)
    changes = run.report["changes"]
    assert changes["added"] == changes["changed"] == changes["conflicts"] == {}
    assert changes["vanished"] == {}
    after = {name: list(model.objects.order_by("pk").values()) for name, model in MODELS.items()}
    assert after == before
    assert Version.objects.count() == versions


def test_history_stays_behind_and_rows_entered_in_error_are_left_out(bring, home):
    bring(FAMILY)
    tie = Tie.objects.get(key="t2")
    actions.row_mark_error(by=bring.by, request_id=uuid.uuid4(), row=tie, reason="slip")
    first = take_out(bring.by, home / "first")
    assert [row["tie_id"] for row in rows_of(first, "ties")] == ["t1", "t3"]
    there = elsewhere(home)
    there(first)
    assert files_of(take_out(there.by, home / "second")) == files_of(first)


def test_a_closed_record_is_nowhere_in_an_export_nor_whoever_is_only_there(bring, home):
    bring(FAMILY)
    Child.objects.filter(key="milo").update(sealed_at="2025-01-01T00:00:00Z")
    whole = b"".join(files_of(take_out(bring.by, home / "first")).values())
    assert b"milo" not in whole.lower()
    assert b"Dana" not in whole
    assert b"h1" not in whole
    assert b"Rosa" in whole  # she is Lou's mother too


def test_who_was_merged_is_written_under_whom_they_were_merged_into(bring, home):
    tables = copy_of(EVERY_TABLE)
    tables["children"].append({"child_id": "milo2", "name": "Milo O"})
    tables["stays"].append(
        {"child_id": "milo2", "stay_id": "s1", "started_on": "2025-01-01", "kind": "kin"}
    )
    bring(tables)
    milo, twice = (Child.objects.get(key=key) for key in ("milo", "milo2"))
    twice.stays.update(child=milo)
    Child.objects.filter(pk=twice.pk).update(merged_into=milo)
    adult = Adult.objects.get(key="vera")
    Adult.objects.filter(pk=adult.pk).update(merged_into=Adult.objects.get(key="dana"))
    first = take_out(bring.by, home / "first")
    assert {row["child_id"] for row in rows_of(first, "children")} == {"milo", "lou"}
    stay = next(row for row in rows_of(first, "stays") if row["kind"] == "kin")
    assert (stay["child_id"], stay["row_key"]) == ("milo", "milo2|s1")
    assert rows_of(first, "visits")[0]["visitor_id"] == "dana"
    there = elsewhere(home)
    there(first)
    assert files_of(take_out(there.by, home / "second")) == files_of(first)


def test_without_names_no_name_address_or_free_word_is_written(bring, home):
    bring(EVERY_TABLE)
    whole = b"".join(files_of(take_out(bring.by, home / "bare", names=False)).values()).decode()
    for words in ("Milo", "Rosa", "Mama", "Dana", "Elm St", "order 7", "held him", "moved in",
                  "Mimo", "=1+1"):  # fmt: skip
        assert words not in whole
    assert "ssda903_place" in whole


def test_an_export_is_recorded_as_a_look_with_what_was_taken(bring, home):
    bring(FAMILY)
    take_out(bring.by, home / "first")
    look = Look.objects.get()
    assert (look.action, look.how, look.actor) == ("export_make", "export", "operator:olga")
    assert look.grounds == "open tables with names"


def test_a_folder_with_something_in_it_is_left_alone(bring, home):
    bring(FAMILY)
    (home / "full").mkdir()
    (home / "full" / "children.csv").write_text("mine")
    with pytest.raises(NotPossible, match="not an empty folder"):
        take_out(bring.by, home / "full")
    assert (home / "full" / "children.csv").read_text() == "mine"
