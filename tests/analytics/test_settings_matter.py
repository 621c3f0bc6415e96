"""Each setting of the sets without a spec changes what it names: none is there for show."""

from __future__ import annotations

from datetime import date, timedelta

import ibis
import pyarrow as pa
import pytest

from basehaven.analytics.catalogue import ALL
from basehaven.analytics.tables import Tables
from basehaven.core.indicators.window import Window
from basehaven.core.relationships.types import Stay
from basehaven.knowledge.indicators import defaults_of, settings_of
from tests.analytics.england import (
    test_placements,
    test_same_carer,
    test_social_workers,
)
from tests.analytics.england.drawn import tables_of as english
from tests.analytics.moves import test_carer_changes
from tests.analytics.moves.drawn import tables_of as stays_of
from tests.analytics.test_catalogue import OF_EVERY_SET, SPECS

YEAR = Window(date(2024, 4, 1), date(2025, 3, 31), "a year")
OTHER_VALUES = {
    "placement_rule": "simple",
    "temporary": "count",
    "short_breaks": "count",
    "open_on_first_day": "leave_out",
    "years_back": 2,
    "fewest_in_year": 2,
    "same_carer_rule": "same_carer",
    "care_months": 12,
    "same_carer_months": 12,
    "under_age": 17,
    "back_to_former_carer": "same",
    "change_min_days": 1,
    "age_windows": ("0-6",),
    "window_follow_up": "reached",
    "kept_until_months": 12,
    "overlap_days": 60,
}
WITHOUT_SPEC = [name for name in ALL if name not in SPECS]
EACH = [
    (name, setting) for name in WITHOUT_SPEC for setting in settings_of(name)
    if setting not in OF_EVERY_SET
]  # fmt: skip
BACK = [
    "01/06/2022 S C2 U6@x 01/06/2024 X1",
    "01/06/2024 P C2 U6@y 01/09/2024 X1",
    "01/09/2024 P C2 U6@x - -",
]
EARLIER = ["01/05/2023 S C2 K2 01/12/2023 X1", *test_placements.EDGE_CASE]
HOMES = {"milo": (
    Stay("1", date(2023, 1, 1), date(2024, 6, 1), "foster", None, "A", ("dana",)),
    Stay("2", date(2024, 6, 1), None, "foster", None, "B", ("kay",)),
)}  # fmt: skip


def test_every_setting_has_another_value_here():
    assert {setting for _name, setting in EACH} == set(OTHER_VALUES)


@pytest.mark.parametrize(("name", "setting"), EACH)
def test_another_value_changes_the_rows(name, setting, duckdb, tmp_path):
    tables, as_it_is = _tables(name, duckdb, tmp_path), defaults_of(name)
    other = {**as_it_is, setting: OTHER_VALUES[setting]}
    assert as_it_is[setting] != other[setting]
    assert _rows(duckdb, name, tables, as_it_is) != _rows(duckdb, name, tables, other)


def _rows(engine, name, tables, settings):
    return sorted(
        tuple(row.values()) for row in engine.rows(ALL[name].units(tables, YEAR, settings))
    )


def _tables(name, engine, folder):
    if name == "england.same_carer_2y":
        born = {**test_same_carer.BORN}
        return english(engine, folder, {**test_same_carer.CASES, "back": BACK}, born)
    if name.startswith("england."):
        cases = {**test_placements.CASES, **test_social_workers.CASES, "earlier": EARLIER}
        drawn = english(engine, folder, cases)
        ties = [
            {"source_id": "here", "tie_id": f"{child}{n}", "child_id": child, "adult_id": adult,
             "started_on": start, "ended_on": end, "kind": kind}
            for n, (child, adult, start, end, kind) in enumerate(_social_workers(cases))
        ]  # fmt: skip
        return Tables({**drawn.given, "ties": ibis.memtable(pa.Table.from_pylist(ties))})
    if name == "nscaw.carer_changes":
        cases = test_carer_changes.CASES
        return stays_of(cases, dict.fromkeys(cases, test_carer_changes.BORN))
    return _of_what_if()


def _social_workers(cases):
    """Those drawn, and two for "earlier" and "breaks": one of them long ago."""
    yield from test_social_workers.TIES
    for child in ("earlier", "weekends only"):
        for n, start in enumerate((date(2023, 6, 1), date(2024, 4, 1), date(2024, 6, 1))):
            yield child, f"w{n}", start, start + timedelta(days=61), "caseworker"


def _of_what_if():
    """A move with a visit to the former carer after seven weeks, and a change of room at two."""
    drawn = stays_of(HOMES, {"milo": date(2022, 6, 1)})
    own = {"source_id": "here", "child_id": "milo"}
    met = [
        {**own, "contact_id": f"c{n}", "adult_id": "dana", "on": day, "kept": True}
        for n, day in enumerate([date(2024, 7, 20), date(2025, 1, 1)])
    ]
    mains = [
        {**own, "room_id": "sun", "adult_id": adult, "rank": "main", "started_on": start,
         "ended_on": end, "end_reason": "room_move"}
        for adult, start, end in (
            ("tess", date(2024, 1, 1), date(2024, 9, 1)), ("ugo", date(2024, 9, 1), None)
        )
    ]  # fmt: skip
    rows = {"contacts": met, "primary_spells": mains}
    return Tables(
        {**drawn.given,
         **{name: ibis.memtable(pa.Table.from_pylist(found)) for name, found in rows.items()}}
    )  # fmt: skip
