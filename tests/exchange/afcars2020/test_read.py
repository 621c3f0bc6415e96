"""Whole files and folders into a stage: counted, named, nothing lost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basehaven.exchange.afcars2020.read import stage_afcars2020
from basehaven.exchange.afcars2020.submissions import submissions_of
from basehaven.exchange.stage import StageWriter
from basehaven.exchange.tables.from_stage import write_stage
from tests.exchange.afcars2020.files import record, removal, stage_files, stage_of, write
from tests.exchange.afcars2020.test_read_record import found
from tests.exchange.drawn import rows, said, staged

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "examples"
MILO = record("milo", removal("20240501", "20240501 foster"))
LOU = record("lou", removal("20240601", "20240601 relative"))


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("afcars2020_24b.xml", "afcars2020_25a.xml"):
        (folder / name).write_bytes((EXAMPLES / name).read_bytes())
    return folder


def test_the_examples_are_read_whole(examples: Path):
    stage = staged(examples, "afcars2020", "afcars")
    counts = stage.counts()
    assert (counts.read, counts.saved, counts.refused, counts.ignored) == (14, 8, 0, 6)
    assert counts.adds_up
    assert {name: n for name, n in counts.rows_by_table.items() if n} == {
        "children": 8, "removals": 10, "stays": 18,
    }  # fmt: skip
    assert said(stage) == []


def test_both_removals_of_a_child_are_there_for_the_rule_of_the_lost_first_exit(examples: Path):
    stage = staged(examples, "afcars2020", "afcars")
    of_child = [
        row[1:]
        for row in rows(stage, "removals", "child_id", "removed_on", "exited_on", "exit_reason")
        if row[0] == "A00000000002"
    ]
    assert of_child == [("2024-05-02", "2024-09-20", "reunified"), ("2024-12-01", None, "")]


def test_a_zip_a_folder_and_the_files_one_by_one_say_the_same(examples: Path, tmp_path: Path):
    packed = tmp_path / "files.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in examples.iterdir():
            archive.write(path, path.name)
    folder, zipped = staged(examples, "afcars2020"), staged(packed, "afcars2020")
    assert rows(zipped, "stays", "key", "digest") == rows(folder, "stays", "key", "digest")
    alone = staged(examples / "afcars2020_25a.xml", "afcars2020")
    assert len(rows(alone, "children", "key")) == 7


def test_a_stage_is_written_out_with_its_codes_in_columns(examples: Path, tmp_path: Path):
    written = write_stage(staged(examples, "afcars2020", "afcars"), tmp_path / "out")
    assert written == {"children": 8, "removals": 10, "stays": 18}
    stays = pq.read_table(tmp_path / "out" / "stays.parquet").to_pylist()
    visit = next(row for row in stays if row["kind"] == "trial_home_visit")
    assert (visit["afcars_e113"], visit["afcars_e120"], visit["source_id"]) == ("0", "14", "99")


def test_the_submissions_are_told_to_the_caller_and_kept_with_the_stage(
    examples: Path, tmp_path: Path
):
    read: list[int] = []
    with StageWriter(tmp_path / "stage", format="afcars2020", source_id="x") as stage:
        told = stage_afcars2020(examples, stage, read.append)
        kept = submissions_of(stage.finish())
    assert kept == told
    assert [(one.source_id, one.half_year, one.file, one.records) for one in told] == [
        ("99", "24B", "afcars2020_24b.xml", 7), ("99", "25A", "afcars2020_25a.xml", 7),
    ]  # fmt: skip
    assert [str(one.half) for one in told] == ["24B", "25A"]
    assert (told[0].starts_on.isoformat(), told[0].ends_on.isoformat()) == (
        "2024-04-01", "2024-10-01",
    )  # fmt: skip


def test_half_years_in_between_that_are_missing_are_named_for_each_agency(tmp_path: Path):
    write(tmp_path / "in" / "1.xml", MILO, date="202309")
    write(tmp_path / "in" / "2.xml", MILO, date="202503")
    write(tmp_path / "in" / "3.xml", LOU, date="202503", agency="41")
    stage = staged(tmp_path / "in", "afcars2020")
    missing = [f for f in stage.findings() if f.code == "half-year-missing"]
    assert [f.value for f in missing] == ["24A", "24B"]
    assert all("agency 53" in f.problem for f in missing)


def test_a_file_without_an_agency_is_of_the_source_that_was_named(tmp_path: Path):
    stage = stage_of(tmp_path, MILO, agency="")
    assert rows(stage, "children", "source_id") == [("afcars",)]
    assert ("no-agency", None, "E1", "") in found(stage, "warned")


def test_two_records_of_one_child_in_a_file_are_both_kept_out(tmp_path: Path):
    again = record("milo", removal("20240501", "20240501 kin"))
    stage = stage_of(tmp_path, MILO, LOU, again)
    assert found(stage, "refused") == [("child-twice", 3, "E4", "milo")]
    assert "record 1 " in next(stage.findings(level="refused")).problem
    assert rows(stage, "children", "key") == [("lou",)]
    counts = stage.counts()
    assert (counts.saved, counts.refused_own, counts.refused_held) == (1, 1, 1)


def test_a_record_that_stands_twice_and_says_the_same_is_read_once(tmp_path: Path):
    stage = stage_of(tmp_path, MILO, MILO)
    assert rows(stage, "children", "key", "line") == [("milo", 1)]
    assert found(stage, "warned") == [("same-record-twice", 2, "E4", "milo")]
    counts = stage.counts()
    assert (counts.read, counts.saved, counts.ignored) == (2, 1, 1)


def test_what_is_not_read_is_counted_and_named(tmp_path: Path):
    more = "<E22_health>1</E22_health><E30_other>1</E30_other><E31_empty/>"
    stage = stage_of(tmp_path, record("milo", more=more), record("lou", more=more))
    (told,) = [f for f in stage.findings() if f.code == "elements-not-carried"]
    assert told.problem.startswith("4 values of 2 elements are not read")
    assert told.value == "E22, E30"


def test_other_files_in_the_folder_are_left_out_and_named(tmp_path: Path):
    write(tmp_path / "in" / "one.xml", MILO)
    (tmp_path / "in" / "notes.csv").write_text("a,b\n1,2\n")
    stage = staged(tmp_path / "in", "afcars2020")
    assert [f.file for f in stage.findings() if f.code == "file-not-used"] == ["notes.csv"]
    assert stage.counts().adds_up


def test_a_file_without_a_record_beside_others_is_noted(tmp_path: Path):
    stage = stage_files(tmp_path, {"a": [MILO], "b": []}, a="202409", b="202503")
    assert [f.file for f in stage.findings() if f.code == "no-record"] == ["b.xml"]


WORDS = st.sampled_from(["20240501", "20240601", "20240701", "20240801", "", "20240230", "soon"])
PLACES = st.tuples(WORDS.filter(bool), st.sampled_from(["foster", "relative", "4", "12", "99", ""]))
REMOVALS = st.builds(
    lambda on, places, exit, reason, form: removal(  # noqa: A006
        on, *(" ".join(place) for place in places), exit=exit, reason=reason, form=form
    ),
    WORDS, st.lists(PLACES, max_size=3), WORDS, st.sampled_from(["", "1", "3", "9", "x"]),
    st.sampled_from(["2020", "2020", "1993"]),
)  # fmt: skip
RECORDS = st.builds(
    lambda child, removals, born: record(child, *removals, born=born),
    st.sampled_from(["milo", "lou", "ana", "", "a|b"]), st.lists(REMOVALS, max_size=2),
    st.sampled_from(["20220501", "", "x", "20240601"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(["202403", "202409", "202503"]), st.lists(RECORDS, max_size=4)),
        min_size=1, max_size=3,
    ).filter(lambda files: any(records for _date, records in files))
)  # fmt: skip
def test_records_read_are_kept_refused_or_ignored_whatever_the_files_say(
    tmp_path_factory: pytest.TempPathFactory, files
):
    folder = tmp_path_factory.mktemp("afcars")
    for number, (date, records) in enumerate(files):
        write(folder / "in" / f"{number}.xml", *records, date=date)
    stage = staged(folder / "in", "afcars2020", "afcars")
    counts = stage.counts()
    assert counts.read == sum(len(records) for _date, records in files)
    assert counts.adds_up
    assert all(
        one["read"] == one["saved"] + one["refused_own"] + one["refused_held"] + one["ignored"]
        for one in counts.by_file.values()
    )
    children = {key for (key,) in rows(stage, "children", "key")}
    assert {child for (child,) in rows(stage, "stays", "child_id")} <= children
    _nothing_overlaps(stage)
    again = staged(_written(stage, folder), "tables", "afcars")
    assert said(again) == []  # what was let through is what the tables take


def _nothing_overlaps(stage):
    for table, start, end in (
        ("removals", "removed_on", "exited_on"), ("stays", "started_on", "ended_on"),
    ):  # fmt: skip
        before: dict[object, object] = {}
        for child, first, last in sorted(
            rows(stage, table, "child_id", start, end), key=lambda row: (row[1], row[2] or "9")
        ):
            assert first >= before.get(child, "")
            before[child] = last or "9"


def _written(stage, folder: Path) -> Path:
    write_stage(stage, folder / "tables")
    return folder / "tables"
