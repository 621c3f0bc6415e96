"""A whole return into a stage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from basehaven.core.errors import UnreadableSource
from tests.exchange.drawn import rows, said, staged
from tests.exchange.ssda903.returns import header, row, stage_return_of, write_csv


def test_one_child_through_care_becomes_rows_of_every_table(tmp_path: Path):
    stage = stage_return_of(
        tmp_path,
        "01/01/2020 S C1 U6 01/06/2020 X1",
        "01/06/2020 L C2 U6 01/09/2020 X1",
        "01/09/2020 P C2 U1 01/12/2020 E47",
        PL_POST="S1 2AB",
    )
    assert rows(stage, "children", "key", "born_on", "born_precision", "sex", "groups") == [
        ("milo", "2019-05-01", "day", "f", '["WBRI"]')
    ]
    assert rows(stage, "removals", "key", "removed_on", "exited_on", "exit_reason") == [
        ("milo|2020-01-01", "2020-01-01", "2020-12-01", "guardianship")
    ]
    assert rows(stage, "stays", "stay_id", "kind", "removal_id", "carer_ids", "line") == [
        ("2020-01-01", "foster", "2020-01-01", '["carer-milo-2020-01-01"]', 2),
        ("2020-06-01", "foster", "2020-01-01", '["carer-milo-2020-01-01"]', 3),
        ("2020-09-01", "relative_foster", "2020-01-01", '["carer-milo-2020-09-01"]', 4),
    ]
    assert rows(stage, "adults", "key", "name", "roles", "line") == [
        ("carer-milo-2020-01-01", "", '["foster_carer"]', None),
        ("carer-milo-2020-09-01", "", '["kin"]', None),
    ]
    assert rows(stage, "ties", "kind", "started_on", "ended_on", "end_reason", "derived") == [
        ("foster_carer", "2020-01-01", "2020-09-01", "moved", 1),
        ("kin", "2020-09-01", None, "", 1),
    ]
    assert rows(stage, "tie_spells", "started_on", "ended_on", "lives_with", "child_id") == [
        ("2020-01-01", "2020-09-01", 1, "milo"),
        ("2020-09-01", "2020-12-01", 1, "milo"),
    ]
    assert said(stage) == []


def test_the_original_codes_are_carried_along(tmp_path: Path):
    stage = stage_return_of(tmp_path, "01/01/2020 S C1 U6 01/06/2020 E4A")
    ((extra,),) = rows(stage, "stays", "extra")
    assert json.loads(extra) == {
        "ssda903_cin": "N1", "ssda903_ls": "C1", "ssda903_place": "U6", "ssda903_provider": "PR1",
        "ssda903_rec": "E4A", "ssda903_rne": "S",
    }  # fmt: skip


def test_numbers_of_pupils_and_the_familys_postcode_are_left_behind(tmp_path: Path):
    folder = write_csv(
        tmp_path / "in",
        [header("milo", UPN="D051910639385")],
        [row("milo", "01/01/2020 S C1 U6 - -", HOME_POST="EH14 8EC", PL_POST="WD10 6ZQ", URN="7")],
    )
    stage = staged(folder, "ssda903")
    everything = stage.path.read_bytes()
    assert b"D051910639385" not in everything
    assert b"EH14 8EC" not in everything
    ((home_id, address, confidential),) = rows(stage, "homes", "home_id", "address", "confidential")
    assert (address, confidential) == ("WD10 6ZQ", 1)
    assert rows(stage, "stays", "home_id") == [(home_id,)]
    assert "columns-not-carried" in {code for code, *_ in said(stage, "noted")}


def test_a_foster_home_without_postcode_is_not_known_by_its_agencys_number(tmp_path: Path):
    stage = stage_return_of(
        tmp_path, "01/01/2020 S C1 U6 01/06/2020 X1", "01/06/2020 P C1 K2 - -", URN="4244474"
    )
    (foster,), (residential,) = rows(stage, "stays", "home_id")
    assert foster == ""
    assert residential.startswith("home-")


def refused_of(folder: Path, *lines: dict[str, str], head: list[dict[str, str]] | None = None):
    source = write_csv(folder / "in", head or [header("milo"), header("lou")], lines)
    stage = staged(source, "ssda903")
    assert stage.counts().adds_up
    return [(code, file, line, column) for code, file, line, column in said(stage)], stage


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("DECOM", "30/02/2020", "impossible-date"),
        ("DECOM", "2020-01-01", "impossible-date"),
        ("DECOM", "", "impossible-date"),
        ("DECOM", "01/01/0020", "impossible-date"),
        ("DEC", "31/12/2019", "ends-before-it-starts"),
        ("DEC", "soon", "impossible-date"),
        ("RNE", "X", "unknown-code"),
        ("RNE", "", "unknown-code"),
        ("LS", "Q9", "unknown-code"),
        ("CIN", "N9", "unknown-code"),
        ("PLACE", "U7", "unknown-code"),
        ("PLACE", "", "unknown-code"),
        ("PLACE_PROVIDER", "PR9", "unknown-code"),
        ("REC", "E99", "unknown-code"),
        ("REASON_PLACE_CHANGE", "BORED", "unknown-code"),
        ("CHILD", "", "no-child"),
        ("CHILD", "a|b", "not-an-id"),
    ],
)
def test_an_episode_is_refused_for_its(tmp_path: Path, column: str, value: str, code: str):
    line = row("milo", "01/01/2020 S C1 U6 01/06/2020 E4A", **{column: value})
    refused, stage = refused_of(tmp_path, line, row("lou", "01/01/2020 S C1 U6 - -"))
    assert refused == [(code, "episodes.csv", 2, column)]
    assert ("lou",) in rows(stage, "children", "key")
    assert (("milo",) in rows(stage, "children", "key")) is (column == "CHILD")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("SEX", "3", "unknown-code"), ("DOB", "31/02/2019", "impossible-date"),
     ("ETHNIC", "XXXX", "unknown-code"), ("CHILD", "", "no-child")],
)  # fmt: skip
def test_a_header_row_is_refused_for_its(tmp_path: Path, column: str, value: str, code: str):
    head = [header("milo", **{column: value}), header("lou")]
    line = row("milo", "01/01/2020 S C1 U6 - -")
    refused, stage = refused_of(tmp_path, line, head=head)
    assert refused[0] == (code, "header.csv", 2, column)
    assert rows(stage, "children", "key") == [("lou",)]
    missing = [("child-missing-from-header", "episodes.csv", 2, "CHILD")]
    assert refused[1:] == (missing if column == "CHILD" else [])


@pytest.mark.parametrize(("code", "ours"), [("1", "m"), ("2", "f"), ("M", "m"), ("F", "f"),
                                            ("U", "x"), ("", "")])  # fmt: skip
def test_both_spellings_of_sex_are_read(tmp_path: Path, code: str, ours: str):
    stage = staged(write_csv(tmp_path / "in", [header("milo", SEX=code)], []), "ssda903")
    assert rows(stage, "children", "sex") == [(ours,)]


def test_what_was_refused_or_not_obtained_is_no_group(tmp_path: Path):
    stage = staged(write_csv(tmp_path / "in", [header("milo", ETHNIC="REFU")], []), "ssda903")
    assert rows(stage, "children", "groups") == [("[]",)]


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path):
    folder = write_csv(tmp_path / "in", [header("milo")], [row("milo", "01/01/2020 S C1 U6 - -")])
    path = folder / "episodes.csv"
    path.write_text(path.read_text().replace("N1,U6", "N1,U6,oops"))
    stage = staged(folder, "ssda903")
    assert said(stage) == [("unreadable-row", "episodes.csv", 2, "")]
    assert rows(stage, "children", "key") == []


def test_a_child_missing_from_the_header_is_refused_row_by_row(tmp_path: Path):
    refused, stage = refused_of(
        tmp_path,
        row("eve", "01/01/2020 S C1 U6 01/02/2020 X1"),
        row("eve", "01/02/2020 P C1 U6 - -"),
    )
    assert refused == [
        ("child-missing-from-header", "episodes.csv", 2, "CHILD"),
        ("child-missing-from-header", "episodes.csv", 3, "CHILD"),
    ]
    assert len(rows(stage, "children", "key")) == 2


def test_a_child_twice_in_the_header_is_held_back_whole(tmp_path: Path):
    refused, stage = refused_of(
        tmp_path,
        row("milo", "01/01/2020 S C1 U6 - -"),
        head=[header("milo"), header("lou"), header("milo", SEX="M")],
    )
    assert refused == [("child-twice", "header.csv", 4, "CHILD")]
    assert rows(stage, "children", "key") == [("lou",)]
    assert (stage.counts().refused_own, stage.counts().refused_held) == (1, 2)


def test_an_overlap_names_both_rows_and_holds_back_the_child_alone(tmp_path: Path):
    refused, stage = refused_of(
        tmp_path,
        row("milo", "01/01/2020 S C1 U6 01/06/2020 X1"),
        row("milo", "31/05/2020 P C1 U6 - -"),
        row("lou", "01/01/2020 S C1 U6 - -"),
    )
    assert refused == [("overlap", "episodes.csv", 3, "DECOM")]
    (found,) = stage.findings("refused")
    assert "row 2" in found.problem
    assert "01/06/2020" in found.problem
    assert rows(stage, "children", "key") == [("lou",)]
    assert rows(stage, "stays", "child_id") == [("lou",)]
    assert stage.counts().refused_held == 2


def test_everything_after_an_episode_without_end_overlaps_it(tmp_path: Path):
    refused, stage = refused_of(
        tmp_path,
        row("milo", "01/06/2020 P C1 U6 01/07/2020 X1"),
        row("milo", "01/01/2020 S C1 U6 - -"),
        row("milo", "01/08/2020 P C1 U6 - -"),
    )
    assert [line for _code, _file, line, _column in refused] == [2, 4]
    assert all("row 3 has ended, which has no end" in f.problem for f in stage.findings("refused"))


def test_an_episode_may_start_on_the_day_the_last_one_ended(tmp_path: Path):
    refused, _stage = refused_of(
        tmp_path,
        row("milo", "01/01/2020 S C1 U6 01/06/2020 X1"),
        row("milo", "01/06/2020 P C1 U6 01/06/2020 X1"),
        row("milo", "01/06/2020 P C1 U6 - -"),
    )
    assert refused == []


def test_two_moves_on_one_day_keep_names_apart(tmp_path: Path):
    stage = stage_return_of(tmp_path, "01/01/2020 S C1 U6 01/01/2020 E4A", "01/01/2020 S C1 U6 - -")
    for table in ("removals", "stays", "ties", "adults"):
        keys = rows(stage, table, "key")
        assert len(keys) == len(set(keys)) == 2


def test_the_return_may_be_in_several_files_whatever_their_names(tmp_path: Path):
    folder = write_csv(
        tmp_path / "in", [header("milo")], [row("milo", "01/01/2020 S C1 U6 01/06/2020 X1")]
    )
    other = write_csv(tmp_path / "other", [], [row("milo", "01/05/2020 P C1 U6 - -")])
    (folder / "header.csv").rename(folder / "children of 2020.csv")
    (other / "episodes.csv").rename(folder / "later.csv")
    stage = staged(folder, "ssda903")
    assert said(stage) == [("overlap", "later.csv", 2, "DECOM")]
    assert stage.counts().by_file["later.csv"]["refused_own"] == 1


def test_parts_that_the_record_does_not_need_are_counted_with_the_reason(tmp_path: Path):
    folder = write_csv(tmp_path / "in", [header("milo")], [])
    (folder / "reviews.csv").write_text(
        "CHILD,DOB,REVIEW,REVIEW_CODE\nmilo,01/05/2019,01/06/2020,PN6\n"
    )
    stage = staged(folder, "ssda903")
    assert stage.counts().by_file["reviews.csv"]["ignored"] == 1
    (why,) = (f.problem for f in stage.findings("noted") if f.file == "reviews.csv")
    assert why == "1 rows left out, not needed for the record: reviews of the plan."


def test_a_folder_without_a_header_is_no_return(tmp_path: Path):
    folder = write_csv(tmp_path / "in", [header("milo")], [])
    (folder / "header.csv").unlink()
    with pytest.raises(UnreadableSource, match=r"header\.csv"):
        staged(folder, "ssda903")


def test_a_missing_column_is_named(tmp_path: Path):
    folder = write_csv(tmp_path / "in", [header("milo")], [])
    (folder / "episodes.csv").write_text("CHILD,DECOM,RNE,LS,DEC,REC\n")
    with pytest.raises(UnreadableSource, match=r"episodes\.csv: the column PLACE is missing"):
        staged(folder, "ssda903")


def test_short_breaks_are_kept_as_stays_unless_the_setting_leaves_them_out(tmp_path, monkeypatch):
    from dataclasses import replace

    from basehaven.exchange.ssda903 import read

    lines = ["01/01/2020 S V3 U6 05/01/2020 E4A", "01/02/2020 S V4 U6 05/02/2020 E4A"]
    kept = stage_return_of(tmp_path / "a", *lines)
    assert [code for (code,) in rows(kept, "stays", "kind")] == ["foster", "foster"]
    without = replace(read.limits(), leave_short_breaks_out=True)
    monkeypatch.setattr(read, "limits", lambda: without)
    stage = stage_return_of(tmp_path / "b", *lines)
    assert rows(stage, "stays", "kind") == []
    counts = stage.counts().by_file["episodes.csv"]
    assert (counts["ignored"], counts["saved"]) == (2, 0)
    assert stage.counts().adds_up
