"""The demo community: the same for the same seed, and nothing in it that cannot be."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from datetime import date, timedelta

import pytest

from basehaven.core.errors import WrongSetting
from basehaven.core.periods import overlaps
from basehaven.exchange.demo import Plan, community, write_stage
from basehaven.exchange.stage import StageWriter
from basehaven.exchange.stage_path import stage_path
from basehaven.exchange.tables.check import check_folder
from basehaven.exchange.tables.schema import TABLES
from basehaven.exchange.tables.write import write_tables
from tests.exchange.demo.measured import TODAY, as_stays, by_child, rows_of


def digest(plan, **only):
    found = hashlib.sha256()
    for table, values in community(plan, **only):
        found.update(json.dumps([table, values], default=str).encode())
    return found.hexdigest()


def test_the_same_seed_gives_the_same_bytes():
    assert digest(Plan(TODAY, children=60, seed=5)) == digest(Plan(TODAY, children=60, seed=5))


def test_another_seed_gives_another_community():
    assert digest(Plan(TODAY, children=60, seed=5)) != digest(Plan(TODAY, children=60, seed=6))


def test_the_bytes_are_known_so_that_a_change_is_a_decision():
    """Change the number here when the generator is meant to give something else."""
    assert digest(Plan(date(2026, 3, 2), children=40, seed=1))[:12] == "245993e4bbaa"


def test_a_district_is_the_same_alone_as_among_others():
    alone = list(community(Plan(TODAY, children=1200), districts=[2]))
    among = [row for row in community(Plan(TODAY, children=1200)) if _ids(row) & {"d002-c1"}]
    assert [row for row in alone if _ids(row) & {"d002-c1"}] == among


def _ids(row):
    return {str(value) for value in row[1].values()}


@pytest.mark.parametrize("children", [1, 2, 3, 40, 400, 401])
def test_there_are_as_many_children_as_asked_for(children):
    assert len(rows_of(children)["children"]) == children


@pytest.mark.parametrize("children", [0, -1, 1_000_001])
def test_a_community_that_cannot_be_made_is_refused_in_words(children):
    with pytest.raises(WrongSetting, match="Choose a number from 1 to 1,000,000"):
        Plan(TODAY, children=children)


def test_every_open_table_is_filled():
    assert set(rows_of(400)) == set(TABLES)


def test_the_checks_of_an_import_find_nothing_to_say(tmp_path):
    with StageWriter(tmp_path / "stage", format="tables", source_id="demo") as stage:
        for table, values in community(Plan(TODAY, children=800, seed=3)):
            stage.add(table, values)
        check_folder(stage, set(TABLES))
        staged = stage.finish()
    assert staged.groups() == []
    assert _count(staged, "SELECT count(*) FROM unresolved") == 0


def test_written_as_open_tables_it_can_be_imported_with_nothing_refused(tmp_path):
    made = write_stage(Plan(TODAY, children=200), tmp_path / "made", source_id="demo")
    db = made.connect()
    rows = {name: [_as_written(row, name) for row in db.execute(f"SELECT * FROM {name}")]
            for name in TABLES}  # fmt: skip
    db.close()
    write_tables(tmp_path / "folder", rows)
    read = stage_path(
        tmp_path / "folder", format="tables", source_id="demo", into=tmp_path / "read"
    )
    counts = read.counts()
    assert (counts.refused, counts.ignored) == (0, 0)
    assert counts.rows_by_table == made.counts().rows_by_table
    assert read.groups() == []


def _as_written(row, table):
    kinds = {column.name: column.kind for column in TABLES[table].columns}
    values = {}
    for name in ("source_id", "recorded_on", "recorded_by", *kinds):
        value = row[name]
        if kinds.get(name) == "list":
            value = json.loads(value)
        elif kinds.get(name) == "bool" and value is not None:
            value = bool(value)
        values[name] = value
    return values


def _count(staged, sql):
    db = staged.connect()
    try:
        return db.execute(sql).fetchone()[0]
    finally:
        db.close()


def test_nobody_lives_in_two_homes_on_one_day_unless_care_is_shared():
    for stays in by_child(rows_of(2000)["stays"]).values():
        pairs = list(overlaps(as_stays(stays)))
        assert all(one.shared and other.shared for one, other in pairs)


def test_every_born_child_lives_somewhere_on_every_day_of_their_life():
    rows = rows_of(2000)
    stays = by_child(rows["stays"])
    exact = [row for row in rows["children"] if row["born_precision"] == "day"]
    for child in exact:
        ordered = sorted(stays[child["child_id"]], key=lambda row: row["started_on"])
        day = child["born_on"]
        for stay in ordered:
            assert stay["started_on"] <= day
            day = max(day, stay.get("ended_on") or TODAY + timedelta(days=1))
        assert day > TODAY


def test_nothing_has_happened_yet_that_lies_in_the_future():
    for table, rows in rows_of(400).items():
        for row in rows:
            days = {name: value for name, value in row.items() if isinstance(value, date)}
            days.pop("due_on", None)
            assert all(day <= TODAY for day in days.values()), (table, row)


def test_nothing_ends_before_it_starts():
    pairs = (("started_on", "ended_on"), ("removed_on", "exited_on"), ("from_on", "to_on"))
    for table, rows in rows_of(2000).items():
        for row in rows:
            for begins, ends in pairs:
                if row.get(begins) and row.get(ends):
                    assert row[begins] <= row[ends], (table, row)


def test_how_a_tie_is_lived_never_overlaps_and_stays_within_the_tie():
    rows = rows_of(2000)
    ties = {row["tie_id"]: row for row in rows["ties"]}
    last = {}
    for spell in rows["tie_spells"]:
        tie = ties[spell["tie_id"]]
        assert spell["started_on"] >= max(tie["started_on"], last.get(spell["tie_id"], date.min))
        if tie["ended_on"]:
            assert spell["ended_on"]
            assert spell["ended_on"] <= tie["ended_on"]
        last[spell["tie_id"]] = spell["ended_on"] or date.max


def test_unborn_children_have_people_and_live_nowhere_yet():
    rows = rows_of(2000)
    unborn = {row["child_id"] for row in rows["children"] if row["born_precision"] == "unborn"}
    assert unborn
    assert not unborn & set(by_child(rows["stays"]))
    assert unborn <= set(by_child(rows["ties"]))


def test_families_of_every_kind_are_there():
    rows = rows_of(2000)
    kinds = {row["kind"] for row in rows["stays"]}
    assert {"parent_home", "kin", "relative_foster", "foster", "group", "pre_adoptive"} <= kinds
    assert {"hospital", "respite", "trial_home_visit"} <= kinds
    assert any(row.get("shared") for row in rows["stays"])
    assert {row["kind"] for row in rows["siblings"]} == {"full", "half", "foster"}
    assert any(row["twin"] for row in rows["siblings"])
    reasons = {row["reason"] for row in rows["tie_spells"]}
    assert {"prison", "deployment", "distance", "order"} <= reasons
    precisions = {row["born_precision"] for row in rows["children"]}
    assert precisions == {"day", "month", "year", "estimated", "unborn"}


def test_some_brothers_and_sisters_in_care_live_together_and_some_apart():
    rows = rows_of(2000)
    now = {
        row["child_id"]: row["home_id"]
        for row in rows["stays"]
        if row.get("ended_on") is None and row["removal_id"]
    }
    pairs = [
        now[row["child_id"]] == now[row["sibling_id"]]
        for row in rows["siblings"]
        if row["kind"] != "foster" and {row["child_id"], row["sibling_id"]} <= set(now)
    ]
    assert {True, False} == set(pairs)


def test_a_large_community_is_made_family_by_family_in_little_memory():
    tracemalloc.start()
    try:
        for _ in community(Plan(TODAY, children=4000), districts=range(1, 4)):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 30 * 2**20  # bytes
