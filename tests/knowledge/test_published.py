"""Published figures: as printed, with their codes, and whose they are."""

from __future__ import annotations

import pytest

from basehaven.core.areas.federal_periods import federal_period
from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge import published
from basehaven.knowledge.indicators import all_indicators, indicator
from basehaven.knowledge.published import (
    CODES,
    SYSTEMS,
    Cell,
    figures,
    figures_of,
    places,
    release,
    widening_words,
    widens,
)
from tests.architecture.house import ROOT


def one(name, **wanted):
    variant = wanted.pop("variant", "")
    (row,) = [
        row
        for row in figures_of(name, variant)
        if all(getattr(row, key) == value for key, value in wanted.items())
    ]
    return row


def test_one_in_ten_of_englands_children_had_three_homes_in_a_year():
    row = one("england.placements_3plus", period="2025", level="nation")
    assert (row.numerator.count, row.denominator.count, row.value.number) == (8500, 81770, 10)


def test_the_other_figures_of_england_are_those_of_the_reference():
    carer = one("england.same_carer_2y", period="2025", level="nation")
    assert (carer.numerator.count, carer.denominator.count, carer.value.number) == (
        19680,
        28710,
        69,
    )
    twice = one("england.placements_3plus", period="2025", level="nation", variant="years_back=2")
    assert (twice.numerator.count, twice.denominator.count, twice.value.number) == (
        13410,
        59430,
        23,
    )
    workers = one("england.social_workers_3plus", period="2024", level="nation")
    assert (workers.numerator.count, workers.denominator.count) == (22140, 83300)


@pytest.mark.parametrize(
    ("name", "period", "group", "numerator", "denominator"),
    [
        ("cfsr.p1", "23A23B", "0 - 3 mos", 5251, 20785),
        ("cfsr.p4", "23B24A", "4 - 11 mos", 215, 2659),
        ("cfsr.p5", "24B25A", "1 - 5 yrs", 27954, 6346080),
        ("cfsr.s1", "23AB_FY23", "0 - 3 mos", 277, 5623367),
        ("cfsr.s2", "FY23-24", "1 - 5 yrs", 16204, 159499),
    ],
)
def test_young_childrens_figures_are_those_of_the_reference(
    name, period, group, numerator, denominator
):
    row = one(name, period=period, group=group)
    assert (row.numerator.count, row.denominator.count) == (numerator, denominator)


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_was_printed_is_what_its_counts_give(system):
    """To the last decimal, or, where counts were rounded to ten, to a point of the percentage."""
    off = []
    for row in figures(system):
        counts = row.numerator.count, row.denominator.count
        if None in counts or row.value.number is None or not counts[1]:
            continue
        unit = indicator(row.indicator)
        as_share = unit.unit == "percent" and release(system).percent_printed_as == "share"
        worked = counts[0] / counts[1] * (1 if as_share else unit.scale)
        near = 2e-6 if system == "cfsr" else 0.5 + (1.5 if row.level == "region" else 1e-9)
        if abs(worked - row.value.number) > near:
            off.append((row.area, row.period, worked, row.value.printed))
    assert not off


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_code_is_said_in_words_and_none_is_a_number(system):
    entry = release(system)
    for row in figures(system):
        for cell in (row.numerator, row.denominator, row.value):
            if cell.code is not None:
                assert cell.code in entry.codes, row
                assert cell.number is None


def test_a_count_that_rounds_to_nothing_is_not_nothing():
    assert Cell("k").number is None
    assert Cell("0").count == 0


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_row_is_of_an_indicator_an_area_and_a_group_that_are_named(system):
    entry = release(system)
    for row in figures(system):
        assert row.indicator in all_indicators()
        assert not row.group or row.group in entry.groups
        assert row.level in ("nation", "region", "area")
        assert row.name


def test_no_area_has_two_figures_of_one_kind():
    for system in SYSTEMS:
        keys = [
            (r.indicator, r.variant, r.period, r.area, r.dimension, r.group)
            for r in figures(system)
        ]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_two_places_share_a_tile_and_every_region_that_is_not_part_of_another_has_one(system):
    tiles = release(system).places
    spots = [(place.column, place.row) for place in tiles.values()]
    assert len(spots) == len(set(spots))
    regions = {code for code, row in places(system).items() if row.level == "region"}
    assert set(tiles) <= regions
    assert regions - set(tiles) == (set() if system == "cfsr" else {"E13000001", "E13000002"})


def test_every_federal_period_can_be_said_in_days():
    assert all(federal_period(row.period) for row in figures("cfsr"))


@pytest.mark.parametrize("system", SYSTEMS)
def test_whose_figures_they_are_travels_with_the_package(system):
    entry = release(system)
    assert entry.licence.attribution
    readme = (ROOT / "basehaven/knowledge/published/README.md").read_text()
    assert entry.file in readme
    assert "Open Government" in (ROOT / "NOTICE").read_text()


def test_a_system_that_nobody_published_is_refused_with_those_that_are():
    with pytest.raises(KnowledgeIncomplete, match="cfsr"):
        release("narnia")
    assert figures_of("relationships.kept_30") == ()
    assert {""} <= CODES


def test_limits_are_widened_by_a_named_setting_with_its_doubt():
    assert (widens().how, widens().pulled_in, widens().least_areas) == ("additive", 0.1, 8)
    assert "Usual is not right" in widening_words()["how"]


def test_a_way_of_widening_that_there_is_none_of_is_refused(monkeypatch):
    said = published.load("published/shown")
    said.widening["how"]["value"] = "generous"
    monkeypatch.setattr(published, "load", lambda name: said)
    widens.cache_clear()
    with pytest.raises(KnowledgeIncomplete, match="there is no 'generous'"):
        widens()
    widens.cache_clear()
