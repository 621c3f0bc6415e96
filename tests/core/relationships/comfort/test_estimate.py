"""The estimate: the same as R's, drawn towards even, with its interval, or why there is none."""

from __future__ import annotations

import csv
from itertools import combinations
from math import log
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.relationships.comfort.estimate import WhyNot, estimate
from basehaven.core.relationships.comfort.plackett_luce import (
    Posterior,
    difference,
    profile_interval,
    stages_of,
)
from basehaven.core.relationships.types import CareEvent
from basehaven.knowledge.comfort import comfort_settings
from tests.core.relationships.comfort.moments import (
    BORN,
    SETTINGS,
    TODAY,
    moment,
    renamed,
    several,
    some_moments,
)

ORACLE = Path(__file__).parent / "oracle"
Z = NormalDist().inv_cdf(0.975)
NO_PRIOR = 1e4  # a standard deviation so wide that the prior says nothing


def r_says(what: str) -> dict[tuple[str, str], float]:
    """R's figures, as ``oracle.R`` wrote them."""
    with (ORACLE / "oracle.csv").open(newline="") as file:
        return {
            (row["one"], row["other"]): float(row["value"])
            for row in csv.DictReader(file)
            if row["what"] == what
        }


def choices() -> list[tuple[list[str], list[str], float]]:
    with (ORACLE / "choices.csv").open(newline="") as file:
        return [
            (row["order"].split("|"), row["rest"].split("|"), float(row["weight"]))
            for row in csv.DictReader(file)
        ]


def test_citations_between_journals_come_out_as_bradley_terry_2_has_them():
    cited = r_says("citations")
    people = sorted({name for pair in cited for name in pair})
    given_ = [((one,), (other,), times) for (one, other), times in cited.items()]
    fit = Posterior(stages_of(given_, people), NO_PRIOR).fit()
    for what, place in (("bt-difference", 0), ("bt-error", 1)):
        for (one, other), value in r_says(what).items():
            ours = difference(fit, people.index(one), people.index(other))[place]
            assert ours == pytest.approx(value, abs=1e-6), (what, one)


def test_choices_among_several_come_out_as_a_ridged_cox_model_has_them():
    people = sorted({name for pair in r_says("pl-difference") for name in pair})
    posterior = Posterior(stages_of(choices(), people), 1.5)
    fit = posterior.fit()
    for (one, other), value in r_says("pl-difference").items():
        gap, error = difference(fit, people.index(one), people.index(other))
        assert gap == pytest.approx(value, abs=1e-8)
        assert error == pytest.approx(r_says("pl-error")[one, other], abs=1e-8)


def test_intervals_come_out_as_r_finds_them_by_searching():
    people = sorted({name for pair in r_says("pl-low") for name in pair})
    posterior = Posterior(stages_of(choices(), people), 1.5)
    fit = posterior.fit()
    for one, other in r_says("pl-low"):
        low, high = profile_interval(posterior, fit, people.index(one), people.index(other), Z)
        assert low == pytest.approx(r_says("pl-low")[one, other], abs=2e-5)
        assert high == pytest.approx(r_says("pl-high")[one, other], abs=2e-5)


def test_two_adults_can_be_checked_by_hand():
    """Six of eight, no prior: the log odds are log(6 / 2), their error sqrt(1/6 + 1/2)."""
    fit = Posterior(stages_of([("a", "b", 6.0), ("b", "a", 2.0)], "ab"), NO_PRIOR).fit()
    gap, error = difference(fit, 0, 1)
    assert gap == pytest.approx(log(3), abs=1e-6)
    assert error == pytest.approx((1 / 6 + 1 / 2) ** 0.5, abs=1e-6)


def test_derivatives_are_those_of_the_value():
    posterior = Posterior(stages_of(choices(), ["ana", "ben", "dad", "gran", "mum"]), 1.5)
    at = np.array([0.3, -0.2, 0.1, 0.5, -0.4])
    gradient, information = posterior.slopes(at)
    for one in range(5):
        step = np.zeros(5)
        step[one] = 1e-5
        slope = (posterior.value(at + step) - posterior.value(at - step)) / 2e-5
        assert gradient[one] == pytest.approx(slope, abs=1e-8)
        bend = (posterior.slopes(at + step)[0] - posterior.slopes(at - step)[0]) / 2e-5
        assert information[one] == pytest.approx(-bend, abs=1e-8)


def found(events: list[CareEvent], settings=SETTINGS):
    return estimate(events, TODAY, BORN, settings)


