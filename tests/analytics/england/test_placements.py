"""Placements in the year: one line an episode, both engines, every case in one query."""

from __future__ import annotations

from datetime import date

import pytest

from basehaven.analytics.england.placements import placements_3plus
from tests.analytics.england.drawn import tables_of, told

LAST = date(2025, 3, 31)
EDGE_CASE = [  # reference: edge case 10 (a)
    "01/12/2023 S C1 U6@a 01/06/2024 X1",
    "01/06/2024 L C2 U6@a 01/08/2024 X1",
    "01/08/2024 P C2 T4   07/08/2024 X1",
    "07/08/2024 P C2 U6@a 01/11/2024 X1",
    "01/11/2024 P C2 U1@b 01/02/2025 X1",
    "01/02/2025 U E1 A5@b - -",
]
NO_POSTCODES = [line.replace("@a", "").replace("@b", "") for line in EDGE_CASE]
YEAR_BEFORE = [
    line.replace("2023", "2022").replace("2024", "2023").replace("2025", "2024")
    for line in NO_POSTCODES
]
TO_ANOTHER_HOME = [
    line.replace("07/08/2024 P C2 U6@a", "07/08/2024 P C2 U6@c") for line in EDGE_CASE
]
ADOPTED_BY_OTHERS = [line.replace("U E1 A5@b", "B E1 A6@d") for line in EDGE_CASE]
THREE_HOMES = [
    "01/12/2023 S C2 U6 30/04/2024 X1",
    "30/04/2024 P C2 U4 15/09/2024 X1",
    "15/09/2024 B C2 K2 - -",
]
ENDED_ON_THE_FIRST_DAY = [line.replace("30/04/2024", "01/04/2024") for line in THREE_HOMES]
ENDED_THE_DAY_BEFORE = [line.replace("30/04/2024", "31/03/2024") for line in THREE_HOMES]
LEFT_AND_BACK = [
    "01/12/2023 S C2 U6@a 30/04/2024 E4A",
    "15/05/2024 S C2 U6@a 15/09/2024 X1",
    "15/09/2024 P C2 K2 - -",
]
CASES = {
    "edge case 10 a": EDGE_CASE,
    "the same without postcodes": NO_POSTCODES,
    "to another home after the week away": TO_ANOTHER_HOME,
    "adopted by others": ADOPTED_BY_OTHERS,
    "three homes": THREE_HOMES,
    "the first ended on 1 April": ENDED_ON_THE_FIRST_DAY,
    "the first ended on 31 March": ENDED_THE_DAY_BEFORE,
    "left care and came back": LEFT_AND_BACK,
    "weekends only": ["01/05/2024 S V3 U6 03/05/2024 E4A", "30/03/2025 S V3 U6 - -"],
    "an agreement only": ["01/05/2024 S V4 U6 - -"],
    "left in the year": ["01/05/2023 S C2 U6 03/05/2024 E4A"],
    "left on the last day": ["01/05/2023 S C2 U6 31/03/2025 E4A"],
    "came on the last day": ["31/03/2025 S C2 U6 - -"],
    "short breaks, then care": ["01/05/2024 S V3 U6 03/05/2024 E4A", *THREE_HOMES[1:]],
    "codes not known": ["01/05/2024 - - - - -"],
}


@pytest.fixture
def tables(either, tmp_path):
    return tables_of(either, tmp_path, CASES)


def test_reference_counts_homes_and_leaves_out_the_way_back(either, tables):
    found = told(either, tables, placements_3plus, LAST)
    assert found == {
        "edge case 10 a": ("counted", 0, 1),
        "the same without postcodes": ("counted", 0, 1),
        "to another home after the week away": ("counted", 1, 1),
        "adopted by others": ("counted", 1, 1),
        "three homes": ("counted", 1, 1),
        "the first ended on 1 April": ("counted", 1, 1),
        "the first ended on 31 March": ("counted", 0, 1),
        "left care and came back": ("counted", 1, 1),
        "weekends only": ("series_of_short_breaks", 0, 0),
        "an agreement only": ("series_of_short_breaks", 0, 0),
        "left in the year": ("not_looked_after_on_last_day", 0, 0),
        "left on the last day": ("not_looked_after_on_last_day", 0, 0),
        "came on the last day": ("counted", 0, 1),
        "short breaks, then care": ("counted", 0, 1),
        "codes not known": ("codes_not_recorded", 0, 0),
    }


def test_simple_counts_each_row_that_is_coded_as_a_placement(either, tables):
    """Of the edge case: U6, P T4 (left out), P U6, P U1, U A5: four, and with T4 five."""
    for fewest, temporary, in_it in (
        (4, "leave_out", 1), (5, "leave_out", 0), (5, "count", 1), (6, "count", 0),
    ):  # fmt: skip
        found = told(
            either, tables, placements_3plus, LAST,
            placement_rule="simple", temporary=temporary, fewest_in_year=fewest,
        )  # fmt: skip
        assert found["edge case 10 a"] == ("counted", in_it, 1)
        assert found["three homes"] == ("counted", 0, 1)


def test_a_week_away_is_a_placement_of_the_reference_when_asked_for(either, tables):
    found = told(either, tables, placements_3plus, LAST, temporary="count")
    assert found["edge case 10 a"] == ("counted", 1, 1)  # U6, T4, U1


def test_a_year_of_leap_days_and_other_dates_gives_the_same(duckdb, tmp_path):
    tables = tables_of(duckdb, tmp_path, {"edge case 10 a": YEAR_BEFORE})
    found = told(duckdb, tables, placements_3plus, date(2024, 3, 31))
    assert found["edge case 10 a"] == ("counted", 0, 1)


def test_the_placement_of_the_first_day_can_be_left_out_and_two_years_looked_at(duckdb, tmp_path):
    tables = tables_of(duckdb, tmp_path, {"edge case 10 a": EDGE_CASE, "three": THREE_HOMES})
    found = told(duckdb, tables, placements_3plus, LAST, open_on_first_day="leave_out")
    assert found["three"] == ("counted", 0, 1)
    earlier = ["01/05/2023 S C2 K2 01/12/2023 X1", *EDGE_CASE]
    tables = tables_of(duckdb, tmp_path / "two", {"earlier": earlier})
    found = told(duckdb, tables, placements_3plus, LAST, years_back=2)
    assert found["earlier"] == ("counted", 1, 1)


def test_short_breaks_count_when_asked_for(duckdb, tmp_path):
    tables = tables_of(duckdb, tmp_path, CASES)
    found = told(duckdb, tables, placements_3plus, LAST, short_breaks="count")
    assert found["an agreement only"] == ("counted", 0, 1)


def test_the_codes_are_those_of_knowledge():
    from basehaven.analytics.england import episodes as ours
    from basehaven.exchange.ssda903.codes import codes

    place, rne = codes("PLACE"), codes("RNE")
    assert set(ours.TEMPORARY) == {code for code, means in place.items() if means.temporary}
    assert set(ours.WITH_CURRENT_CARER) == {
        code for code, means in place.items() if means.with_current_carer
    }
    assert set(ours.ADOPTION) == {
        code for code, means in place.items() if means.stay == "pre_adoptive"
    }
    assert set(ours.NEW_CARER) == {code for code, means in rne.items() if means.carer == "new"}
    assert set(ours.NEW_PLACEMENT) == set(rne) - {"L"}
    assert set(ours.SHORT_BREAKS) < set(codes("LS"))
