"""Indicators as data: each is whole, says its doubts in both languages, and names its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.indicators import (
    HERE,
    SETS,
    all_indicators,
    all_settings,
    defaults_of,
    indicator,
    settings_of,
)
from basehaven.knowledge.load import check_entry

NATIONAL = {  # CFSR Round 4, as the reference of the indicators gives them
    "cfsr.p1": 35.2, "cfsr.p2": 43.8, "cfsr.p3": 37.3, "cfsr.p4": 5.6, "cfsr.p5": 4.48,
    "cfsr.s1": 9.07, "cfsr.s2": 9.7,
}  # fmt: skip
SETTLED = {  # what the federal dictionary says
    "cfsr.p1": {"min_days": 8, "home_visit_days": 30, "lost_first_exit": "drop"},
    "cfsr.p5": {"min_days": 8, "last_day": "exclusive"},
    "cfsr.s1": {"min_days": 8, "first_days": 7, "same_report_days": 1},
    "cfsr.s2": {"s2_window_days": 14, "twelve_months": "anniversary"},
    "england.placements_3plus": {"placement_rule": "reference", "temporary": "leave_out"},
    "england.same_carer_2y": {"same_carer_rule": "ni063", "care_months": 30},
}


def test_the_sets_hold_the_indicators_that_pages_and_the_command_name():
    ids = set(all_indicators())
    assert {f"cfsr.{one}" for one in ("p1", "p2", "p3", "p4", "p5", "s1", "s2")} <= ids
    assert {"relationships.kept_30", "relationships.kept_90", "families.coverage"} <= ids
    assert {one.split(".")[0] for one in ids} == set(SETS)


@pytest.mark.parametrize("name", all_indicators())
def test_an_entry_stands_in_the_file_of_its_id(name):
    assert (HERE / f"{name}.yaml").exists()


def test_national_performance_is_that_of_round_four():
    found = {name: one.national.value for name, one in all_indicators().items() if one.national}
    assert found == NATIONAL


@pytest.mark.parametrize("name", SETTLED)
def test_defaults_are_those_of_the_dictionary(name):
    assert SETTLED[name].items() <= defaults_of(name).items()


def test_a_stay_of_a_week_is_out_of_three_indicators_and_in_the_others():
    assert [n for n in all_indicators() if "min_days" in settings_of(n)] == [
        "cfsr.p1", "cfsr.p5", "cfsr.s1",
    ]  # fmt: skip


def test_every_setting_is_used_by_some_indicator():
    used = {name for one in all_indicators().values() for name in one.settings}
    assert used == set(all_settings())


@pytest.mark.parametrize("name", all_indicators())
def test_no_entry_calls_a_direction_better_or_worse(name):
    text = (HERE / f"{name}.yaml").read_text(encoding="utf-8").lower()
    assert not {"better", "worse", "mejor", "peor"} & set(text.split())


def test_an_indicator_that_nobody_defined_is_refused_with_those_that_are():
    with pytest.raises(KnowledgeIncomplete, match=r"cfsr\.p1"):
        indicator("cfsr.p9")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("unit: percent", "unit: percents", "'unit'"),
        ("direction: higher", "direction: better", "'direction'"),
        ("  es: Un hogar estable", "  fr: Un hogar estable", "'label"),
    ],
)
def test_an_indicator_of_another_shape_is_refused(tmp_path: Path, old, new, said):
    text = (HERE / "cfsr.p1.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "cfsr.p1.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeIncomplete, match=said):
        check_entry(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("default: exclusive", "default: sometimes", "none of the choices"),
        ("default: 8\n    at_least: 0", "default: 91\n    at_least: 0", "outside"),
        ("default: 8\n    at_least: 0\n    at_most: 90", "default: 8", "needs at_least"),
    ],
)
def test_a_default_outside_its_own_limits_is_refused(tmp_path: Path, old, new, said):
    text = (HERE / "settings.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "settings.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeIncomplete, match=said):
        check_entry(path)