def test_always_the_same_person_is_likely_and_not_certain():
    contrast = found(several(12, "a", "ab")).contrasts[0]
    assert (contrast.one, contrast.other) == ("a", "b")
    assert 0.8 < contrast.chance < 0.99
    assert 0.5 < contrast.low < contrast.chance < contrast.high < 1


def test_a_narrower_prior_draws_harder_towards_even():
    events = several(12, "a", "ab")
    chances = [
        found(events, comfort_settings({"prior_sd": sd})).contrasts[0].chance
        for sd in (0.2, 0.7, 1.5, 5)
    ]
    assert chances == sorted(chances)
    assert chances[0] < 0.7


def test_one_choice_among_four_is_one_observation_and_not_three():
    whole = found(several(8, "a", "abcd")).contrasts[0]
    in_pieces = found([*several(8, "a", "ab"), *several(8, "a", "ac"), *several(8, "a", "ad")])
    broken = in_pieces.contrasts[0]
    assert (whole.one, whole.other) == (broken.one, broken.other) == ("a", "b")
    assert whole.low < broken.low


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ([], WhyNot.NO_CHOICES),
        (several(40, "a", "a"), WhyNot.NO_CHOICES),
        (several(40, "a", "ab", context="play"), WhyNot.NO_CHOICES),
        (several(7, "a", "ab"), WhyNot.FEW_CHOICES),
        ([moment("a", "ab", 300, event_id=str(n)) for n in range(30)], WhyNot.LONG_AGO),
        ([*several(6, "a", "ab"), *several(6, "c", "cd")], WhyNot.NOT_CONNECTED),
    ],
)
def test_where_the_moments_do_not_carry_it_it_says_why(events, why):
    result = found(events)
    assert result.why_not is why
    assert result.contrasts == ()


def test_nothing_is_said_across_groups_that_nothing_links():
    result = found([*several(12, "a", "ab"), *several(12, "c", "cd"), moment("e", "ef")])
    assert result.groups == (("a", "b"), ("c", "d"), ("e", "f"))
    assert [(c.one, c.other) for c in result.contrasts] == [("a", "b"), ("c", "d")]
    assert result.why_not is None


def test_third_adults_link_two_who_were_never_there_together():
    result = found([*several(12, "a", "ab"), *several(12, "b", "bc")])
    chance = {(c.one, c.other): c.chance for c in result.contrasts}
    assert chance["a", "c"] > chance["a", "b"]


@given(some_moments, st.sampled_from([0.5, 1.5]))
def test_chances_and_intervals_hold_together(events, prior):
    settings = comfort_settings({"estimate_choices": 1, "fresh_share": 0, "prior_sd": prior})
    result = found(events, settings)
    worth = {}
    for contrast in result.contrasts:
        assert 0 < contrast.low < contrast.chance < contrast.high < 1
        assert contrast.turned_round().turned_round().chance == pytest.approx(contrast.chance)
        worth[contrast.one, contrast.other] = log(contrast.chance / (1 - contrast.chance))
    for group in result.groups:  # only differences of one scale: they add up around a triangle
        for a, b, c in combinations(group, 3):
            assert worth[a, b] + worth[b, c] == pytest.approx(worth[a, c], abs=1e-6)


@given(some_moments, st.permutations("abcd"))
def test_other_names_give_the_same_chances(events, names):
    settings = comfort_settings({"estimate_choices": 1, "fresh_share": 0})
    other = dict(zip("abcd", names, strict=True))
    now = {
        (c.one, c.other): c for c in found([renamed(e, other) for e in events], settings).contrasts
    }
    for was in found(events, settings).contrasts:
        same = now.get((other[was.one], other[was.other]))
        same = same or now[other[was.other], other[was.one]].turned_round()
        for name in ("chance", "low", "high"):
            assert getattr(same, name) == pytest.approx(getattr(was, name), abs=1e-5)


def test_a_moment_of_a_half_life_ago_is_half_a_moment():
    """Eighteen then weigh as nine now."""
    then = [moment("a", "ab", 56, event_id=str(n)) for n in range(18)]
    now = [moment("a", "ab", event_id=str(n)) for n in range(9)]
    assert found(then).fresh == found(now).fresh == 9
    one, other = found(then).contrasts[0], found(now).contrasts[0]
    assert one.chance == pytest.approx(other.chance)
    assert log(one.low / (1 - one.low)) == pytest.approx(log(other.low / (1 - other.low)))
