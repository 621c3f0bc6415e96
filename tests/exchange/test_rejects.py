"""What was not saved comes back, to be mended and imported again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from basehaven.exchange.report import report_of, write_report
from basehaven.exchange.stage_path import stage_path
from tests.exchange.drawn import draw, rows, said, staged
from tests.exchange.ssda903.returns import header, row, write_csv, write_xml

HEAD = [header("milo"), header("lou")]
LINES = [
    row("milo", "01/01/2020 S C1 U6 01/06/2020 X1"),
    row("lou", "01/01/2020 S C1 U6 - -"),
    row("milo", "31/05/2020 P C1 U6 - -"),
    row("milo", "01/01/2019 =X C1 U6 01/02/2019 X1"),
]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(params=["csv", "xml"])
def a_return(request, tmp_path: Path) -> Path:
    if request.param == "csv":
        return write_csv(tmp_path / "in", HEAD, LINES)
    return write_xml(tmp_path / "return.xml", HEAD, LINES)


def test_rejects_hold_the_whole_child_as_it_came(a_return: Path, tmp_path: Path):
    stage = staged(a_return, "ssda903")
    stage.write_rejects(a_return, tmp_path / "rejects")
    assert table(tmp_path / "rejects" / "header.csv") == [HEAD[0]]
    assert table(tmp_path / "rejects" / "episodes.csv") == [LINES[0], LINES[2], LINES[3]]


def test_the_reasons_stand_beside_and_no_cell_of_them_can_run(a_return: Path, tmp_path: Path):
    staged(a_return, "ssda903").write_rejects(a_return, tmp_path / "rejects")
    reasons = table(tmp_path / "rejects" / "findings.csv")
    assert [reason["code"] for reason in reasons] == ["unknown-code", "overlap"]
    assert reasons[0]["value"] == "'=X"
    assert all(reason["way_out"] for reason in reasons)


def test_mended_rejects_are_saved(a_return: Path, tmp_path: Path):
    rejects = tmp_path / "rejects"
    staged(a_return, "ssda903").write_rejects(a_return, rejects)
    path = rejects / "episodes.csv"
    path.write_text(path.read_text().replace("31/05/2020", "01/06/2020").replace("=X", "S"))
    again = stage_path(rejects, format="ssda903", source_id="here", into=tmp_path / "again")
    assert said(again) == []
    assert rows(again, "children", "key") == [("milo",)]


def test_an_episode_without_its_child_comes_back_with_an_empty_header(tmp_path: Path):
    source = write_csv(tmp_path / "in", [header("lou")], [LINES[0]])
    staged(source, "ssda903").write_rejects(source, tmp_path / "rejects")
    assert table(tmp_path / "rejects" / "header.csv") == []
    assert table(tmp_path / "rejects" / "episodes.csv") == [LINES[0]]


def test_only_their_owner_may_look_into_rejects(tmp_path: Path):
    source = write_csv(tmp_path / "in", HEAD, LINES)
    staged(source, "ssda903").write_rejects(source, tmp_path / "rejects")
    assert (tmp_path / "rejects").stat().st_mode & 0o077 == 0


def test_tables_come_back_as_tables(tmp_path: Path):
    source = draw(
        tmp_path / "in",
        children="child_id, sex, shoe\nmilo, q, 21\nlou, m, 22",
        reports="child_id, report_id, reported_on, substantiated\nmilo, r, 2024-01-01, true",
        adults="adult_id\ndana",
    )
    staged(source).write_rejects(source, tmp_path / "rejects")
    assert table(tmp_path / "rejects" / "children.csv") == [
        {"child_id": "milo", "sex": "q", "shoe": "21"}
    ]
    assert len(table(tmp_path / "rejects" / "reports.csv")) == 1
    assert not (tmp_path / "rejects" / "adults.csv").exists()


def test_parquet_comes_back_as_parquet(tmp_path: Path):
    import pyarrow as pa

    (tmp_path / "in").mkdir()
    good = pa.table({"child_id": ["milo", "lou"], "sex": ["q", "m"]})
    pq.write_table(good, tmp_path / "in" / "children.parquet")
    staged(tmp_path / "in").write_rejects(tmp_path / "in", tmp_path / "rejects")
    back = pq.read_table(tmp_path / "rejects" / "children.parquet")
    assert back.to_pylist() == [{"child_id": "milo", "sex": "q"}]
    assert back.schema == good.schema


def test_the_report_is_complete_and_adds_up(a_return: Path, tmp_path: Path):
    stage = staged(a_return, "ssda903")
    write_report(stage, tmp_path / "report.json", applied=None, dry_run=True)
    report = json.loads((tmp_path / "report.json").read_text())
    counts = report["counts"]
    assert counts["adds_up"] is True
    assert counts["read"] == 6
    assert counts["read"] == counts["saved"] + counts["refused"] + counts["ignored"]
    assert counts["refused"] == counts["refused_own"] + counts["refused_held"]
    assert len(report["findings"]) == sum(group["count"] for group in report["groups"])
    assert counts["rows_by_table"]["stays"] == 1
    assert report["format"] == "ssda903"


def test_the_report_without_findings_names_no_child_in_its_groups(tmp_path: Path):
    stage = staged(write_csv(tmp_path / "in", HEAD, [LINES[1]]), "ssda903")
    assert report_of(stage, applied=None, dry_run=True)["counts"]["refused"] == 0
