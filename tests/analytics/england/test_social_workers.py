"""Social workers in the year: counted where ties say who they were."""

from __future__ import annotations

from datetime import date

import ibis
import pyarrow as pa

from basehaven.analytics.england.social_workers import social_workers_3plus
from basehaven.analytics.tables import Tables
from tests.analytics.england.drawn import tables_of, told

LAST = date(2025, 3, 31)
IN_CARE = ["01/01/2024 S C2 U6 - -"]
CASES = {"three": IN_CARE, "one came back": IN_CARE, "nobody": IN_CARE, "breaks": [
    "01/01/2024 S V4 U6 - -"]}  # fmt: skip
TIES = [
    ("three", "a", date(2024, 1, 1), date(2024, 6, 1), "caseworker"),
    ("three", "b", date(2024, 6, 1), date(2024, 9, 1), "caseworker"),
    ("three", "c", date(2024, 9, 1), None, "caseworker"),
    ("three", "d", date(2023, 1, 1), date(2024, 3, 31), "caseworker"),
    ("one came back", "a", date(2024, 1, 1), date(2024, 6, 1), "caseworker"),
    ("one came back", "b", date(2024, 6, 1), date(2024, 9, 1), "caseworker"),
    ("one came back", "a", date(2024, 9, 1), None, "caseworker"),
    ("nobody", "z", date(2024, 1, 1), None, "foster_carer"),
]


def test_three_people_count_and_nobody_on_record_is_said(either, tmp_path):
    drawn = tables_of(either, tmp_path, CASES)
    rows = [
        {"source_id": "here", "tie_id": str(n), "child_id": child, "adult_id": adult,
         "started_on": start, "ended_on": end, "kind": kind}
        for n, (child, adult, start, end, kind) in enumerate(TIES)
    ]  # fmt: skip
    tables = Tables({**drawn.given, "ties": ibis.memtable(pa.Table.from_pylist(rows))})
    assert told(either, tables, social_workers_3plus, LAST) == {
        "three": ("counted", 1, 1),
        "one came back": ("counted", 0, 1),
        "nobody": ("no_social_worker_recorded", 0, 0),
        "breaks": ("series_of_short_breaks", 0, 0),
    }
