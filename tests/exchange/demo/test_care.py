"""One period of care, drawn many times."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from basehaven.exchange.demo.care import (
    LEAST_DAYS,
    Episode,
    band,
    comes_back,
    draw_episode,
    first_entry,
)
from basehaven.exchange.demo.chance import Chance, per_day
from basehaven.exchange.demo.rates import load_rates

BORN = date(2020, 1, 31)
LATER = date(2035, 1, 1)


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2020, 1, 31), "0_3m"),
        (date(2020, 5, 30), "0_3m"),
        (date(2020, 5, 31), "4_11m"),
        (date(2021, 1, 30), "4_11m"),
        (date(2021, 1, 31), "1_5y"),
    ],
)
def test_age_bands_are_of_completed_months(day, age):
    assert band(BORN, day) == age


@pytest.mark.parametrize("left", [date(2020, 3, 1), date(2020, 9, 1), date(2022, 1, 1)])
def test_children_come_back_into_care_at_the_published_rate(left):
    rates, chance = load_rates(), Chance("back")
    gone = Episode(BORN, (), left, "reunified")
    back = [comes_back(chance, rates, BORN, gone, LATER) for _ in range(20_000)]
    rate = rates.rate(f"reentry_{band(BORN, left)}")
    share = sum(day is not None for day in back) / len(back)
    assert share == pytest.approx(rate.value, rel=rate.tolerance)
    assert all(left < day <= left + timedelta(days=365) for day in back if day)


def test_nobody_comes_back_from_adoption_or_before_they_left():
    rates, chance = load_rates(), Chance("back")
    adopted = Episode(BORN, (), date(2022, 1, 1), "adoption")
    stayed = Episode(BORN, (), None)
    for gone in (adopted, stayed):
        assert all(comes_back(chance, rates, BORN, gone, LATER) is None for _ in range(200))


def test_a_period_of_care_is_in_order_and_its_moves_are_apart():
    rates, chance = load_rates(), Chance("order")
    counts = set()
    for _ in range(3_000):
        episode = draw_episode(chance, rates, BORN, date(2021, 6, 1), LATER)
        days = [episode.removed, *episode.moves, episode.exited]
        gaps = [(after - before).days for before, after in pairwise(days)]
        assert min(gaps) >= LEAST_DAYS
        counts.add(len(episode.moves))
    assert set(range(6)) <= counts <= set(range(7))


def test_what_has_not_happened_yet_is_left_out():
    rates, chance = load_rates(), Chance("until")
    until = date(2021, 8, 1)
    for _ in range(500):
        episode = draw_episode(chance, rates, BORN, date(2021, 6, 1), until)
        assert all(day < until for day in episode.moves)
        assert episode.exited is None or episode.exited < until


def test_nobody_enters_care_before_birth_or_after_today():
    rates, chance, until = load_rates(), Chance("entry"), date(2022, 1, 1)
    days = [first_entry(chance, rates, BORN, until) for _ in range(5_000)]
    assert all(BORN < day < until for day in days if day)


def test_waiting_for_something_that_never_happens_takes_longer_than_a_life():
    assert Chance("never").wait(0.0) > 365 * 100


def test_a_yearly_share_becomes_a_daily_rate():
    chance = Chance("year")
    waits = [chance.wait(per_day(0.29)) for _ in range(20_000)]
    assert sum(wait <= 365 for wait in waits) / len(waits) == pytest.approx(0.29, rel=0.05)


def test_weights_are_followed_and_need_not_add_up_to_one():
    chance = Chance("weights")
    drawn = [chance.weighted((("a", 3), ("b", 1))) for _ in range(20_000)]
    assert drawn.count("a") / len(drawn) == pytest.approx(0.75, rel=0.02)


def test_days_include_both_ends():
    chance = Chance("days")
    assert {chance.days(2, 4) for _ in range(200)} == {2, 3, 4}
