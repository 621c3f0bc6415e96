"""How much areas differ beyond chance: a published example, R's own numbers, and what must hold.

The published example is the thirteen trials of BCG vaccine (Colditz 1994; R's ``metafor::dat.bcg``,
log risk ratios), whose Q(12) is 152.2330 and whose tau squared by DerSimonian and Laird is .3088.
The numbers FROM_R are, in R 4, for values y and sizes n around p::

    s <- sqrt(p * (1 - p) / n); z <- (y - p) / s          # for rates sqrt(p / n)
    k <- floor(0.1 * length(z)); o <- sort(z)
    w <- pmin(pmax(z, o[k + 1]), o[length(z) - k]); i <- length(z)
    phi <- sum(w^2) / i; g <- 1 / s^2
    tau <- sqrt(max(0, (i * phi - (i - 1)) / (sum(g) - sum(g^2) / sum(g))))
    c(phi, tau)
"""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.areas.dispersion import (
    CHANCE_ALONE,
    Dispersion,
    between,
    dispersion,
    widened,
)
from basehaven.core.areas.funnel import Limits, Position, limits, position
from basehaven.core.errors import WrongSetting

BCG = (  # ill and well of the vaccinated, ill and well of the others
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
)  # fmt: skip
SHARES = [(0.05, 400), (0.08, 1200), (0.12, 300), (0.15, 900), (0.1, 5000), (0.11, 60),
          (0.09, 700), (0.3, 800), (0.07, 2000), (0.13, 1500), (0.0, 40)]  # fmt: skip
RATES = [(0.003, 90_000), (0.005, 250_000), (0.008, 60_000), (0.0045, 1_000_000), (0.014, 300_000)]
FROM_R = [
    ("share", 0.1, SHARES, (9.0161616161616, 0.0280569596652)),
    ("rate", 0.00488, RATES, (1.06567540984e3, 5.05910322463e-3)),
]


def test_the_published_example_of_bcg_vaccine_gives_its_published_tau():
    ratios = [math.log((a / (a + b)) / (c / (c + d))) for a, b, c, d in BCG]
    variances = [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in BCG]
    weights = [1 / each for each in variances]
    middle = sum(w * y for w, y in zip(weights, ratios, strict=True)) / sum(weights)
    errors = [math.sqrt(each) for each in variances]
    found = between(
        [(y - middle) / error for y, error in zip(ratios, errors, strict=True)], errors, 0
    )
    assert found.areas * found.phi == pytest.approx(152.2330, abs=1e-4)
    assert found.tau**2 == pytest.approx(0.3088, abs=5e-5)


@pytest.mark.parametrize(("kind", "expected", "areas", "numbers"), FROM_R)
def test_dispersion_is_what_r_gives(kind, expected, areas, numbers):
    found = dispersion(kind, expected, areas, 0.1)
    assert (found.phi, found.tau) == pytest.approx(numbers, rel=1e-9)


def test_an_area_far_out_is_pulled_in_before_it_can_widen_its_own_limits():
    with_it, without = dispersion("share", 0.1, SHARES, 0.1), dispersion("share", 0.1, SHARES, 0)
    assert with_it.tau < without.tau / 1.5


values = st.lists(
    st.tuples(st.floats(0, 1), st.integers(1, 100_000)), min_size=2, max_size=60
)  # fmt: skip
kinds = st.sampled_from(["share", "rate"])
ways = st.sampled_from(["additive", "multiplicative", "none"])


@given(kind=kinds, expected=st.floats(0.001, 0.999), areas=values, part=st.floats(0, 0.49))
def test_phi_is_never_below_one_nor_tau_below_nought(kind, expected, areas, part):
    found = dispersion(kind, expected, areas, part)
    assert found.phi >= 1
    assert found.tau >= 0


@given(
    kind=kinds, expected=st.floats(0.0005, 0.9995), size=st.integers(1, 50_000),
    phi=st.floats(1, 400), tau=st.floats(0, 0.5), how=ways,
)  # fmt: skip
def test_widened_limits_are_never_narrower_than_plain_ones_and_stay_in_range(
    kind, expected, size, phi, tau, how
):
    plain = limits(kind, expected, size)
    wide = widened(kind, expected, plain, Dispersion(50, phi, tau), how)
    assert wide.low_998 <= plain.low_998
    assert wide.low_95 <= plain.low_95
    assert wide.high_95 >= plain.high_95
    assert wide.high_998 >= plain.high_998
    assert 0 <= wide.low_998 <= wide.low_95 <= wide.high_95 <= wide.high_998
    assert kind == "rate" or wide.high_998 <= 1


@given(areas=values, how=ways)
def test_areas_that_chance_explains_keep_the_plain_limits(areas, how):
    alike = [(0.1, size) for _value, size in areas]
    plain = limits("share", 0.1, 500)
    assert widened("share", 0.1, plain, dispersion("share", 0.1, alike, 0.1), how) == plain


def test_large_areas_reach_the_published_limit_of_the_middle_and_tau():
    plain = limits("share", 0.3, 4_000_000)
    wide = widened("share", 0.3, plain, Dispersion(46, 50, 0.06), "additive")
    assert wide.high_95 == pytest.approx(0.3 + 1.959964 * math.hypot(0.06, 0.00022913), rel=1e-5)
    assert wide.low_998 == pytest.approx(0.3 - 3.090232 * math.hypot(0.06, 0.00022913), rel=1e-5)


def test_multiplied_limits_lie_the_root_of_phi_times_as_far():
    wide = widened(
        "rate", 0.1, Limits(0.07, 0.08, 0.12, 0.13), Dispersion(40, 4.0, 0.03), "multiplicative"
    )
    assert (wide.low_998, wide.low_95, wide.high_95, wide.high_998) == pytest.approx(
        (0.04, 0.06, 0.14, 0.16)
    )


def test_a_large_area_far_outside_chance_may_be_no_more_than_usually_different():
    plain = limits("share", 0.35, 20_000)
    wide = widened("share", 0.35, plain, Dispersion(46, 54, 0.064), "additive")
    assert position(0.42, plain) is Position.FAR_ABOVE
    assert position(0.42, wide) is Position.WITHIN


def test_one_area_tells_nothing_of_how_areas_differ():
    assert dispersion("share", 0.1, [(0.5, 900)], 0.1) == CHANCE_ALONE
    assert dispersion("rate", 0, [(0.5, 900), (0.1, 9)], 0.1) == CHANCE_ALONE


@pytest.mark.parametrize("part", [-0.1, 0.5, 1])
def test_more_than_half_cannot_be_pulled_in(part):
    with pytest.raises(WrongSetting, match="Say 0 to below"):
        dispersion("share", 0.1, SHARES, part)
