"""Control limits of a funnel plot: how far chance alone carries an area of a given size.

Exact quantiles of the binomial and Poisson distributions, interpolated between whole counts, so
that the limits do not jump where a denominator grows by one. Logarithms of probabilities are
summed around the mean; what lies beyond twelve standard deviations is below double precision.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from basehaven.core.errors import WrongSetting

Kind = Literal["share", "rate"]
TAILS = (0.001, 0.025, 0.975, 0.999)
"""Lower and upper ends of 99.8 and 95 per cent."""
_WIDE, _LEAST = 12, 60  # standard deviations, and counts, on either side of the mean


class Position(StrEnum):
    """Where an area lies. Says nothing about why, and nothing about good or bad."""

    FAR_BELOW = "far_below"
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    FAR_ABOVE = "far_above"


@dataclass(frozen=True, slots=True)
class Limits:
    """Ends of the two bands, as numerator / denominator."""

    low_998: float
    low_95: float
    high_95: float
    high_998: float


def limits(kind: Kind, expected: float, size: float) -> Limits:
    """Between which values an area lies by chance alone.

    Args:
        kind: ``share`` for children of children (binomial), ``rate`` for events
            by days of exposure (Poisson).
        expected: the value of all areas together, as numerator / denominator:
            0 to 1 for a share, 0 or more for a rate.
        size: the area's denominator, more than 0; children, or days.

    Returns:
        Limits as numerator / denominator; never below 0, nor above 1 for a share.

    Raises:
        WrongSetting: no size, or an expected value outside its range.

    Must not be used to rank areas, nor to judge one: a point outside says that
    chance alone is not likely, and gives no reason.

    Source: Spiegelhalter 2005, appendix A.1 (``spiegelhalter-2005``).

    >>> found = limits("share", 0.1, 1000)
    >>> round(found.low_95, 4), round(found.high_95, 4)
    (0.0813, 0.1185)
    """
    share = kind == "share"
    if size <= 0 or expected < 0 or (share and expected > 1):
        raise WrongSetting(
            f"No limits for an expected value of {expected} and a size of {size}: a size is more "
            "than 0, a share from 0 to 1, a rate 0 or more. Leave such an area out, and say so."
        )
    mean = expected * size
    if mean == 0 or (share and expected == 1):
        return Limits(expected, expected, expected, expected)
    spread = math.sqrt(mean * (1 - expected)) if share else math.sqrt(mean)
    reach = _WIDE * spread + _LEAST
    low = max(0, math.floor(mean - reach))
    high = math.ceil(mean + reach)
    if share:
        high = min(high, int(size))
        log_odds = math.log(expected) - math.log1p(-expected)
        counts = np.arange(low, high, dtype=np.float64)
        steps = np.log(size - counts) - np.log(counts + 1) + log_odds
    else:
        counts = np.arange(low, high, dtype=np.float64)
        steps = math.log(mean) - np.log(counts + 1)
    ends = [_interpolated(steps, low, tail) / size for tail in TAILS]
    return Limits(*(min(1.0, end) if share else end for end in ends))


def _interpolated(steps: NDArray[np.float64], low: int, tail: float) -> float:
    """The count at which the distribution reaches a tail, between two whole counts."""
    logs = np.concatenate(([0.0], np.cumsum(steps)))
    chances = np.exp(logs - logs.max())
    reached = np.cumsum(chances / chances.sum())
    at = int(np.searchsorted(reached, tail))
    before = float(reached[at - 1]) if at else 0.0
    over = (float(reached[at]) - tail) / (float(reached[at]) - before)
    return max(0.0, low + at - over)


def position(value: float, within: Limits) -> Position:
    """In which part of the funnel a value lies; on a limit counts as inside.

    >>> position(0.13, limits("share", 0.1, 1000)).value
    'far_above'
    """
    if value < within.low_998:
        return Position.FAR_BELOW
    if value < within.low_95:
        return Position.BELOW
    if value > within.high_998:
        return Position.FAR_ABOVE
    return Position.ABOVE if value > within.high_95 else Position.WITHIN
