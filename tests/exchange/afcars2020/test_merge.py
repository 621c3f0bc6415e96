"""Several submissions of one child: the later wins, nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

from tests.exchange.afcars2020.files import record, removal, stage_files, write
from tests.exchange.afcars2020.test_read_record import found
from tests.exchange.drawn import rows, staged

HOME = "20240501 foster"


def removals(stage):
    return rows(stage, "removals", "removed_on", "exited_on", "exit_reason")


def stays(stage):
    return rows(stage, "stays", "started_on", "ended_on", "kind")


def two(folder: Path, earlier, later, *, a="202409", b="202503"):
    """Two files of one agency, ``a.xml`` and ``b.xml``, with these records."""
    stage = stage_files(folder, {"a": earlier, "b": later}, a=a, b=b)
    assert stage.counts().adds_up
    return stage


def test_a_discharge_that_was_blank_is_taken_from_the_later_half_year(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME))],
        [record("milo", removal("20240501", HOME, exit="20240912", reason=1),
                removal("20241101", "20241101 foster"))],
    )  # fmt: skip
    assert removals(stage) == [
        ("2024-05-01", "2024-09-12", "reunified"), ("2024-11-01", None, ""),
    ]  # fmt: skip
    assert found(stage, "warned") == []


def test_the_later_half_year_wins_whatever_its_file_is_called(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME), born="20220102")],
        [record("milo", removal("20240501", "20240501 kin"), born="20220101")],
        a="202503", b="202409",
    )  # fmt: skip
    assert rows(stage, "children", "born_on", "file") == [("2022-01-02", "a.xml")]
    assert stays(stage) == [("2024-05-01", None, "foster")]


def test_of_one_half_year_the_name_that_comes_later_wins_and_it_is_said(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME))],
        [record("milo", removal("20240501", "20240501 kin"))],
        b="202409",
    )
    assert stays(stage) == [("2024-05-01", None, "relative_foster")]
    (said,) = [f for f in stage.findings() if f.code == "half-year-twice"]
    assert (said.file, said.value) == ("b.xml", "24B")
    assert "a.xml is of the same half-year" in said.problem


def test_arrangements_that_a_later_submission_no_longer_tells_are_kept(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME, "20240701 kin"))],
        [record("milo", removal("20240501", "20241101 4"))],
    )
    assert stays(stage) == [
        ("2024-05-01", "2024-07-01", "foster"), ("2024-07-01", "2024-11-01", "relative_foster"),
        ("2024-11-01", None, "residential"),
    ]  # fmt: skip


def test_arrangements_that_a_later_submission_tells_anew_replace_the_earlier(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME, "20240701 kin", "20240801 4"))],
        [record("milo", removal("20240501", "20240501 foster", "20240702 kin"))],
    )
    assert stays(stage) == [
        ("2024-05-01", "2024-07-02", "foster"), ("2024-07-02", None, "relative_foster"),
    ]  # fmt: skip


def test_an_arrangement_that_both_tell_from_one_day_is_the_later_ones(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME, "20241101 kin"))],
        [record("milo", removal("20240501", "20241101 4"))],
    )
    assert stays(stage) == [
        ("2024-05-01", "2024-11-01", "foster"), ("2024-11-01", None, "residential"),
    ]  # fmt: skip


def test_a_later_submission_that_tells_from_the_first_day_is_whole(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", "20240430 3", "20240502 foster"))],
        [record("milo", removal("20240501", HOME))],
    )
    assert stays(stage) == [("2024-05-01", None, "foster")]


def test_of_three_submissions_each_gives_way_to_those_after_it(tmp_path: Path):
    stage = stage_files(
        tmp_path,
        {
            "a": [record("milo", removal("20240105", "20240105 kin"))],
            "b": [record("milo", removal("20240105", "20240401 foster"),)],
            "c": [record("milo", removal("20240105", "20241001 4"))],
        },
        a="202403", b="202409", c="202503",
    )  # fmt: skip
    assert stays(stage) == [
        ("2024-01-05", "2024-04-01", "relative_foster"), ("2024-04-01", "2024-10-01", "foster"),
        ("2024-10-01", None, "residential"),
    ]  # fmt: skip
    stage = stage_files(
        tmp_path / "again",
        {
            "a": [record("milo", removal("20240105", "20240105 kin"))],
            "b": [record("milo", removal("20240105", "20240105 foster"))],
            "c": [record("milo", removal("20240105", "20241001 4"))],
        },
        a="202403", b="202409", c="202503",
    )  # fmt: skip
    assert [kind for _start, _end, kind in stays(stage)] == ["foster", "residential"]


def test_a_removal_of_an_earlier_submission_alone_is_kept_and_said(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME, exit="20240601", reason=1))],
        [record("milo", removal("20241101", "20241101 kin"))],
    )
    assert [day for day, *_ in removals(stage)] == ["2024-05-01", "2024-11-01"]
    assert len(stays(stage)) == 2
    assert ("kept-from-an-earlier-submission", 1, "E69", "2024-05-01") in found(stage, "noted")
    counts = stage.counts()
    assert (counts.read, counts.saved, counts.ignored) == (2, 2, 0)


def test_a_removal_that_ended_when_the_next_began_is_kept_too(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME, exit="20240901", reason=1))],
        [record("milo", removal("20240901", "20240901 kin"))],
    )
    assert [day for day, *_ in removals(stage)] == ["2024-05-01", "2024-09-01"]


def test_a_removal_on_the_first_day_of_the_next_half_year_is_a_new_one(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME))],
        [record("milo", removal("20241001", "20241001 foster"))],
    )
    assert [code for code, *_ in found(stage, "refused")] == ["exit-never-told"]


def test_a_removal_whose_day_was_corrected_is_not_there_twice(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME))],
        [record("milo", removal("20240503", "20240503 foster"))],
    )
    assert removals(stage) == [("2024-05-03", None, "")]
    assert stays(stage) == [("2024-05-03", None, "foster")]
    assert found(stage, "warned") == [("later-submission-stands", 1, "E69", "2024-05-01")]
    assert stage.counts().ignored == 1


def test_an_exit_that_nobody_told_keeps_the_child_out(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME)), record("lou", removal("20240501", HOME))],
        [record("milo", removal("20241101", "20241101 foster")),
         record("lou", removal("20240501", HOME))],
    )  # fmt: skip
    assert found(stage, "refused") == [("exit-never-told", 1, "E69", "2024-05-01")]
    assert rows(stage, "children", "key") == [("lou",)]
    counts = stage.counts()
    assert (counts.refused_own, counts.refused_held, counts.ignored) == (1, 1, 1)


def test_an_exit_that_is_taken_back_is_said(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME, exit="20240801", reason=1))],
        [record("milo", removal("20240501", HOME))],
    )
    assert removals(stage) == [("2024-05-01", None, "")]
    assert found(stage, "warned") == [("exit-taken-back", 1, "E153", "2024-08-01")]


def test_a_place_before_the_end_of_the_removal_before_keeps_the_child_out(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME, exit="20240801", reason=1))],
        [record("milo", removal("20240501", HOME, exit="20240801", reason=1),
                removal("20240901", "20240731 foster"))],
    )  # fmt: skip
    assert [(code, value) for code, _line, _column, value in found(stage, "refused")] == [
        ("overlap", "2024-07-31")
    ]


def test_a_later_submission_puts_right_what_kept_the_child_out_before(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240532", HOME))],
        [record("milo", removal("20240501", HOME))],
    )
    assert found(stage, "refused") == []
    assert removals(stage) == [("2024-05-01", None, "")]
    assert next((code, value) for code, _l, _c, value in found(stage, "warned")) == (
        "impossible-date", "20240532",
    )  # fmt: skip
    assert stage.counts().ignored == 1


def test_a_fault_in_the_latest_submission_keeps_the_child_out_of_all(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME))],
        [record("milo", removal("20240532", HOME))],
    )
    assert rows(stage, "children", "key") == []
    counts = stage.counts()
    assert (counts.refused_own, counts.refused_held) == (1, 1)


def test_one_who_is_gone_without_an_exit_is_kept_and_said(tmp_path: Path):
    stage = two(
        tmp_path,
        [record("milo", removal("20240501", HOME))],
        [record("lou", removal("20241101", "20241101 foster"))],
    )
    assert removals(stage) == [("2024-11-01", None, ""), ("2024-05-01", None, "")]
    assert found(stage, "warned") == [("gone-without-an-exit", 1, "E153", "")]


def test_the_same_number_in_two_agencies_is_two_children(tmp_path: Path):
    write(tmp_path / "in" / "a.xml", record("milo", removal("20240501", HOME)), agency="53")
    write(tmp_path / "in" / "b.xml", record("milo", removal("20240601", "20240601 kin")),
          agency="41")  # fmt: skip
    stage = staged(tmp_path / "in", "afcars2020")
    assert rows(stage, "children", "source_id", "key") == [("41", "milo"), ("53", "milo")]
    assert rows(stage, "stays", "source_id", "kind") == [
        ("41", "relative_foster"), ("53", "foster"),
    ]  # fmt: skip
