"""Series over time: joined where rules stayed the same, and never where they changed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from basehaven.apps.policy.charts.trend import Line, trend
from basehaven.apps.policy.figures import Series
from basehaven.apps.policy.indicator_page import published_indicators
from basehaven.apps.policy.pictures import trend_line
from basehaven.knowledge.published import SYSTEMS, release

PUBLISHED = [one for system in SYSTEMS for one in published_indicators(system)]
LEVELS = ("nation", "region", "area")


def marks(*lines: Line) -> list[str]:
    chart = trend(lines, "percent", None, 300).to_dict()
    return [layer["mark"]["type"] for layer in chart["layer"]]


def lines_of(indicator) -> dict[str, Line]:
    """One area's line for each level that has any."""
    series, found = Series(indicator), {}
    for row in series.rows:
        if row.dimension == "all" and row.level not in found:
            found[row.level] = trend_line("", series, series.over_time(row.area))
    return found


def broken(indicator, level: str) -> bool:
    """As the release says it, and not as the page reads it."""
    known = release(indicator.set).breaks.get(indicator.id)
    return known is not None and level in known.levels


@pytest.mark.parametrize("indicator", PUBLISHED, ids=lambda one: one.id)
def test_a_series_is_drawn_as_a_line_only_where_no_rule_changed(indicator):
    for level, line in lines_of(indicator).items():
        assert ("line" in marks(line)) is not broken(indicator, level), level
        assert "point" in marks(line)


def test_moves_and_returns_to_care_are_the_broken_ones():
    """Doubts D2 and D3: the file changed in October 2022, and states drop in and out."""
    assert {
        one.id: [level for level in LEVELS if broken(one, level)]
        for one in PUBLISHED
        if any(broken(one, level) for level in LEVELS)
    } == {"cfsr.p5": ["nation", "region"], "cfsr.p4": ["nation"]}


def test_a_joined_line_beside_a_broken_one_does_not_join_it():
    points = [("2024", 4.0, "4"), ("2025", 5.0, "5")]
    both = marks(Line("a", points, joined=True), Line("b", points, joined=False))
    assert both.count("line") == 1


def test_a_period_without_a_figure_has_no_point_and_is_no_nought():
    chart = trend([Line("", [("2024", None, ""), ("2025", 5.0, "5")], True)], "percent", None, 300)
    values = [layer["data"]["values"] for layer in chart.to_dict()["layer"] if "data" in layer]
    assert all(row["v"] for rows in values for row in rows)


def test_a_value_just_under_the_aim_is_written_below_it():
    chart = trend([Line("", [("2024", 30.0, "30"), ("2025", 36.0, "36")], True)], "%", 35, 300)
    texts = [one for one in chart.to_dict()["layer"] if one["mark"]["type"] == "text"]
    sides = {row["s"]: one["mark"]["dy"] > 0 for one in texts for row in one["data"]["values"]}
    assert sides == {"30": True, "36": False}


def test_periods_of_every_series_are_in_the_order_of_time():
    for one in PUBLISHED:
        days = [row.period for row in Series(one).rows if row.level == "nation"]
        ordered = list(dict.fromkeys(days))
        assert all(a < b for a, b in pairwise(ordered)), one.id
