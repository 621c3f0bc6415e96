"""The stage itself: whole or not there, and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from basehaven.exchange.findings import NOTED, REFUSED, Finding
from basehaven.exchange.stage import StageWriter, own_columns
from basehaven.exchange.tables.schema import ALL, TABLES
from tests.exchange.drawn import rows
from tests.exchange.ssda903.returns import header, row, write_csv, write_xml


def writer(path: Path) -> StageWriter:
    return StageWriter(path, format="tables", source_id="here")


def refused(line: int, child: str = "") -> Finding:
    return Finding(REFUSED, "odd", "x.csv", line, "", "", "It is odd.", "Mend it.", child)


def test_a_stage_is_there_only_once_it_is_finished(tmp_path: Path):
    path = tmp_path / "stage"
    with writer(path) as stage:
        stage.add("rooms", {"room_id": "sun"})
        assert not path.exists()
        finished = stage.finish()
    assert path.exists()
    assert rows(finished, "rooms", "key", "source_id") == [("sun", "here")]


def test_a_stage_that_broke_off_leaves_nothing(tmp_path: Path):
    def break_off() -> None:
        with writer(tmp_path / "stage") as stage:
            stage.add("rooms", {"room_id": "sun"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert list(tmp_path.iterdir()) == []


def test_what_is_unknown_is_empty_text_or_null(tmp_path: Path):
    with writer(tmp_path / "stage") as stage:
        stage.add("stays", {"child_id": "milo", "stay_id": "s"})
        finished = stage.finish()
    ((name, started, shared, carers, extra),) = rows(
        finished, "stays", "home_id", "started_on", "shared", "carer_ids", "extra"
    )
    assert (name, started, shared, carers, extra) == ("", None, None, "[]", "{}")


def digest(tmp_path: Path, **values: object) -> object:
    with writer(tmp_path / "stage") as stage:
        stage.add("rooms", {"room_id": "sun", **values})
        return rows(stage.finish(), "rooms", "digest")[0][0]


def test_the_digest_tells_whether_the_source_says_something_else(tmp_path: Path):
    first = digest(tmp_path, name="Sun", extra={"a": "1", "b": "2"})
    assert digest(tmp_path, name="Sun", extra={"b": "2", "a": "1"}) == first
    assert digest(tmp_path, name="Sun", extra={"a": "1", "b": "2", "row_key": "sun"}) == first
    assert (
        digest(tmp_path, name="Sun", recorded_on="2024-01-01", extra={"a": "1", "b": "2"}) == first
    )
    assert digest(tmp_path, name="Moon", extra={"a": "1", "b": "2"}) != first
    assert digest(tmp_path, name="Sun", extra={"a": "1"}) != first
    assert len(str(first)) == 32


def test_a_row_refused_twice_and_held_is_counted_once(tmp_path: Path):
    with writer(tmp_path / "stage") as stage:
        stage.source_file("x.csv", "rooms", 3)
        stage.finding(refused(2, "milo"))
        stage.finding(refused(2, "milo"))
        stage.hold("x.csv", 2, "milo")
        stage.hold("x.csv", 3, "milo")
        stage.add("rooms", {"room_id": "sun"}, "x.csv", 4)
        counts = stage.finish().counts()
    assert (counts.read, counts.saved, counts.refused_own, counts.refused_held) == (3, 1, 1, 1)
    assert counts.adds_up


def test_derived_rows_are_not_counted_as_read(tmp_path: Path):
    with writer(tmp_path / "stage") as stage:
        stage.source_file("x.csv", "rooms", 1)
        stage.add("rooms", {"room_id": "sun"}, "x.csv", 2)
        stage.add("rooms", {"room_id": "moon"})
        counts = stage.finish().counts()
    assert (counts.saved, counts.rows_by_table["rooms"]) == (1, 2)


def test_findings_are_grouped_with_three_examples_worst_first(tmp_path: Path):
    with writer(tmp_path / "stage") as stage:
        stage.finding(Finding(NOTED, "by the way", "x.csv", None, "", "", "", ""))
        for line in range(2, 7):
            stage.finding(refused(line))
        groups = stage.finish().groups()
    assert [(group["code"], group["count"]) for group in groups] == [("odd", 5), ("by the way", 1)]
    assert [example["line"] for example in groups[0]["examples"]] == [2, 3, 4]


def test_a_child_refused_by_the_live_record_is_held_back_whole(tmp_path: Path):
    with writer(tmp_path / "stage") as stage:
        stage.source_file("x.csv", "children", 3)
        stage.add("children", {"child_id": "milo"}, "x.csv", 2)
        stage.add("stays", {"child_id": "milo", "stay_id": "s"}, "x.csv", 3)
        stage.add("children", {"child_id": "lou"}, "x.csv", 4)
        finished = stage.finish()
    finished.refuse_row("stays", 1, "overlaps-the-record", "started_on", "", "No.", "Mend it.")
    finished.hold_children_of_refused()
    assert rows(finished, "children", "key") == [("lou",)]
    counts = finished.counts()
    assert (counts.saved, counts.refused_own, counts.refused_held, counts.adds_up) == (
        1,
        1,
        1,
        True,
    )


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_each_open_table_has_a_staged_one_in_the_same_order(tmp_path: Path, table):
    with writer(tmp_path / "stage") as stage:
        finished = stage.finish()
    db = finished.connect()
    names = [column["name"] for column in db.execute(f"PRAGMA table_info({table.name})")]
    db.close()
    assert names[5:-4] == own_columns(table)
    assert TABLES[table.name] is table


def test_an_xml_alone_in_a_folder_is_meant_and_beside_csv_it_is_left_out(tmp_path: Path):
    from tests.exchange.drawn import said, staged

    head, lines = [header("milo")], [row("milo", "01/01/2020 S C1 U6 - -")]
    write_xml(tmp_path / "in" / "r.xml", head, lines)
    assert rows(staged(tmp_path / "in", "ssda903"), "children", "key") == [("milo",)]
    write_csv(tmp_path / "in", [header("lou")], [])
    stage = staged(tmp_path / "in", "ssda903")
    assert rows(stage, "children", "key") == [("lou",)]
    assert ("file-not-used", "r.xml", None, "") in said(stage, "noted")
