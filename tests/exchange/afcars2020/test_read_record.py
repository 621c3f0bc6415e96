"""One record: what it says, what is odd, and what keeps it out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from basehaven.exchange.stage import Staged
from tests.exchange.afcars2020.files import leaf, record, removal, stage_of
from tests.exchange.drawn import rows

HOME = "20240501 foster licensed"
LOU = record("lou", removal("20240601", "20240601 relative"))


def found(stage: Staged, level: str) -> list[tuple[str, int | None, str, str]]:
    """``(code, record, element, value)`` of what was said of records."""
    return [
        (f.code, f.line, f.column, f.value)
        for f in stage.findings(level=level)
        if "quality" not in f.code
    ]


def test_a_child_comes_with_birth_date_sex_and_groups_in_words(tmp_path: Path):
    race = leaf("E15_child_race_black", 1) + leaf("E17_child_race_white", 1)
    hispanic = leaf("E21_child_hispanic_latino", 1)
    stage = stage_of(
        tmp_path, record("milo", removal("20240501", HOME), sex=1, more=race + hispanic)
    )
    assert rows(stage, "children", "key", "born_on", "born_precision", "sex", "groups", "line") == [
        ("milo", "2022-05-01", "day", "m",
         '["Black or African American", "White", "Hispanic or Latino"]', 1)
    ]  # fmt: skip
    assert found(stage, "warned") == []


def test_a_race_that_is_not_known_is_no_group_and_is_carried_along(tmp_path: Path):
    more = leaf("E14_child_race_asian", 0) + leaf("E20_child_race_declined", 1)
    more += leaf("E21_child_hispanic_latino", 3)
    stage = stage_of(tmp_path, record("milo", removal("20240501", HOME), more=more))
    ((groups, extra),) = rows(stage, "children", "groups", "extra")
    assert groups == "[]"
    assert json.loads(extra) == {"afcars_e20": "1", "afcars_e21": "3"}


@pytest.mark.parametrize(
    ("code", "reason"),
    [(1, "reunified"), (2, "relative"), (3, "adoption"), (4, "emancipation"), (5, "guardianship"),
     (6, "runaway"), (7, "death"), (8, "transfer"), (9, "")],
)  # fmt: skip
def test_an_exit_is_read_as(tmp_path: Path, code: int, reason: str):
    milo = record("milo", removal("20240501", HOME, exit="20240801", reason=code))
    stage = stage_of(tmp_path, milo)
    ((key, removed_on, exited_on, read, extra),) = rows(
        stage, "removals", "key", "removed_on", "exited_on", "exit_reason", "extra"
    )
    assert (key, removed_on, exited_on, read) == (
        "milo|milo-2024-05-01", "2024-05-01", "2024-08-01", reason,
    )  # fmt: skip
    assert json.loads(extra) == {"afcars_exit": str(code), "afcars_form": "2020"}


def test_environment_and_plans_are_carried_along_and_exposure_before_birth_is_not(tmp_path: Path):
    more = leaf("E71_removal_environment", 2) + leaf("E86_prenatal_alcohol_exposure", 1)
    more += (
        "<E147_E148_permanency_plans><permanency_plan>"
        + leaf("E147_permanency_plan_date", "20240601") + leaf("E148_permanency_plan_type", 3)
        + "</permanency_plan></E147_E148_permanency_plans>"
    )  # fmt: skip
    stage = stage_of(tmp_path, record("milo", removal("20240501", HOME, more=more)))
    ((extra,),) = rows(stage, "removals", "extra")
    assert json.loads(extra) == {
        "afcars_e71": "2", "afcars_form": "2020", "afcars_plans": "20240601:3",
    }  # fmt: skip
    assert ("elements-not-carried", None, "", "E86") in found(stage, "noted")


@pytest.mark.parametrize(
    ("milo", "code", "element", "value"),
    [
        (record("milo", removal("20240231", HOME)), "impossible-date", "E69", "20240231"),
        (record("milo", removal("2024-05-01", HOME)), "impossible-date", "E69", "2024-05-01"),
        (record("milo", removal("", HOME)), "no-removal-date", "E69", ""),
        (record("milo", removal("20240501", HOME, exit="20241301", reason=1)),
         "impossible-date", "E153", "20241301"),
        (record("milo", removal("20240501", exit="20240430", reason=1)),
         "ends-before-it-starts", "E153", "2024-04-30"),
        (record("milo", removal("20240501", "20240532 foster")), "impossible-date", "E112",
         "20240532"),
        (record("milo", removal("20240501", "- foster")), "no-first-day", "E112", ""),
        (record("milo", removal("20240501", HOME, "20240802 foster", exit="20240801", reason=1)),
         "after-the-exit", "E112", "2024-08-02"),
        (record("milo", removal("20240501", HOME), removal("20240601", "20240601 kin")),
         "overlap", "E69", "2024-06-01"),
        (record("milo", removal("20240501", HOME, exit="20240702", reason=1),
                removal("20240701", "20240701 kin")), "overlap", "E69", "2024-07-01"),
        (record("milo", removal("20240501", HOME), more=leaf("E5_date_of_birth", "20220502")),
         "element-twice", "E5", "20220502"),
        (record("", removal("20240501", HOME)), "no-child", "E4", ""),
        (record("a|b", removal("20240501", HOME)), "not-an-id", "E4", "a|b"),
        (record("m" * 67, removal("20240501", HOME)), "not-an-id", "E4", "m" * 67),
    ],
)  # fmt: skip
def test_a_record_is_kept_out_and_counted_for_its(tmp_path: Path, milo, code, element, value):
    stage = stage_of(tmp_path, milo, LOU)
    assert found(stage, "refused") == [(code, 1, element, value)]
    assert all(f.way_out and f.file == "one.xml" for f in stage.findings(level="refused"))
    assert rows(stage, "children", "key") == [("lou",)]
    assert rows(stage, "removals", "child_id") == rows(stage, "stays", "child_id") == [("lou",)]
    counts = stage.counts()
    assert (counts.read, counts.saved, counts.refused) == (2, 1, 1)
    assert counts.adds_up


@pytest.mark.parametrize(
    ("milo", "code", "element", "value"),
    [
        (record("milo", removal("20240501", HOME), born=""), "no-birth-date", "E5", ""),
        (record("milo", removal("20240501", HOME), born="20220230"), "impossible-date", "E5",
         "20220230"),
        (record("milo", removal("20240501", HOME), born="20240502"), "in-care-before-birth", "E69",
         "2024-05-01"),
        (record("milo", removal("20240501", HOME), sex=7), "unknown-code", "E6", "7"),
        (record("milo", removal("20240501", HOME, exit="20240801", reason=77)), "unknown-code",
         "E155", "77"),
        (record("milo", removal("20240501", HOME, exit="20240801")), "end-without-a-reason",
         "E155", ""),
        (record("milo", removal("20240501", HOME, reason=1)), "reason-without-an-end", "E155", "1"),
        (record("milo", removal("20240501", HOME, exit="20240501", reason=1)),
         "in-and-out-on-one-day", "E153", "2024-05-01"),
        (record("milo", removal("20241001", "20240930 foster")), "after-the-half-year", "E69",
         "2024-10-01"),
        (record("milo"), "no-removal", "", ""),
    ],
)  # fmt: skip
def test_a_record_is_kept_and_warned_of_for_its(tmp_path: Path, milo, code, element, value):
    stage = stage_of(tmp_path, milo, LOU)
    assert (code, 1, element, value) in found(stage, "warned")
    assert found(stage, "refused") == []
    assert rows(stage, "children", "key") == [("lou",), ("milo",)]


def test_an_exit_of_the_day_is_kept_and_counts_no_day(tmp_path: Path):
    stage = stage_of(tmp_path, record("milo", removal("20240501", HOME, exit="20240501", reason=1)))
    assert rows(stage, "removals", "removed_on", "exited_on") == [("2024-05-01", "2024-05-01")]
    assert rows(stage, "stays", "started_on", "ended_on") == [("2024-05-01", "2024-05-01")]


def test_back_on_the_day_of_leaving_is_no_overlap(tmp_path: Path):
    stage = stage_of(
        tmp_path,
        record("milo", removal("20240501", HOME, exit="20240601", reason=1),
               removal("20240601", "20240601 foster")),
    )  # fmt: skip
    assert found(stage, "refused") == []
    assert len(rows(stage, "removals", "key")) == 2


def test_a_removal_within_a_longer_one_is_found_though_another_stands_between(tmp_path: Path):
    stage = stage_of(
        tmp_path,
        record(
            "milo", removal("20230101", exit="20240601", reason=1),
            removal("20230201", exit="20230301", reason=1),
            removal("20240501", HOME),
        ),
    )  # fmt: skip
    said = [(code, value) for code, _line, _column, value in found(stage, "refused")]
    assert said == [("overlap", "2023-02-01"), ("overlap", "2024-05-01")]


def test_characters_that_cannot_be_shown_are_not_repeated(tmp_path: Path):
    stage = stage_of(tmp_path, record("milo", removal("20240501\x7f", HOME)))
    assert found(stage, "refused") == [("impossible-date", 1, "E69", "20240501?")]
