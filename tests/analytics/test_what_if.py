"""What if: which changes of the past are counted, and which cannot be told yet."""

from __future__ import annotations

from datetime import date

import ibis
import pyarrow as pa
import pytest

from basehaven.analytics.tables import Tables
from basehaven.analytics.what_if import keep_main_adult, kin_first, overlap_visits
from basehaven.core.indicators.window import Window
from basehaven.core.relationships.types import Stay
from basehaven.knowledge.indicators import defaults_of
from tests.analytics.moves.drawn import tables_of

YEAR = Window(date(2024, 4, 1), date(2025, 3, 31), "a year")
OWN = {"source_id": "here", "child_id": "milo"}
BORN = {"milo": date(2023, 6, 1)}


def moved_on(day: date) -> tuple[Stay, ...]:
    return (
        Stay("1", date(2023, 7, 1), day, "foster", "r1", "A", ("dana", "joe")),
        Stay("2", day, None, "foster", "r1", "B", ("kay",)),
    )


def given(day: date = date(2024, 6, 1), **tables: list[dict]) -> Tables:
    removals = {"milo": [("r1", date(2023, 7, 1), None)]}
    drawn = tables_of({"milo": moved_on(day)}, BORN, removals)
    rows = {
        name: ibis.memtable(pa.Table.from_pylist([{**OWN, **row} for row in found]))
        for name, found in tables.items()
    }
    return Tables({**drawn.given, **rows})


def met(adult: str, on: date) -> dict:
    return {"contact_id": f"{adult}{on}", "adult_id": adult, "on": on, "kept": True}


def said(engine, name, units, tables, window=YEAR) -> dict[str, str]:
    rows = engine.rows(units(tables, window, defaults_of(f"what_if.{name}")))
    return {
        row["unit"].partition("@")[0]:
        f"{row['numerator']}/{row['denominator']}" if row["rule"] == "counted" else row["rule"]
        for row in rows
    }  # fmt: skip


def test_a_change_whose_days_are_not_over_on_record_is_out_whether_the_carer_was_met_or_not(either):
    soon = [met("dana", date(2024, 6, 2)), met("kay", date(2024, 6, 30))]
    found = said(either, "overlap_visits", overlap_visits, given(contacts=soon))
    assert set(found.values()) == {"follow_up_incomplete"}
    over = [*soon, met("kay", date(2024, 7, 1))]
    found = said(either, "overlap_visits", overlap_visits, given(contacts=over))
    assert found == {"dana": "0/1", "joe": "1/1"}


@pytest.mark.parametrize(("ended", "counted"), [(date(2024, 9, 1), {"ugo"}), (None, set())])
def test_a_main_adult_beside_another_who_goes_on_follows_nobody(duckdb, ended, counted):
    mains = [
        {"room_id": "sun", "adult_id": "tess", "rank": "main", "started_on": date(2024, 1, 1),
         "ended_on": ended, "end_reason": "room_move"},
        {"room_id": "moon", "adult_id": "ugo", "rank": "main", "started_on": date(2024, 9, 1),
         "ended_on": date(2025, 9, 1), "end_reason": "other"},
    ]  # fmt: skip
    found = said(duckdb, "keep_main_adult", keep_main_adult, given(primary_spells=mains))
    assert set(found) == counted


def test_a_tie_to_kin_counts_until_it_ends(duckdb):
    stays = {"milo": (Stay("1", date(2024, 6, 1), None, "foster", "r1", "A", ("dana",)),)}
    drawn = tables_of(stays, BORN, {"milo": [("r1", date(2024, 6, 1), None)]})
    for ended, said_of_it in ((None, "1/1"), (date(2024, 6, 1), "1/1"), (date(2024, 5, 31), "0/1")):
        tie = {**OWN, "tie_id": "t", "adult_id": "gran", "kind": "kin",
               "started_on": date(2023, 6, 1), "ended_on": ended}  # fmt: skip
        schema = pa.schema([(name, pa.date32() if name.endswith("_on") else pa.string())
                            for name in tie])  # fmt: skip
        ties = ibis.memtable(pa.Table.from_pylist([tie], schema))
        tables = Tables({**drawn.given, "ties": ties})
        assert said(duckdb, "kin_first", kin_first, tables) == {"r1": said_of_it}
