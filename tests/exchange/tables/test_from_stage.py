"""A stage written out for the analytics: typed, whole, and with what was carried along."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from basehaven.exchange.tables import from_stage
from basehaven.exchange.tables.from_stage import write_stage
from basehaven.exchange.tables.schema import ALL, COMMON
from basehaven.exchange.tables.write import ARROW
from tests.exchange.drawn import draw, rows, staged
from tests.exchange.ssda903.returns import stage_return_of

CHILDREN = """
    child_id, born_on,    born_precision, groups, shoe
    milo,     2021-01-31, day,            a|b,    22
    lou,      ,           ,               ,
"""


def read(path: Path) -> list[dict[str, object]]:
    return pq.read_table(path).to_pylist()


def test_each_kind_of_column_comes_out_typed(tmp_path: Path):
    source = draw(
        tmp_path / "in",
        children=CHILDREN,
        rooms="room_id\nsun",
        attendance="""
            child_id, room_id, arrived_at,                left_at
            milo,     sun,     2024-03-31T09:00:00+02:00,
        """,
        stays="""
            child_id, stay_id, started_on, kind,   shared
            milo,     s1,      2024-01-01, foster, true
            milo,     s2,      2024-01-01, kin,    true
            lou,      s3,      2024-01-01, foster,
        """,
        screens="""
            screen_id, child_id, instrument, on,         score
            one,       milo,     asq,        2024-01-01, 12.5
        """,
        visits="""
            visit_id, child_id, on,         minutes
            one,      milo,     2024-01-01, 45
        """,
    )
    written = write_stage(staged(source), tmp_path / "out")
    assert written == {
        "children": 2, "rooms": 1, "stays": 3, "attendance": 1, "visits": 1, "screens": 1,
    }  # fmt: skip
    milo, lou = read(tmp_path / "out" / "children.parquet")
    assert milo["born_on"] == date(2021, 1, 31)
    assert milo["groups"] == ["a", "b"]
    assert milo["shoe"] == "22"
    assert milo["source_id"] == "here"
    assert {name for name, value in lou.items() if value is not None} == {"child_id", "source_id"}
    (there,) = read(tmp_path / "out" / "attendance.parquet")
    assert there["arrived_at"] == datetime(2024, 3, 31, 7, tzinfo=UTC)
    assert there["left_at"] is None
    shared = [row["shared"] for row in read(tmp_path / "out" / "stays.parquet")]
    assert shared == [True, True, None]
    assert read(tmp_path / "out" / "screens.parquet")[0]["score"] == 12.5
    assert read(tmp_path / "out" / "visits.parquet")[0]["minutes"] == 45


def test_the_schema_is_the_contracts_whatever_the_rows_are(tmp_path: Path):
    source = draw(tmp_path / "in", **{
        table.name: ",".join(column.name for column in table.columns) for table in ALL
    })  # fmt: skip
    written = write_stage(staged(source), tmp_path / "out")
    assert written == dict.fromkeys((table.name for table in ALL), 0)
    for table in ALL:
        schema = pq.read_schema(tmp_path / "out" / f"{table.name}.parquet")
        assert schema.names == [column.name for column in (*table.columns, *COMMON)]
        assert schema.types == [ARROW[column.kind] for column in (*table.columns, *COMMON)]


def test_a_table_that_was_not_there_is_not_written(tmp_path: Path):
    source = draw(tmp_path / "in", children="child_id\nmilo")
    write_stage(staged(source), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["children.parquet"]


def test_a_return_comes_out_with_its_codes_in_columns(tmp_path: Path):
    stage = stage_return_of(tmp_path, "01/01/2020 S C1 U6 01/06/2020 X1", "01/06/2020 P C1 U1 - -")
    written = write_stage(stage, tmp_path / "out")
    assert written["stays"] == 2
    codes = [
        (row["ssda903_place"], row["ssda903_rec"])
        for row in read(tmp_path / "out" / "stays.parquet")
    ]
    assert codes == [("U6", "X1"), ("U1", None)]
    assert pq.read_schema(tmp_path / "out" / "stays.parquet").field("ssda903_rec").type == (
        pa.string()
    )


def test_rows_are_written_some_at_a_time_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(from_stage, "AT_ONCE", 2)
    names = [f"c{number}" for number in range(5)]
    source = draw(tmp_path / "in", children="\n".join(["child_id", *names]))
    write_stage(staged(source), tmp_path / "out")
    file = pq.ParquetFile(tmp_path / "out" / "children.parquet")
    assert file.num_row_groups == 3
    assert [row["child_id"] for row in read(tmp_path / "out" / "children.parquet")] == names


def test_what_was_refused_or_held_back_is_not_in_it(tmp_path: Path):
    source = draw(
        tmp_path / "in",
        children="child_id\nmilo\nlou",
        stays="child_id,stay_id,started_on,kind\nmilo,s,2024-02-30,foster\nlou,s,2024-01-01,foster",
    )
    write_stage(staged(source), tmp_path / "out")
    assert [row["child_id"] for row in read(tmp_path / "out" / "children.parquet")] == ["lou"]


def test_written_out_and_read_again_is_the_same(tmp_path: Path):
    first = staged(draw(tmp_path / "in", children=CHILDREN))
    write_stage(first, tmp_path / "out")
    again = staged(tmp_path / "out")
    assert rows(again, "children", "key", "digest") == rows(first, "children", "key", "digest")
