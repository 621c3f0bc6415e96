"""Open tables into a stage: what is saved, refused, held back."""

from __future__ import annotations

from pathlib import Path

import pytest

from basehaven.core.errors import UnreadableSource
from tests.exchange.drawn import draw, rows, said, staged

CHILDREN = """
    child_id, name
    milo,     Milo
    lou,      Lou
"""
ADULTS = """
    adult_id, roles
    dana,     foster_carer|kin
    mia,      teacher
"""


def test_a_good_folder_is_saved_whole(tmp_path: Path):
    stage = staged(draw(tmp_path / "in", children=CHILDREN, adults=ADULTS))
    assert rows(stage, "children", "source_id", "key", "name") == [
        ("here", "milo", "Milo"),
        ("here", "lou", "Lou"),
    ]
    assert rows(stage, "adults", "roles") == [('["foster_carer", "kin"]',), ('["teacher"]',)]
    assert said(stage) == []


def test_one_refused_row_holds_back_the_whole_child_and_nobody_else(tmp_path: Path):
    folder = draw(
        tmp_path / "in",
        children=CHILDREN,
        reports="""
            child_id, report_id, reported_on, substantiated
            milo,     r1,        2024-02-30,  true
            milo,     r2,        2024-03-01,  true
            lou,      r3,        2024-03-01,  false
        """,
    )
    stage = staged(folder)
    assert said(stage) == [("impossible-date", "reports.csv", 2, "reported_on")]
    assert rows(stage, "children", "key") == [("lou",)]
    assert rows(stage, "reports", "key") == [("lou|r3",)]
    counts = stage.counts()
    assert (counts.read, counts.saved, counts.refused_own, counts.refused_held) == (5, 2, 1, 2)


def test_every_finding_names_file_row_column_value_problem_and_way_out(tmp_path: Path):
    folder = draw(tmp_path / "in", children="child_id, sex\nmilo, boy")
    (found,) = staged(folder).findings()
    assert (found.file, found.line, found.column, found.value) == ("children.csv", 2, "sex", "boy")
    assert found.problem == "Not a word that this column knows."
    assert found.way_out == "It takes: f, m, x."
    assert found.child_id == "milo"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("born_on", "31/03/2024", "impossible-date"),
        ("born_on", "2023-02-29", "impossible-date"),
        ("born_on", "0024-03-31", "impossible-date"),
        ("born_on", "2024-3-1", "impossible-date"),
        ("sex", "male", "unknown-code"),
        ("name", "x" * 201, "too-long"),
        ("name", "a\x07b", "unreadable-characters"),
        ("groups", "a||b", "empty-in-list"),
        ("child_id", "", "empty"),
        ("child_id", "mi|lo", "sign-in-id"),
        ("child_id", "here::milo", "sign-in-id"),
        ("source_id", "a::b", "sign-in-id"),
    ],
)
def test_a_value_that_does_not_fit_its_column_is_refused(tmp_path, column, value, code):
    row = {"child_id": "milo", "region": "north", column: value}
    folder = draw(tmp_path / "in", children=f"{','.join(row)}\n{','.join(row.values())}")
    assert said(staged(folder)) == [(code, "children.csv", 2, column)]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("hours_per_week", "169", "out-of-range"),
        ("hours_per_week", "-1", "out-of-range"),
        ("hours_per_week", "1.25", "too-exact"),
        ("hours_per_week", "nan", "not-a-number"),
        ("hours_per_week", "1_0", "not-a-number"),
        ("hours_per_week", "٣", "not-a-number"),
        ("lives_with", "yes", "not-true-or-false"),
        ("ended_on", "2023-12-31", "ends-before-it-starts"),
    ],
)
def test_numbers_truths_and_intervals_are_checked_too(tmp_path, column, value, code):
    folder = draw(
        tmp_path / "in",
        tie_spells=f"tie_id, started_on, {column}\nt1, 2024-01-01, {value}",
    )
    assert said(staged(folder)) == [(code, "tie_spells.csv", 2, column)]


