"""A known order is found though the people who come first are seldom there; a naive count fails.

The made-up children are those of the benchmark, with seeds of their own. What
holds here is loose, so that only a fault breaks it; exact shares are in the
explanation of the comfort order.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from basehaven.knowledge.comfort import comfort_settings
from benchmarks.comfort_recovery import EVEN, THERE, WORTH, World, measure

SETTINGS = comfort_settings()


@pytest.fixture(scope="module")
def known() -> dict[str, float]:
    return measure(World(WORTH, THERE), 80, 25, SETTINGS, first_seed=10_000)


def test_who_is_said_to_be_ahead_is_ahead(known):
    assert known["pairs said"] > 0.25
    assert known["of these right"] > 0.93


def test_a_naive_count_puts_the_staff_first_who_are_always_there(known):
    assert known["naive right"] < 0.5


def test_intervals_hold_what_is_true_as_often_as_they_claim(known):
    assert known["intervals"] > 0.9
    assert known["coverage"] > 0.93


def test_without_fading_intervals_are_narrower_and_still_hold(known):
    slow = measure(
        World(WORTH, THERE), 80, 25, replace(SETTINGS, half_life_weeks=520.0), first_seed=10_000
    )
    assert slow["width"] < known["width"]
    assert slow["coverage"] > 0.92


def test_intervals_are_calibrated_where_the_prior_is_true():
    """Over children drawn from the prior itself an interval of 95 % must hold 95 %."""
    drawn = World(WORTH, THERE, prior_sd=SETTINGS.prior_sd)
    slow = replace(SETTINGS, half_life_weeks=520.0)
    found = measure(drawn, 40, 60, slow, first_seed=10_000)
    assert 0.92 < found["coverage"] < 0.98


def test_no_preference_at_all_is_seldom_called_an_order():
    even = measure(World(EVEN, THERE), 80, 25, SETTINGS, first_seed=10_000)
    assert even.get("found: order", 0.0) <= 0.25
    assert even["pairs said"] < 0.25
    assert even["coverage"] > 0.93


def test_when_the_order_turned_fading_follows():
    turned = World(WORTH, THERE, moved_after=56)
    slow = replace(SETTINGS, half_life_weeks=520.0)
    with_fading = measure(turned, 80, 25, SETTINGS, first_seed=10_000)
    without = measure(turned, 80, 25, slow, first_seed=10_000)
    assert with_fading["of these right"] > without["of these right"]
    assert with_fading["coverage"] > without["coverage"] + 0.1
