"""Two years with the same carer: the edge case, its variants and its limits, on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from basehaven.analytics.england.same_carer import same_carer_2y
from tests.analytics.england.drawn import tables_of, told

LAST = date(2025, 3, 31)
ADOPTED = ["01/06/2022 S C2 U6@x 01/12/2024 X1", "01/12/2024 B E1 A6@y - -"]  # 10 (b)
CASES = {
    "edge case 10 b": ADOPTED,
    "adopters and the carer before, not two years": [
        "01/06/2022 S C2 K2 01/05/2023 X1",
        "01/05/2023 P C2 U6@x 01/12/2024 X1",
        "01/12/2024 B E1 A6@y - -",
    ],
    "adopted by the carer": ["01/06/2022 S C2 U6@x 01/12/2024 X1", "01/12/2024 P E1 A5@x - -"],
    "adopted by the carer of a year, another before": [
        "01/06/2022 S C2 U6@x 01/12/2023 X1",
        "01/12/2023 P C2 U6@y 01/12/2024 X1",
        "01/12/2024 U E1 A5@y - -",
    ],
    "to the day": ["30/09/2022 S C2 K2 31/03/2023 X1", "31/03/2023 P C2 U6 - -"],
    "carer a day short": ["30/09/2022 S C2 K2 01/04/2023 X1", "01/04/2023 P C2 U6 - -"],
    "care a day short": ["01/10/2022 S C2 U6 - -"],
    "a holiday between": [
        "01/06/2022 S C2 U6@x 01/08/2024 X1",
        "01/08/2024 P C2 T3 14/08/2024 X1",
        "14/08/2024 P C2 U6@x - -",
    ],
    "on holiday on the day": ["01/06/2022 S C2 U6@x 25/03/2025 X1", "25/03/2025 P C2 T2 - -"],
    "a new house, the same carer": [
        "01/06/2022 S C2 U6@x 01/08/2024 X1",
        "01/08/2024 T C2 U6@y - -",
    ],
    "left and came back": ["01/06/2022 S C2 U6 01/08/2024 E4A", "01/08/2024 S C2 U6 - -"],
    "a gap of a day": ["01/06/2022 S C2 U6 01/08/2024 X1", "02/08/2024 L C2 U6 - -"],
    "began before the file": ["01/04/2024 L C2 U6 - -"],
    "began before the file, long ago": ["01/06/2022 L C2 U6 - -"],
    "weekends only": ["01/06/2022 S V3 U6 - -"],  # 10 (c)
    "sixteen": ["01/06/2022 S C2 U6 - -"],
    "a day under sixteen": ["01/06/2022 S C2 U6 - -"],
    "no birth date": ["01/06/2022 S C2 U6 - -"],
}
BORN = {
    "sixteen": date(2009, 3, 31), "a day under sixteen": date(2009, 4, 1), "no birth date": None,
}  # fmt: skip
YES, NO = ("counted", 1, 1), ("counted", 0, 1)
NI063 = {
    "edge case 10 b": YES,
    "adopters and the carer before, not two years": NO,
    "adopted by the carer": YES,
    "adopted by the carer of a year, another before": NO,
    "to the day": YES,
    "carer a day short": NO,
    "care a day short": ("in_care_too_few_months", 0, 0),
    "a holiday between": YES,
    "on holiday on the day": YES,
    "a new house, the same carer": YES,
    "left and came back": ("in_care_too_few_months", 0, 0),
    "a gap of a day": ("in_care_too_few_months", 0, 0),
    "began before the file": ("care_began_before_the_file", 0, 0),
    "began before the file, long ago": YES,
    "weekends only": ("series_of_short_breaks", 0, 0),
    "sixteen": ("too_old", 0, 0),
    "a day under sixteen": YES,
    "no birth date": ("no_birth_date", 0, 0),
}


@pytest.fixture
def tables(either, tmp_path):
    return tables_of(either, tmp_path, CASES, BORN)


def test_the_older_rule_counts_adopters_with_the_carer_before(either, tables):
    assert told(either, tables, same_carer_2y, LAST) == NI063


def test_the_newer_rule_counts_the_same_carer_alone(either, tables):
    found = told(either, tables, same_carer_2y, LAST, same_carer_rule="same_carer")
    assert found == {**NI063, "edge case 10 b": NO}


def test_the_edge_case_a_year_earlier_and_with_other_adopters(duckdb, tmp_path):
    earlier = [line.replace("2022", "2021").replace("2024", "2023") for line in ADOPTED]
    tables = tables_of(duckdb, tmp_path, {"b": earlier})
    assert told(duckdb, tables, same_carer_2y, date(2024, 3, 31)) == {"b": YES}


def test_other_settings_change_what_they_name(duckdb, tmp_path):
    former = [
        "01/06/2022 S C2 U6@x 01/06/2024 X1",
        "01/06/2024 P C2 U6@y 01/09/2024 X1",
        "01/09/2024 P C2 U6@x - -",
    ]
    tables = tables_of(duckdb, tmp_path, {**CASES, "to a former carer": former}, BORN)
    new = told(duckdb, tables, same_carer_2y, LAST, temporary="count", same_carer_months=12)
    assert (new["a holiday between"], new["to a former carer"], new["carer a day short"]) == (
        NO, NO, YES,
    )  # fmt: skip
    same = told(duckdb, tables, same_carer_2y, LAST, back_to_former_carer="same", care_months=12)
    assert (same["to a former carer"], same["care a day short"]) == (YES, YES)
    assert same["carer a day short"] == NO
    assert told(duckdb, tables, same_carer_2y, LAST, under_age=17)["sixteen"] == YES
