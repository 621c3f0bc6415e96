"""Where a child lived: the kind, the days, and what the file leaves open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from basehaven.exchange.afcars2020.codes import codes
from basehaven.exchange.tables.schema import TABLES
from tests.exchange.afcars2020.files import record, removal, stage_of
from tests.exchange.afcars2020.test_read_record import found
from tests.exchange.drawn import rows


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("foster", "foster"), ("licensed", "foster"), ("therapeutic", "foster"),
        ("shelter", "foster"), ("relative", "relative_foster"), ("relative licensed",
        "relative_foster"), ("kin", "relative_foster"), ("preadoptive", "pre_adoptive"),
        ("preadoptive relative", "pre_adoptive"), ("1", "group"), ("2", "group"), ("3", "group"),
        ("4", "residential"), ("5", "residential"), ("6", "residential"), ("7", "residential"),
        ("8", "independent"), ("9", "residential"), ("10", "hospital"), ("11", "hospital"),
        ("12", "runaway"), ("13", "runaway"), ("14", "trial_home_visit"), ("? 14",
        "trial_home_visit"),
    ],
)  # fmt: skip
def test_a_place_is_read_as(tmp_path: Path, place: str, kind: str):
    stage = stage_of(tmp_path, record("milo", removal("20240501", f"20240501 {place}")))
    assert rows(stage, "stays", "kind", "home_id", "carer_ids") == [(kind, "", "[]")]


def test_each_kind_of_the_knowledge_is_one_of_the_tables():
    read = {
        code.stay for name in ("foster_home", "other_arrangement") for code in codes(name).values()
    }
    assert read <= set(TABLES["stays"].column("kind").choices)
    exits = {code.exit for code in codes("exit_reason").values()} - {""}
    assert exits <= set(TABLES["removals"].column("exit_reason").choices)


def test_a_stay_ends_where_the_next_one_starts_and_the_last_with_the_exit(tmp_path: Path):
    stage = stage_of(
        tmp_path,
        record("milo", removal("20240501", "20240501 foster", "20240601 relative",
                               exit="20240801", reason=1)),
        record("lou", removal("20240501", "20240501 foster", "20240601 12")),
    )  # fmt: skip
    assert rows(stage, "stays", "stay_id", "started_on", "ended_on", "removal_id") == [
        ("lou-2024-05-01", "2024-05-01", "2024-06-01", "lou-2024-05-01"),
        ("lou-2024-06-01", "2024-06-01", None, "lou-2024-05-01"),
        ("milo-2024-05-01", "2024-05-01", "2024-06-01", "milo-2024-05-01"),
        ("milo-2024-06-01", "2024-06-01", "2024-08-01", "milo-2024-05-01"),
    ]


def test_two_places_on_one_day_are_both_kept_under_names_of_their_own(tmp_path: Path):
    stage = stage_of(tmp_path, record("milo", removal("20240501", "20240501 3", "20240501 foster")))
    assert rows(stage, "stays", "stay_id", "kind", "ended_on") == [
        ("milo-2024-05-01", "group", "2024-05-01"),
        ("milo-2024-05-01-2", "foster", None),
    ]


def test_the_original_codes_are_carried_along(tmp_path: Path):
    stage = stage_of(
        tmp_path, record("milo", removal("20240501", "20240501 relative kin", "20240601 12"))
    )
    extras = [json.loads(extra) for (extra,) in rows(stage, "stays", "extra")]
    assert extras == [
        {"afcars_e113": "1", "afcars_e117": "1", "afcars_e119": "1"},
        {"afcars_e113": "0", "afcars_e120": "12"},
    ]


@pytest.mark.parametrize(
    ("places", "code", "value", "kinds"),
    [
        (["20240501 99"], "unknown-code", "99", ["other"]),
        (["20240501 foster 4"], "two-kinds-at-once", "4", ["foster"]),
        (["20240501"], "place-not-said", "", ["other"]),
        (["20240601 4", "20240501 foster"], "not-in-order", "", ["foster", "residential"]),
        ([], "no-arrangement", "", []),
        (["20240503 foster"], "gap", "2024-05-03", ["foster"]),
        (["20240430 foster"], "before-the-removal", "2024-04-30", ["foster"]),
        (["20240501 foster", "20241001 kin"], "after-the-half-year", "2024-10-01",
         ["foster", "relative_foster"]),
    ],
)  # fmt: skip
def test_an_arrangement_is_kept_and_warned_of(tmp_path: Path, places, code, value, kinds):
    stage = stage_of(tmp_path, record("milo", removal("20240501", *places)))
    assert [(said, shown) for said, _line, _column, shown in found(stage, "warned")] == [
        (code, value)
    ]
    assert [kind for (kind,) in rows(stage, "stays", "kind")] == kinds


def test_a_removal_of_before_2022_has_no_stays_and_the_report_says_so(tmp_path: Path):
    stage = stage_of(
        tmp_path,
        record("milo", removal("20210501", form="1993", exit="20210901", reason=1),
               removal("20240501", "20240501 foster")),
    )  # fmt: skip
    assert [json.loads(extra)["afcars_form"] for (extra,) in rows(stage, "removals", "extra")] == [
        "1993", "2020",
    ]  # fmt: skip
    assert rows(stage, "stays", "removal_id") == [("milo-2024-05-01",)]
    (said,) = [f for f in stage.findings() if f.code == "removals-without-arrangements"]
    assert "1 removals of before October 2022" in said.problem
    assert "not guessed" in said.problem
