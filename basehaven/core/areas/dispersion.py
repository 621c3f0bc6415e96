"""How much areas differ beyond chance, and limits that allow for it.

Chance alone explains how far a small area swings, not why most states lie outside a funnel: they
differ in rules, records and in who comes into care. Limits widened by how much areas usually
differ tell which ones are unusual even so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from basehaven.core.areas.funnel import TAILS, Kind, Limits
from basehaven.core.errors import WrongSetting

Widening = Literal["additive", "multiplicative", "none"]
_OUTER, _INNER = (NormalDist().inv_cdf(1 - tail) for tail in TAILS[:2])  # 3.09 and 1.96


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How much the areas of one period differ.

    ``phi`` is the mean squared distance in standard errors, 1 where chance alone explains it and
    never less; ``tau`` the standard deviation between areas that chance does not explain, in the
    same measure as their values, 0 or more.
    """

    areas: int
    phi: float
    tau: float


CHANCE_ALONE = Dispersion(areas=0, phi=1.0, tau=0.0)
"""Of too few areas to tell."""


def dispersion(
    kind: Kind, expected: float, areas: Sequence[tuple[float, float]], pulled_in: float
) -> Dispersion:
    """How much areas differ around the value of all together.

    Args:
        kind: ``share`` for children of children, ``rate`` for events by exposure.
        expected: the value of all areas together, as numerator / denominator.
        areas: (value, denominator) of each, any order.
        pulled_in: which part of the areas at either end, 0 to below 0.5, is pulled in to
            the next one before anything is counted, so that an unusual area does not widen
            the limits that it is held against.

    Returns:
        The dispersion; :data:`CHANCE_ALONE` for fewer than two areas or where nothing varies.

    Raises:
        WrongSetting: ``pulled_in`` outside its range.

    Source: Spiegelhalter 2005, on over-dispersion (``spiegelhalter-2005``).

    >>> far_apart = [(0.05, 400), (0.08, 400), (0.12, 400), (0.15, 400)]
    >>> found = dispersion("share", 0.1, far_apart, 0)
    >>> round(found.phi, 2), round(found.tau, 4)
    (6.44, 0.0413)
    """
    variance = expected * (1 - expected) if kind == "share" else expected
    if len(areas) < 2 or variance <= 0:
        return CHANCE_ALONE
    errors = [math.sqrt(variance / size) for _value, size in areas]
    distances = [
        (value - expected) / error for (value, _size), error in zip(areas, errors, strict=True)
    ]
    return between(distances, errors, pulled_in)


def between(distances: Sequence[float], errors: Sequence[float], pulled_in: float) -> Dispersion:
    """The dispersion of areas whose distances from the middle are known.

    Args:
        distances: of each area, in its standard errors; two or more.
        errors: the standard error of each, in the same order and more than 0.
        pulled_in: as :func:`dispersion`.

    Returns:
        The dispersion, ``tau`` by the method of moments of DerSimonian and Laird.

    Raises:
        WrongSetting: ``pulled_in`` outside its range.
    """
    number = len(distances)
    total = sum(z * z for z in _pulled(distances, pulled_in))
    weights = [1 / error**2 for error in errors]
    spare = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    tau_squared = max(0.0, (total - (number - 1)) / spare)
    return Dispersion(number, max(1.0, total / number), math.sqrt(tau_squared))


def _pulled(distances: Sequence[float], part: float) -> list[float]:
    """The furthest at either end, moved to where the next one stands (winsorised)."""
    if not 0 <= part < 0.5:
        raise WrongSetting(
            f"A part of {part} of the areas cannot be pulled in at either end. Say 0 to below 0.5."
        )
    ordered = sorted(distances)
    moved = math.floor(part * len(ordered))
    low, high = ordered[moved], ordered[-1 - moved]
    return [min(max(z, low), high) for z in distances]


def widened(
    kind: Kind, expected: float, within: Limits, found: Dispersion, how: Widening
) -> Limits:
    """Limits that allow for how much areas usually differ.

    Args:
        kind: as for ``within``; a share stays at most 1.
        expected: the value of all areas together.
        within: the limits by chance alone, for an area of its size.
        found: how much the areas differ.
        how: ``additive`` adds a spread between areas to each area's own chance;
            ``multiplicative`` stretches each area's own chance; ``none`` changes nothing.

    Returns:
        Limits that are never narrower than those by chance alone, and the same where the
        areas do not differ beyond it.

    Additive, a limit lies sqrt(d squared + (z tau) squared) from the middle, d being its
    distance by chance alone: for large areas the published limit, for small ones it keeps the
    exact and lopsided one. Must not be used to rank areas, nor to call a wide spread normal.

    Source: Spiegelhalter 2005 (``spiegelhalter-2005``); keeping exact limits is ours.

    >>> chance = Limits(0.07, 0.08, 0.12, 0.13)
    >>> wide = widened("share", 0.1, chance, Dispersion(40, 4.0, 0.03), "multiplicative")
    >>> round(wide.low_95, 3), round(wide.high_95, 3)
    (0.06, 0.14)
    """
    if how == "none" or (found.phi == 1 and how == "multiplicative") or found.tau == 0:
        return within

    def stretched(distance: float, z: float) -> float:
        distance = max(0.0, distance)
        if how == "multiplicative":
            return distance * math.sqrt(found.phi)
        return math.hypot(distance, z * found.tau)

    low_998 = expected - stretched(expected - within.low_998, _OUTER)
    low_95 = expected - stretched(expected - within.low_95, _INNER)
    high_95 = expected + stretched(within.high_95 - expected, _INNER)
    high_998 = expected + stretched(within.high_998 - expected, _OUTER)
    most = 1.0 if kind == "share" else math.inf
    return Limits(
        min(within.low_998, max(0.0, low_998)),
        min(within.low_95, max(0.0, low_95)),
        max(within.high_95, min(most, high_95)),
        max(within.high_998, min(most, high_998)),
    )
