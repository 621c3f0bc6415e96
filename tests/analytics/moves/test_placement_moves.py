"""Moves in the first year, in a life so far, and how soon, by drawn histories, on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from basehaven.analytics.moves.placement_moves import days_to_first, first_year, lifetime
from basehaven.core.indicators.window import Window
from basehaven.core.relationships.types import Stay
from tests.analytics.moves.drawn import tables_of

YEAR = Window(date(2024, 4, 1), date(2025, 3, 31), "a year")
IN = date(2023, 6, 1)


def placed(*stays: tuple[date, date | None, str, str], removal: str = "r") -> tuple[Stay, ...]:
    return tuple(
        Stay(f"{removal}{n}", start, end, kind, removal, home)
        for n, (start, end, kind, home) in enumerate(stays)
    )


# Reference, edge case 2: hospital and back, a visit home and back to another home: two moves.
EDGE_CASE = placed(
    (IN, date(2023, 7, 1), "foster", "A"),
    (date(2023, 7, 1), date(2023, 7, 20), "kin", "B"),
    (date(2023, 7, 20), date(2023, 7, 27), "hospital", "H"),
    (date(2023, 7, 27), date(2023, 10, 1), "kin", "B"),
    (date(2023, 10, 1), date(2023, 10, 15), "trial_home_visit", "P"),
    (date(2023, 10, 15), date(2024, 6, 1), "foster", "C"),
    (date(2024, 6, 1), None, "foster", "D"),  # on the anniversary: of the second year
)
EARLIER = placed(
    (date(2020, 1, 1), date(2020, 2, 1), "foster", "X"),
    (date(2020, 2, 1), date(2020, 3, 1), "foster", "Y"),
    removal="e",
)
CASES = {
    "edge case": EDGE_CASE,
    "never moved": placed((IN, None, "foster", "A")),
    "twice in care": EARLIER + EDGE_CASE,
    "left": placed((IN, date(2023, 12, 1), "foster", "A")),
    "nothing known": (),
}
REMOVALS = {child: [("r", IN, None)] for child in CASES}
REMOVALS["twice in care"] = [("e", date(2020, 1, 1), date(2020, 3, 1)), ("r", IN, None)]
REMOVALS["left"] = [("r", IN, date(2023, 12, 1))]


@pytest.fixture
def tables():
    return tables_of(CASES, dict.fromkeys(CASES, date(2019, 1, 1)), REMOVALS)


def told(engine, units):
    return {
        row["child_id"]: (row["rule"], row["numerator"], row["denominator"])
        for row in engine.rows(units)
    }


def test_moves_of_the_first_year_end_with_the_anniversary(either, tables):
    assert told(either, first_year(tables, YEAR, {})) == {
        "edge case": ("counted", 2, 1),
        "never moved": ("counted", 0, 1),
        "twice in care": ("counted", 2, 1),
        "left": ("counted", 0, 1),
        "nothing known": ("no_placements_recorded", 0, 0),
    }


def test_moves_of_a_life_are_those_of_all_its_removals(either, tables):
    assert told(either, lifetime(tables, YEAR, {})) == {
        "edge case": ("counted", 3, 1),
        "never moved": ("counted", 0, 1),
        "twice in care": ("counted", 4, 1),
        "nothing known": ("no_placements_recorded", 0, 0),
    }


def test_a_move_on_the_last_of_so_many_days_is_within_them(duckdb, tables):
    period = Window(date(2023, 6, 1), date(2023, 12, 31), "half a year")
    assert told(duckdb, days_to_first(30)(tables, period, {}))["edge case"] == ("counted", 1, 1)
    assert told(duckdb, days_to_first(29)(tables, period, {}))["edge case"] == ("counted", 0, 1)
    assert told(duckdb, days_to_first(90)(tables, period, {}))["never moved"] == ("counted", 0, 1)
    assert not told(duckdb, days_to_first(365)(tables, period, {}))  # nobody's day 365 is in it
