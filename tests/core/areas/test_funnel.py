"""Control limits: R's own quantiles, and what must hold for every area.

The limits FROM_R are, in R 4, with qpois and ppois of p * n for rates::

    t <- c(.001, .025, .975, .999); r <- qbinom(t, n, p)
    a <- (pbinom(r, n, p) - t) / (pbinom(r, n, p) - pbinom(r - 1, n, p))
    pmax(0, r - a) / n
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.areas.funnel import Position, limits, position
from basehaven.core.errors import WrongSetting

FROM_R = [
    ("share", 0.1, 1000, (0.0713408463126, 0.0812786567447, 0.1184829265305, 0.1299178439469)),
    ("share", 0.1, 20, (0.0, 0.0, 0.228467607030, 0.335171821685)),
    ("share", 8500 / 81770, 1700, (0.081452023687, 0.0893729056, 0.118386312727, 0.127181960732)),
    ("share", 0.348, 20785, (0.337786984713, 0.341507137576, 0.354458650542, 0.358206729559)),
    ("share", 0.06, 3, (0.0, 0.0, 0.302667538521, 0.640924612556)),
    ("rate", 0.00488, 12000, (0.002990779157, 0.003626922813, 0.006128538520, 0.006923930720)),
    ("rate", 0.00488, 2250000, (0.0047364962776, 0.004788709798, 0.00497126665629, 0.005024326494)),
    ("rate", 0.0000913, 40000, (0.0, 0.0, 0.000184890491404, 0.000260515058178)),
]


@pytest.mark.parametrize(("kind", "expected", "size", "ends"), FROM_R)
def test_limits_are_those_that_r_gives(kind, expected, size, ends):
    found = limits(kind, expected, size)
    got = (found.low_998, found.low_95, found.high_95, found.high_998)
    assert got == pytest.approx(ends, rel=1e-9, abs=1e-12)


@given(
    kind=st.sampled_from(["share", "rate"]),
    expected=st.floats(0.0005, 0.9995),
    size=st.integers(1, 50_000),
)
def test_limits_are_in_order_hold_what_is_expected_and_stay_in_range(kind, expected, size):
    found = limits(kind, expected, size)
    assert 0 <= found.low_998 <= found.low_95 <= found.high_95 <= found.high_998
    assert found.low_95 <= expected
    few = expected * size < 1 or (kind == "share" and (1 - expected) * size < 1)
    assert expected <= found.high_998 or few  # between no event and one, or all and one less
    assert kind == "rate" or found.high_998 <= 1


@given(expected=st.floats(0.01, 0.5), size=st.integers(50, 5_000))
def test_four_times_the_children_make_a_narrower_funnel(expected, size):
    small, large = limits("share", expected, size), limits("share", expected, 4 * size)
    assert large.high_998 - large.low_998 < small.high_998 - small.low_998


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.05, Position.FAR_BELOW), (0.075, Position.BELOW), (0.1, Position.WITHIN),
        (0.125, Position.ABOVE), (0.15, Position.FAR_ABOVE),
    ],
)  # fmt: skip
def test_a_value_lies_in_one_of_five_parts(value, said):
    assert position(value, limits("share", 0.1, 1000)) is said


def test_on_a_limit_is_inside():
    within = limits("share", 0.1, 1000)
    assert position(within.high_95, within) is Position.WITHIN


def test_when_nothing_is_expected_there_is_no_funnel():
    assert limits("rate", 0, 5000).high_998 == 0


@pytest.mark.parametrize(
    ("kind", "expected", "size"), [("share", 0.1, 0), ("share", 1.2, 9), ("rate", -1, 9)]
)
def test_what_has_no_limits_is_refused_with_the_way_out(kind, expected, size):
    with pytest.raises(WrongSetting, match="Leave such an area out"):
        limits(kind, expected, size)
