"""How many differ by more than chance, and which are unusual even so, in words."""

from __future__ import annotations

import pytest

from basehaven.apps.policy.figures import Series
from basehaven.apps.policy.standing import Standing
from basehaven.apps.policy.words import SIGNS, standing_words
from basehaven.core.areas.funnel import Position
from basehaven.knowledge.indicators import indicator


def standing(name: str, level: str) -> Standing:
    series = Series(indicator(name))
    period = series.periods[-1]
    return Standing(series, series.areas(period, level), period)


def test_nearly_every_state_lies_outside_chance_and_few_are_unusual():
    states = standing("cfsr.p1", "region")
    assert "39 of 46 areas differ" in states.by_chance
    assert "about 2 would" in states.by_chance
    assert "about 7 times as far apart" in states.as_usual
    assert f"{len(states.unusual)} areas are unusual" in states.as_usual
    assert len(states.unusual) == 8


def test_unusual_ones_stand_by_name_and_not_by_value():
    found = standing("cfsr.p5", "region").unusual
    assert [one.name for one in found] == sorted(one.name for one in found)
    assert [one.share for one in found] != sorted(one.share for one in found)


@pytest.mark.parametrize("name", ["england.placements_3plus", "england.same_carer_2y"])
def test_a_small_authority_far_off_may_still_be_chance(name):
    areas = standing(name, "area").placed
    median = sorted(abs(one.share - 0.1) for one in areas)[len(areas) // 2]
    by_chance = [one for one in areas if one.place is Position.WITHIN]
    assert any(abs(one.share - 0.1) > median for one in by_chance)


def test_whoever_is_within_chance_is_within_what_is_usual():
    for name, level in (("cfsr.p5", "region"), ("england.social_workers_3plus", "area")):
        for one in standing(name, level).placed:
            if one.place is Position.WITHIN:
                assert one.usual is Position.WITHIN, one.name


def test_a_sign_says_unusual_and_not_merely_more_than_chance():
    assert SIGNS[Position.WITHIN] == ""
    said = standing_words(Position.FAR_ABOVE, Position.WITHIN)
    assert said == "higher, by more than chance, but not unusual"
    assert standing_words(Position.FAR_BELOW, Position.BELOW) == "unusually low"


def test_parts_of_a_region_are_not_counted_beside_it():
    """Inner and outer London are printed beside London."""
    series = Series(indicator("england.placements_3plus"))
    assert len(series.regions("2025")) == 9
    assert series.spread("2025", "region").areas == 9
