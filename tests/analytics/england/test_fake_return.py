"""The fake return of tests/data: the same figures as a count that knows nothing of the product.

The count uses the csv module, sorting and pairs of days, in the words of the
simple rule. Every row counts, overlaps too.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from basehaven.analytics.england.placements import placements_3plus
from basehaven.analytics.figures import sums
from basehaven.analytics.units import COUNTED
from basehaven.core.indicators.window import twelve_months_to
from basehaven.exchange.ssda903.for_figures import write_for_figures
from tests.analytics.england.drawn import DEFAULTS

SOURCE = Path(__file__).parents[2] / "data" / "ssda903"
YEARS = (2015, 2016, 2017, 2018, 2019)
Count = tuple[int, int]


def day(text: str) -> int:
    of_month, month, year = (int(part) for part in text.split("/"))
    return date(year, month, of_month).toordinal()


def counted_by_hand(year: int, temporary: str) -> Count:
    """Children with three placements or more, and children looked after, on 31 March."""
    first, last = date(year - 1, 4, 1).toordinal(), date(year, 3, 31).toordinal()
    rows: dict[str, list[tuple[int, int, int, str, str]]] = defaultdict(list)
    with (SOURCE / "episodes.csv").open(encoding="utf-8", newline="") as file:
        for number, line in enumerate(csv.DictReader(file)):
            end = day(line["DEC"]) if line["DEC"] else 10**7
            if line["LS"] not in ("V3", "V4"):
                rows[line["CHILD"]].append(
                    (day(line["DECOM"]), end, number, line["RNE"], line["PLACE"])
                )
    many = there = 0
    for episodes in rows.values():
        of_year = sorted(e for e in episodes if e[0] <= last and e[1] >= first)
        if not any(end > last for _start, end, *_rest in of_year):
            continue
        there += 1
        placed = [e for n, e in enumerate(of_year) if n == 0 or e[3] in "SPBTU"]
        if temporary == "leave_out":
            placed = [e for e in placed if e[4] not in ("T0", "T1", "T2", "T3", "T4")]
        many += len(placed) >= 3
    return many, there


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    into = tmp_path_factory.mktemp("return")
    report = write_for_figures(SOURCE, into)
    assert report.is_whole
    assert report.written == {"children": 2_675, "stays": 5_050, "removals": 2_238}
    assert dict(report.odd) == {"overlap": 82}
    return into


def counted(engine, folder, years, **settings) -> list[Count]:
    """All years in one query, so that Spark is asked once."""
    tables = engine.tables(folder)
    found = None
    for year in years:
        units = placements_3plus(
            tables, twelve_months_to(date(year, 3, 31)), {**DEFAULTS, **settings}
        )
        one = sums(units, tables, (), shares=False).mutate(year=year)
        found = one if found is None else found.union(one)
    inside = [row for row in engine.rows(found) if row["rule"] == COUNTED]
    rows = {row["year"]: (row["numerator"], row["denominator"]) for row in inside}
    return [rows[year] for year in years]


@pytest.mark.parametrize("temporary", ["leave_out", "count"])
def test_the_simple_rule_gives_what_is_counted_by_hand(either, folder, temporary):
    years = YEARS if either.name == "duckdb" else (2017, 2018)
    found = counted(either, folder, years, placement_rule="simple", temporary=temporary)
    assert found == [counted_by_hand(year, temporary) for year in years]


def test_the_year_of_the_return_has_the_figures_that_the_how_to_tells(duckdb, folder):
    for rule, temporary, many in (
        ("simple", "leave_out", 225), ("simple", "count", 371),
        ("reference", "leave_out", 195), ("reference", "count", 343),
    ):  # fmt: skip
        found = counted(duckdb, folder, (2018,), placement_rule=rule, temporary=temporary)
        assert found == [(many, 1_201)]
