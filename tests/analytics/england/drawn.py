"""English histories drawn as lines of the return, and the settings they are counted by.

``01/04/2024 S C2 U6@home 01/06/2024 X1``: start, RNE, LS, PLACE with the home
if it matters, end and reason ceased; ``-`` for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from basehaven.analytics.engine import Engine
from basehaven.analytics.tables import Tables
from basehaven.analytics.units import Units
from basehaven.core.indicators.window import twelve_months_to
from basehaven.exchange.ssda903.rows import day_of
from basehaven.exchange.tables.write import write_tables

DEFAULTS: Mapping[str, Any] = {
    "placement_rule": "reference", "temporary": "leave_out", "short_breaks": "leave_out",
    "open_on_first_day": "count", "years_back": 1, "fewest_in_year": 3,
    "same_carer_rule": "ni063", "care_months": 30, "same_carer_months": 24, "under_age": 16,
    "back_to_former_carer": "new", "groups_rule": "own",
}  # fmt: skip
BORN = date(2020, 6, 1)
CARRIED = ("ssda903_place", "ssda903_rne", "ssda903_ls", "ssda903_rec")
Histories = Mapping[str, list[str]]


def tables_of(
    engine: Engine, folder: Path, histories: Histories, born: Mapping[str, date | None] = {}
) -> Tables:
    """Open tables of drawn histories, read by an engine."""
    children = [
        {"source_id": "here", "child_id": child, "born_on": born.get(child, BORN)}
        for child in histories
    ]
    stays = [
        _stay(child, number, line)
        for child, lines in histories.items()
        for number, line in enumerate(lines)
    ]
    write_tables(
        folder, {"children": children, "removals": [], "stays": stays}, "parquet",
        extra={"stays": CARRIED},
    )  # fmt: skip
    return engine.tables(folder)


def _stay(child: str, number: int, line: str) -> dict[str, Any]:
    start, rne, ls, place, end, rec = ("" if word == "-" else word for word in line.split())
    place, _at, home = place.partition("@")
    return {
        "source_id": "here", "child_id": child, "stay_id": f"{number:03d}", "removal_id": "r",
        "started_on": day_of(start), "ended_on": day_of(end), "kind": "other", "home_id": home,
        "ssda903_place": place, "ssda903_rne": rne, "ssda903_ls": ls, "ssda903_rec": rec,
    }  # fmt: skip


def told(
    engine: Engine, tables: Tables, indicator: Units, last: date, **settings: Any
) -> dict[str, tuple[str, int, int]]:
    """Child -> rule, numerator and denominator."""
    rows = engine.rows(indicator(tables, twelve_months_to(last), {**DEFAULTS, **settings}))
    assert len({row["child_id"] for row in rows}) == len(rows)
    return {row["child_id"]: (row["rule"], row["numerator"], row["denominator"]) for row in rows}
