"""Checks of a whole folder: keys, references, overlaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.drawn import draw, rows, said, staged

CHILDREN = "child_id\nmilo\nlou"
ADULTS = "adult_id\ndana"
TIE_HEAD = "tie_id, child_id, adult_id, kind, started_on\n"


def unresolved(stage) -> list[tuple[object, ...]]:
    return rows_of(stage, "SELECT table_name, col, value, refers_to FROM unresolved")


def rows_of(stage, sql: str) -> list[tuple[object, ...]]:
    db = stage.connect()
    try:
        return [tuple(row) for row in db.execute(sql)]
    finally:
        db.close()


def test_of_two_rows_with_one_key_the_second_is_refused(tmp_path: Path):
    stage = staged(draw(tmp_path / "in", adults="adult_id, name\ndana, A\ndana, B"))
    assert said(stage) == [("key-twice", "adults.csv", 3, "adult_id")]
    assert rows(stage, "adults", "name") == [("A",)]


def test_what_points_at_the_first_of_two_is_not_refused_with_the_second(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in", children=CHILDREN, adults="adult_id\ndana\ndana",
            ties=TIE_HEAD + "t1, milo, dana, kin, 2024-01-01",
        )
    )  # fmt: skip
    assert said(stage) == [("key-twice", "adults.csv", 3, "adult_id")]
    assert rows(stage, "ties", "key") == [("t1",)]


def test_a_row_that_points_at_a_refused_one_is_refused_with_that_reason(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in", children=CHILDREN, adults="adult_id, roles\ndana, wizard\nmia, kin",
            ties=TIE_HEAD + "t1, milo, dana, kin, 2024-01-01\nt2, lou, mia, kin, 2024-01-01",
        )
    )  # fmt: skip
    assert ("points-at-a-refused-row", "ties.csv", 2, "adult_id") in said(stage)
    assert rows(stage, "children", "key") == [("lou",)]
    assert rows(stage, "ties", "key") == [("t2",)]


def test_so_is_one_that_names_it_in_a_list(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in", children=CHILDREN, adults="adult_id, roles\ndana, wizard\nmia, kin",
            stays="""
                child_id, stay_id, started_on, kind,   carer_ids
                milo,     s1,      2024-01-01, foster, mia|dana
                lou,      s1,      2024-01-01, foster, mia
            """,
        )
    )  # fmt: skip
    assert ("points-at-a-refused-row", "stays.csv", 2, "carer_ids") in said(stage)
    assert rows(stage, "stays", "key") == [("lou|s1",)]


def test_a_refused_spell_holds_back_the_child_of_its_tie(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in", children=CHILDREN, adults=ADULTS,
            ties=TIE_HEAD + "t1, milo, dana, kin, 2024-01-01",
            tie_spells="tie_id, started_on, lives_with\nt1, 2024-01-01, perhaps",
        )
    )  # fmt: skip
    assert rows(stage, "children", "key") == [("lou",)]
    assert rows(stage, "ties", "key") == []


def test_a_pair_of_siblings_is_held_with_either_but_holds_back_nobody(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in", children="child_id, sex\nmilo, q\nlou, m",
            siblings="child_id, sibling_id, kind\nlou, milo, full",
        )
    )  # fmt: skip
    assert rows(stage, "children", "key") == [("lou",)]
    assert rows(stage, "siblings", "key") == []
    assert stage.counts().refused_held == 1


def test_a_pair_written_both_ways_and_a_child_as_own_sibling_are_refused(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in", children=CHILDREN + "\nida",
            siblings="child_id, sibling_id, kind\nlou, milo, full\nmilo, lou, full\nida, ida, full",
        )
    )  # fmt: skip
    assert said(stage) == [
        ("own-sibling", "siblings.csv", 4, "sibling_id"),
        ("pair-twice", "siblings.csv", 3, "sibling_id"),
    ]


def test_rows_that_are_not_in_the_folder_are_left_for_the_live_record(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in", children=CHILDREN,
            ties=TIE_HEAD + "t1, milo, ben, kin, 2024-01-01\nt2, eve, north::ida, kin, 2024-01-01",
        )
    )  # fmt: skip
    assert unresolved(stage) == [
        ("ties", "child_id", "eve", "children"),
        ("ties", "adult_id", "ben", "adults"),
        ("ties", "adult_id", "north::ida", "adults"),
    ]


def test_a_row_may_point_into_another_source_of_the_same_folder(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in", children=CHILDREN, adults="source_id, adult_id\nnorth, ida",
            ties=TIE_HEAD + "t1, milo, north::ida, kin, 2024-01-01",
        )
    )  # fmt: skip
    assert unresolved(stage) == []
    assert said(stage) == []


def test_a_child_of_another_source_is_held_with_its_rows(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in",
            children="source_id, child_id, sex\nnorth, milo, q\nhere, lou, m",
            reports="""
                child_id,    report_id, reported_on, substantiated
                north::milo, r1,        2024-01-01,  true
            """,
        )
    )  # fmt: skip
    assert rows(stage, "reports", "key") == []
    assert stage.counts().refused_held == 1


STAYS = "child_id, stay_id, started_on, ended_on, kind, shared\n"


@pytest.mark.parametrize(
    ("what", "second", "refused"),
    [
        ("starts on the day the first ends", "2024-06-01, , foster, ", False),
        ("starts a day before the first ends", "2024-05-31, , foster, ", True),
        ("lies inside the first", "2024-02-01, 2024-03-01, foster, ", True),
        ("starts on the same day", "2024-01-01, 2024-06-01, foster, ", True),
        ("lasts no day", "2024-02-01, 2024-02-01, foster, ", False),
        ("is shared, the first is not", "2024-02-01, , foster, true", True),
    ],
)
def test_a_second_stay_that(tmp_path: Path, what: str, second: str, refused: bool):
    folder = draw(
        tmp_path / "in", children=CHILDREN,
        stays=STAYS + f"milo, a, 2024-01-01, 2024-06-01, foster, \nmilo, b, {second}",
    )  # fmt: skip
    expected = [("overlap", "stays.csv", 3, "started_on")] if refused else []
    assert said(staged(folder)) == expected


def test_two_shared_stays_may_overlap_and_a_third_that_is_not_names_the_one_it_meets(tmp_path):
    folder = draw(
        tmp_path / "in", children=CHILDREN,
        stays=STAYS + """
            milo, a, 2024-01-01, 2024-06-01, parent_home, true
            milo, b, 2024-01-01, 2024-06-01, parent_home, true
            milo, c, 2024-05-01, ,           foster,
        """,
    )  # fmt: skip
    (found,) = staged(folder).findings()
    assert found.line == 4
    assert "before the stay of row 2 has ended, which ends on 2024-06-01" in found.problem


def test_keys_not_saved_are_told_so_that_they_do_not_look_vanished(tmp_path: Path):
    stage = staged(
        draw(
            tmp_path / "in", children="child_id, sex\nmilo, q\nlou, m", adults="adult_id\ndana",
            ties=TIE_HEAD + "t1, milo, dana, kin, 2024-01-01",
        )
    )  # fmt: skip
    told = rows_of(stage, "SELECT table_name, key FROM not_saved ORDER BY 1")
    assert told == [("children", "milo"), ("ties", "t1")]
