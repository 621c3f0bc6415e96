"""The state's limits beside its files: what is over, what holds, what cannot be told."""

from __future__ import annotations

from pathlib import Path

from basehaven.exchange.afcars2020.codes import quality_limits
from basehaven.exchange.afcars2020.quality import in_100, quality_of
from basehaven.exchange.report import report_of
from tests.exchange.afcars2020.files import record, removal, stage_files, stage_of


def milo(number: int, *, born: str = "20220501", on: str = "20240501") -> str:
    return record(f"c{number}", removal(on, f"{on} foster"), born=born)


def checks(stage, number: int = 0):
    return {check.id: check for check in quality_of(stage)[number].checks}


def test_each_limit_is_there_and_each_says_its_counts_or_why_not(tmp_path: Path):
    told = checks(stage_of(tmp_path, *(milo(n) for n in range(20))))
    assert list(told) == [limit.id for limit in quality_limits()]
    assert all(check.is_computed or check.why_not or check.denominator == 0
               for check in told.values())  # fmt: skip
    assert told["missing-placement-count"].why_not
    assert told["ncands-ids"].why_not
    assert told["unmatched-ids"].why_not.startswith("It needs the half-year after")


def test_five_in_a_hundred_hold_the_limit_and_six_pass_it(tmp_path: Path):
    for missing, over in ((5, False), (6, True)):
        children = [milo(n, born="" if n < missing else "20220501") for n in range(100)]
        stage = stage_of(tmp_path / str(missing), *children)
        check = checks(stage)["missing-dob"]
        assert (check.numerator, check.denominator, check.is_over) == (missing, 100, over)
        said = [f.problem for f in stage.findings() if f.code == "over-a-quality-limit"]
        assert ("no usable birth date: 6 of 100, and the limit is 5 in 100." in said) is over


def test_records_that_are_kept_out_count_all_the_same(tmp_path: Path):
    stage = stage_of(tmp_path, milo(1, on="20240532"), milo(2), milo(2, born="20200101"))
    told = checks(stage)
    assert told["missing-removal-date"].numerator == 1
    assert told["dropped-records"].denominator == 3


def test_ids_are_looked_for_in_the_half_year_after(tmp_path: Path):
    gone = [record("gone", removal("20240501", "20240501 foster", exit="20240601", reason=1))]
    stage = stage_files(
        tmp_path,
        {"a": [milo(1), milo(2), milo(3), *gone], "b": [milo(1)]},
        a="202409", b="202503",
    )  # fmt: skip
    check = checks(stage)["unmatched-ids"]
    assert (check.numerator, check.denominator, check.is_over) == (2, 3, True)
    assert checks(stage, 1)["unmatched-ids"].numerator is None


def test_the_report_for_machines_has_checks_and_submissions(tmp_path: Path):
    report = report_of(stage_of(tmp_path, milo(1)), applied=None, dry_run=True)
    assert report["submissions"][0]["half_year"] == "24B"
    assert report["quality"][0]["checks"][0]["id"] == "unmatched-ids"
    assert {"numerator", "denominator", "limit", "over"} <= set(report["quality"][0]["checks"][0])


def test_a_limit_is_said_without_what_floating_point_adds():
    assert [in_100(share) for share in (0.05, 0.1, 0.4, 0.95, 0.125)] == [
        "5", "10", "40", "95", "12.5",
    ]  # fmt: skip
