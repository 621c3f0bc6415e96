"""Children with a change of carer in each age window, by drawn histories, on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from basehaven.analytics.compute import Asked, compute
from basehaven.analytics.moves.carer_changes import carer_changes
from basehaven.analytics.settings import chosen_settings
from basehaven.core.errors import WrongSetting
from basehaven.core.indicators.window import Window
from basehaven.core.relationships.types import Stay
from tests.analytics.moves.drawn import tables_of

BORN = date(2024, 1, 10)
YEAR = Window(date(2024, 4, 1), date(2025, 3, 31), "a year")
OVER = date(2024, 8, 10)  # the day on which 0-6 months are over
WEEK = {"change_min_days": 7}


def lived(*stays: tuple[date, date | None, str, str]) -> tuple[Stay, ...]:
    return tuple(
        Stay(f"{n}", start, end, kind, None, home)
        for n, (start, end, kind, home) in enumerate(stays)
    )


CASES = {
    "home all the time": lived((BORN, None, "parent_home", "A")),
    "to kin": lived(
        (BORN, date(2024, 3, 1), "parent_home", "A"), (date(2024, 3, 1), None, "kin", "B")
    ),
    "six days with kin": lived(
        (BORN, date(2024, 3, 1), "parent_home", "A"),
        (date(2024, 3, 1), date(2024, 3, 7), "kin", "B"),
        (date(2024, 3, 7), None, "parent_home", "A"),
    ),
    "a week with kin": lived(
        (BORN, date(2024, 3, 1), "parent_home", "A"),
        (date(2024, 3, 1), date(2024, 3, 8), "kin", "B"),
        (date(2024, 3, 8), None, "parent_home", "A"),
    ),
    "three weeks in hospital": lived(
        (BORN, date(2024, 3, 1), "parent_home", "A"),
        (date(2024, 3, 1), date(2024, 3, 22), "hospital", "H"),
        (date(2024, 3, 22), None, "parent_home", "A"),
    ),
    "to kin on the last day of the window": lived(
        (BORN, date(2024, 8, 9), "parent_home", "A"), (date(2024, 8, 9), None, "kin", "B")
    ),
    "to kin the day after": lived((BORN, OVER, "parent_home", "A"), (OVER, None, "kin", "B")),
    "first seen at a week": lived((date(2024, 1, 17), None, "foster", "F")),
    "nothing known": (),
}


@pytest.fixture
def rows(either):
    born = dict.fromkeys(CASES, BORN)
    units = carer_changes(tables_of(CASES, born), YEAR, WEEK)
    return {
        (row["child_id"], row["unit"]): (row["rule"], row["numerator"], row["denominator"])
        for row in either.rows(units)
    }


def test_a_week_with_other_carers_within_the_window_is_a_change(rows):
    first = {child: told for (child, unit), told in rows.items() if unit == "0-6"}
    yes, no, unknown = ("counted", 1, 1), ("counted", 0, 1), ("not_recorded_throughout", 0, 0)
    assert first == {
        "home all the time": no,
        "to kin": yes,
        "six days with kin": no,
        "a week with kin": yes,
        "three weeks in hospital": no,
        "to kin on the last day of the window": yes,
        "to kin the day after": no,
        "first seen at a week": unknown,
        "nothing known": unknown,
    }
    assert rows["to kin the day after", "7-12"] == yes


def test_only_windows_that_were_over_in_the_period_are_asked_about(rows):
    assert {unit for _child, unit in rows} == {"0-6", "7-12"}


def test_one_window_alone_gives_the_rows_of_that_window(duckdb):
    tables = tables_of(CASES, dict.fromkeys(CASES, BORN))
    alone = duckdb.rows(carer_changes(tables, YEAR, {**WEEK, "age_windows": ("7-12",)}))
    assert {row["unit"] for row in alone} == {"7-12"}
    assert len(alone) == len(CASES)


def test_each_window_has_a_figure_of_its_own_and_they_add_up(duckdb):
    id_ = "nscaw.carer_changes"
    asked = Asked([id_], YEAR, settings=chosen_settings([id_], {}))
    (answer,) = compute(duckdb, tables_of(CASES, dict.fromkeys(CASES, BORN)), asked)
    counted = {one.group: one.counted for one in answer.figures}
    windows = {f"window={name}" for name in ("0-6", "7-12", "13-18", "19-24")}
    assert set(counted) == {"all", *windows}
    assert counted["window=0-6"] > 0
    assert counted["window=19-24"] == 0
    assert counted["all"] == sum(counted[name] for name in windows)


def test_a_window_that_is_none_is_refused(duckdb):
    tables = tables_of(CASES, dict.fromkeys(CASES, BORN))
    for names in (["6-0"], ["baby"], []):
        with pytest.raises(WrongSetting, match="age window"):
            carer_changes(tables, YEAR, {**WEEK, "age_windows": names})
