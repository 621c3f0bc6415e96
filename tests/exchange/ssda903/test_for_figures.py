"""A return read for figures: odd rows are kept and said, only what has no day is left out."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.ssda903.for_figures import write_for_figures
from tests.exchange.ssda903.returns import header, row, write_csv, write_xml

HEADERS = [header("milo"), header("ana", DOB="31/02/2019"), header("milo")]
ROWS = [
    row("milo", "01/01/2020 S C2 U6 01/06/2020 X1"),
    row("milo", "01/05/2020 P C2 K2 - -"),  # starts before the one above has ended
    row("ana", "01/01/2020 S C2 X9 01/06/2019 E4A"),  # no such place, and ends before it starts
    row("ben", "01/01/2020 S V3 U6 - -"),  # in no header
    row("ana", "31/06/2020 P C2 U6 - -"),
    row("ana", "- P C2 U6 - -"),
    row("ana", "01/07/2020 P C2 U6 yesterday -"),
    row("", "01/07/2020 P C2 U6 - -"),
]


@pytest.fixture(params=["csv", "xml"])
def report_and_folder(request, tmp_path):
    if request.param == "csv":
        source = write_csv(tmp_path / "in", HEADERS, ROWS)
        return write_for_figures(source, tmp_path / "out"), tmp_path / "out"
    rows = [one for one in ROWS if one["CHILD"] in ("milo", "ana")]
    source = write_xml(tmp_path / "in.xml", HEADERS[:2], rows)
    return write_for_figures(source, tmp_path / "out"), tmp_path / "out"


def test_odd_rows_are_kept_with_their_codes(report_and_folder):
    report, folder = report_and_folder
    stays = pq.read_table(folder / "stays.parquet").to_pylist()
    kept = {(s["child_id"], s["ssda903_place"], s["kind"]) for s in stays}
    assert {("milo", "U6", "foster"), ("milo", "K2", "residential"), ("ana", "X9", "other")} <= kept
    assert report.odd["overlap"] == 1
    assert report.odd["ends-before-it-starts"] == 1
    assert report.odd["unknown-code"] == 1
    assert report.odd["no-birth-date"] == 1
    assert len({s["stay_id"] for s in stays}) == len(stays)


def test_a_row_without_a_day_is_left_out_and_says_where_and_what_to_do(report_and_folder):
    report, _folder = report_and_folder
    assert report.left_out["impossible-date"] == 3
    assert not report.is_whole
    told = [f for f in report.findings if f.code == "impossible-date"]
    assert [f.column for f in told] == ["DECOM", "DECOM", "DEC"]
    assert all(f.file and f.line and "dd/mm/yyyy" in f.way_out for f in told)


def test_rows_add_up_and_nobody_is_lost_in_silence(tmp_path):
    source = write_csv(tmp_path / "in", HEADERS, ROWS)
    report = write_for_figures(source, tmp_path / "out")
    assert report.read["episodes"] == len(ROWS)
    assert report.written["stays"] == len(ROWS) - 4  # three days, and one without a child
    assert report.left_out == {"impossible-date": 3, "no-child": 1, "child-twice": 1}
    children = pq.read_table(tmp_path / "out" / "children.parquet").to_pylist()
    assert {c["child_id"] for c in children} == {"milo", "ana", "ben"}
    assert report.odd["child-missing-from-header"] == 1


def test_periods_of_care_are_removals(tmp_path):
    rows = [
        row("milo", "01/01/2020 S C2 U6 01/06/2020 E4A"),
        row("milo", "01/08/2020 S C2 U6 - -"),
    ]
    write_for_figures(write_csv(tmp_path / "in", HEADERS[:1], rows), tmp_path / "out")
    removals = pq.read_table(tmp_path / "out" / "removals.parquet").to_pylist()
    assert [(r["removal_id"], str(r["exited_on"]), r["exit_reason"]) for r in removals] == [
        ("2020-01-01", "2020-06-01", "reunified"),
        ("2020-08-01", "None", None),
    ]


WORKERS = (
    "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
    "milo,01/05/2019,W1,01/01/2020,01/03/2020,FCONTA\nmilo,01/05/2019,W2,01/03/2020,,ALLOC\n"
    "milo,01/05/2019,,01/03/2020,,ALLOC\nmilo,01/05/2019,W3,31/02/2020,,ALLOC\n"
)


def test_social_workers_are_ties_that_tell_of_nobody_else(tmp_path):
    source = write_csv(tmp_path / "in", HEADERS[:1], ROWS[:1])
    (source / "social_workers.csv").write_text(WORKERS)
    report = write_for_figures(source, tmp_path / "out")
    ties = pq.read_table(tmp_path / "out" / "ties.parquet").to_pylist()
    assert [(t["adult_id"], t["kind"], str(t["ended_on"]), t["derived"]) for t in ties] == [
        ("W1", "caseworker", "2020-03-01", True),
        ("W2", "caseworker", "None", True),
    ]
    assert report.left_out == {"no-social-worker": 1, "impossible-date": 1}


def test_social_workers_of_the_xml_are_those_of_the_csv(tmp_path):
    source = write_xml(tmp_path / "in.xml", HEADERS[:1], ROWS[:1])
    worker = "<SWEPISODE><SW_ID>W1</SW_ID><SW_DECOM>01/01/2020</SW_DECOM><SW_DEC/></SWEPISODE>"
    source.write_text(source.read_text().replace("</CHILD>", f"{worker}</CHILD>"))
    write_for_figures(source, tmp_path / "out")
    (tie,) = pq.read_table(tmp_path / "out" / "ties.parquet").to_pylist()
    assert (tie["child_id"], tie["adult_id"]) == ("milo", "W1")


def test_a_return_without_that_part_records_no_ties(tmp_path):
    write_for_figures(write_csv(tmp_path / "in", HEADERS[:1], ROWS[:1]), tmp_path / "out")
    assert not (tmp_path / "out" / "ties.parquet").exists()


def test_a_folder_that_is_no_return_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    with pytest.raises(UnreadableSource, match="no episodes and header"):
        write_for_figures(tmp_path / "in", tmp_path / "out")
