"""What a snapshot holds, and what it never does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.models import Look
from basehaven.apps.intake.actions.export_run import export_folder
from basehaven.apps.intake.actions.snapshot_make import snapshot_make, snapshot_nightly
from basehaven.apps.intake.snapshot.columns import DECIDED, NO_TABLE
from basehaven.apps.record.models import Adult, Child, Stay
from basehaven.core.errors import NotAllowed, NotPossible, WrongSetting
from basehaven.exchange.tables.schema import TABLES
from tests.apps.intake.conftest import copy_of
from tests.apps.intake.every_table import EVERY_TABLE

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])
CANARY = "canary7f3"
CATEGORIES = {"region", "groups", "programme_id", "instrument", "seen"}  # text, and kept


def read(folder: Path, table: str) -> list[dict]:
    return pq.read_table(folder / f"{table}.parquet").to_pylist()


@pytest.fixture
def made(bring, home) -> Path:
    bring(EVERY_TABLE)
    snapshot_make(by=bring.by, folder=home / "shot")
    return home / "shot"


def test_every_table_is_there_typed_with_the_columns_decided_on(made):
    assert {path.stem for path in made.glob("*.parquet")} == set(DECIDED)
    stays = pq.read_schema(made / "stays.parquet")
    assert stays.field("started_on").type == pa.date32()
    assert stays.field("carer_ids").type == pa.list_(pa.string())
    assert stays.field("shared").type == pa.bool_()
    assert pq.read_schema(made / "attendance.parquet").field("left_at").type == pa.timestamp(
        "us", tz="UTC"
    )
    about = json.loads((made / "snapshot.json").read_text())
    assert about["rows"]["ties"] == 2


def test_values_are_those_of_the_record(made):
    (milo,) = [row for row in read(made, "children") if row["sex"] == "m"]
    assert (milo["born_on"], milo["groups"]) == (date(2024, 4, 2), ["a", "b"])
    (spell,) = [row for row in read(made, "tie_spells") if row["mode"] == "none"]
    assert (spell["hours_per_week"], spell["lives_with"]) == (2.0, False)
    (day,) = read(made, "attendance")
    assert day["left_at"].isoformat() == "2024-10-01T23:30:15+00:00"
    (stay,) = read(made, "stays")
    assert (stay["started_on"], stay["ended_on"]) == (date(2024, 9, 1), date(2025, 1, 1))
    (screen,) = read(made, "screens")
    assert screen["score"] == 123456.75


def test_pseudonyms_join_across_tables_and_in_lists(made):
    adults = {row["adult_id"]: row["roles"] for row in read(made, "adults")}
    (stay,) = read(made, "stays")
    assert [adults[one] for one in stay["carer_ids"]] == [["foster_carer", "teacher"], ["parent"]]
    (event,) = read(made, "care_events")
    assert event["available"] == stay["carer_ids"]
    assert (event["missed"], event["approached"]) == (
        [event["available"][1]], [event["available"][0]],
    )  # fmt: skip
    assert event["responder_id"] == event["available"][0]
    ties = {row["tie_id"] for row in read(made, "ties")}
    assert {row["tie_id"] for row in read(made, "tie_spells")} <= ties
    (removal,) = read(made, "removals")
    assert (removal["removal_id"], removal["child_id"]) == (stay["removal_id"], stay["child_id"])
    assert read(made, "rooms")[0]["room_id"] == read(made, "shifts")[0]["room_id"]


def planted() -> dict:
    """Every name, free word and extra column holds the canary, and every id does too."""
    tables = copy_of(EVERY_TABLE)
    for name, rows in tables.items():
        ids = {c.name for c in TABLES[name].columns if c.refers_to or c.name == TABLES[name].own_id}
        for row in rows:
            for column in TABLES[name].columns:
                value = row.get(column.name)
                if column.name in ids and value:
                    row[column.name] = "|".join(f"{CANARY}-{one}" for one in value.split("|"))
                elif column.name in CATEGORIES:
                    continue
                elif column.kind == "text":
                    row[column.name] = f"{CANARY} {column.name}"
                elif column.names:
                    row[column.name] = f"{CANARY}|{CANARY} two"
            row["recorded_by"] = f"operator:{CANARY}"
            row["school"] = CANARY
    return tables


def test_no_name_no_free_word_no_id_and_no_extra_column_is_in_any_byte(bring, home):
    bring(planted(), source=f"{CANARY}-source")
    snapshot_make(by=bring.by, folder=home / "shot")
    assert Child.objects.filter(name__contains=CANARY).count() == 2
    assert Stay.objects.get().extra["school"] == CANARY
    for path in sorted((home / "shot").iterdir()):
        assert CANARY.encode() not in path.read_bytes(), path.name
        if path.suffix == ".parquet":  # compressed: look at the values too
            assert CANARY not in str(pq.read_table(path).to_pylist()), path.name
            assert not set(pq.read_schema(path).names) & {"school", "recorded_by", "called", "name"}


def test_pseudonyms_are_the_same_each_night_and_others_with_another_key(
    made, bring, home, settings
):
    snapshot_make(by=bring.by, folder=home / "again")
    assert read(home / "again", "stays") == read(made, "stays")
    settings.BASEHAVEN_SNAPSHOT_KEY = "another key of more than thirty-two characters"
    snapshot_make(by=bring.by, folder=home / "other")
    ids = [{row["child_id"] for row in read(home / one, "children")} for one in ("shot", "other")]
    assert not ids[0] & ids[1]


def test_pseudonyms_are_found_neither_in_an_export_nor_by_its_order(made, bring, home):
    export_folder(by=bring.by, folder=home / "export", names=True)
    exported = "".join(path.read_text() for path in (home / "export").iterdir())
    for table in DECIDED:
        for row in read(made, table):
            for name, value in row.items():
                if DECIDED[table].get(name) == "replaced" and value is not None:
                    for one in value if isinstance(value, list) else [value]:
                        assert len(one) == 32
                        assert one not in exported
    kinds = [read(made, "children")[0]["child_id"], read(made, "adults")[0]["adult_id"]]
    assert kinds[0] != kinds[1]


def test_the_story_of_the_cast_has_the_rows_that_an_export_has(cast, home):
    by = Actor.at_command_line(cast.agency, "olga")
    exported = export_folder(by=by, folder=home / "export", names=False, format="parquet")
    shot = snapshot_make(by=by, folder=home / "shot")
    assert shot == {name: n for name, n in exported.items() if name not in NO_TABLE}
    assert len(shot) > 8


def test_rows_entered_in_error_are_left_out_and_merged_people_are_one(bring, home):
    bring(EVERY_TABLE)
    Stay.objects.update(entered_in_error=True)
    Adult.objects.filter(key="vera").update(merged_into=Adult.objects.get(key="dana"))
    written = snapshot_make(by=bring.by, folder=home / "shot")
    assert "stays" not in written
    (event,) = read(home / "shot", "care_events")
    assert event["observer_id"] == event["responder_id"]
    assert written["adults"] == 2


def test_a_record_closed_by_a_lawful_order_is_in_no_snapshot(bring, home):
    bring(EVERY_TABLE)
    Child.objects.filter(key="milo").update(sealed_at="2025-01-01T00:00:00Z")
    written = snapshot_make(by=bring.by, folder=home / "shot")
    assert written["children"] == 1
    assert not {"stays", "care_events", "ties"} & set(written)


def test_only_whoever_may_take_the_whole_record_makes_one_and_it_is_recorded(cast, home):
    with pytest.raises(NotAllowed, match="command line"):
        snapshot_make(by=Actor.of(cast.caseworker), folder=home / "shot")
    assert not (home / "shot").exists()
    snapshot_make(by=Actor.at_command_line(cast.agency, "olga"), folder=home / "shot")
    look = Look.objects.get(action="snapshot_make")
    assert (look.actor, look.how, look.child_ref) == ("operator:olga", "snapshot", None)


def test_nobody_else_on_the_computer_may_open_it(made):
    assert made.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in made.iterdir())


def test_a_folder_with_something_in_it_is_left_alone(made, bring):
    before = sorted(made.iterdir())
    with pytest.raises(NotPossible, match="not an empty folder"):
        snapshot_make(by=bring.by, folder=made)
    assert sorted(made.iterdir()) == before


def test_a_short_key_is_refused_before_anything_is_written(bring, home, settings):
    settings.BASEHAVEN_SNAPSHOT_KEY = "short"
    with pytest.raises(WrongSetting, match="5 characters"):
        snapshot_make(by=bring.by, folder=home / "shot")
    assert not (home / "shot").exists()


def test_a_night_is_made_once_an_unfinished_one_anew_and_old_ones_go(bring, home):
    bring(EVERY_TABLE)
    nights = home / "nights"
    for day in ("2024-01-01", "2024-01-02"):
        (nights / day).mkdir(parents=True)
        (nights / day / "snapshot.json").write_text("{}")
    (nights / "notes").mkdir()
    folder, written = snapshot_nightly(by=bring.by, parent=nights, keep=2)
    assert sorted(path.name for path in nights.iterdir()) == ["2024-01-02", folder.name, "notes"]
    assert snapshot_nightly(by=bring.by, parent=nights, keep=2) == (folder, written)
    assert Look.objects.filter(action="snapshot_make").count() == 1
    (folder / "snapshot.json").unlink()
    assert snapshot_nightly(by=bring.by, parent=nights, keep=2) == (folder, written)
    assert Look.objects.filter(action="snapshot_make").count() == 2