def test_times_are_kept_in_utc_and_refused_without_a_zone(tmp_path: Path):
    folder = draw(
        tmp_path / "in",
        children=CHILDREN,
        rooms="room_id\nsun",
        attendance="""
            child_id, room_id, arrived_at
            milo,     sun,     2024-03-31T09:00:00+02:00
            lou,      sun,     2024-03-31T09:00:00
        """,
    )
    stage = staged(folder)
    assert rows(stage, "attendance", "arrived_at", "key") == [
        ("2024-03-31T07:00:00+00:00", "milo|sun|2024-03-31T07:00:00+00:00")
    ]
    assert said(stage) == [("time-without-zone", "attendance.csv", 3, "arrived_at")]


def test_a_row_with_a_cell_too_many_is_refused_and_still_tells_its_child(tmp_path: Path):
    folder = draw(tmp_path / "in", children="child_id, name\nmilo, Milo, Junior\nlou, Lou")
    stage = staged(folder)
    assert said(stage) == [("unreadable-row", "children.csv", 2, "")]
    assert [found.child_id for found in stage.findings()] == ["milo"]
    assert rows(stage, "children", "key") == [("lou",)]


def test_columns_that_nobody_knows_are_carried_along(tmp_path: Path):
    folder = draw(tmp_path / "in", rooms="room_id, colour, floor\nsun, yellow,\nmoon,,2")
    assert rows(staged(folder), "rooms", "extra") == [
        ('{"colour": "yellow"}',),
        ('{"floor": "2"}',),
    ]


def test_a_column_without_heading_is_passed_over_while_it_is_empty(tmp_path: Path):
    folder = draw(tmp_path / "in", rooms="room_id,\nsun,\nmoon, x")
    stage = staged(folder)
    assert rows(stage, "rooms", "key") == [("sun",)]
    assert said(stage) == [("no-heading", "rooms.csv", 3, "")]


def test_a_row_may_come_from_another_source_than_the_file(tmp_path: Path):
    folder = draw(tmp_path / "in", rooms="source_id, room_id\nnorth, sun\n, sun")
    assert rows(staged(folder), "rooms", "source_id", "key") == [("north", "sun"), ("here", "sun")]


def test_a_row_made_by_a_person_keeps_its_own_key(tmp_path: Path):
    folder = draw(
        tmp_path / "in",
        children=CHILDREN,
        removals="child_id, removal_id, removed_on, row_key\nmilo, r1, 2024-01-01, bh-1",
    )
    assert rows(staged(folder), "removals", "key") == [("bh-1",)]


def test_files_that_are_no_open_table_are_counted_and_left_out(tmp_path: Path):
    folder = draw(tmp_path / "in", children=CHILDREN, shoes="size\n21\n22")
    stage = staged(folder)
    assert stage.counts().by_file["shoes.csv"]["ignored"] == 2
    assert said(stage, "noted") == [("file-not-used", "shoes.csv", None, "")]
    assert stage.counts().adds_up


def test_a_missing_required_column_refuses_the_file_and_names_it(tmp_path: Path):
    folder = draw(tmp_path / "in", ties="tie_id, child_id\nt1, milo")
    with pytest.raises(UnreadableSource, match=r"ties\.csv: the column adult_id, kind, started_on"):
        staged(folder)


def test_semicolons_are_recognised_and_said(tmp_path: Path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "children.csv").write_text("child_id;name\nmilo;Milo\n")
    with pytest.raises(UnreadableSource, match="between commas"):
        staged(tmp_path / "in")


def test_a_folder_without_a_table_says_what_tables_are_called(tmp_path: Path):
    with pytest.raises(UnreadableSource, match="children, adults"):
        staged(draw(tmp_path / "in", shoes="size\n21"))


def test_one_table_in_two_formats_is_refused(tmp_path: Path):
    folder = draw(tmp_path / "in", children=CHILDREN)
    (folder / "children.parquet").write_bytes(b"PAR1")
    with pytest.raises(UnreadableSource, match="Keep one"):
        staged(folder)


def test_half_a_stage_is_never_left_behind(tmp_path: Path):
    folder = draw(tmp_path / "in", ties="tie_id\nt1")
    with pytest.raises(UnreadableSource):
        staged(folder)
    assert not list(tmp_path.glob("*.stage*"))
    assert not list(tmp_path.glob("*.unfinished"))
