"""From two whole numbers to a figure: divided and rounded in one place, whatever the engine."""

from __future__ import annotations

from fractions import Fraction


def figure(numerator: int, denominator: int, per: int, decimals: int) -> float | None:
    """A rate or a share, rounded half up.

    Args:
        numerator: a count, 0 or more.
        denominator: a count of children, days or what the indicator says.
        per: 100 for a percentage, 1,000 or 100,000 for a rate, 1 for a mean.
        decimals: how many are shown, 0 or more.

    Returns:
        The figure. None when the denominator is 0: nobody to speak of is not 0 %.

    Must not be used on figures rounded before.

    Source: CFSR Round 4 shows percentages with 1 decimal and rates with 2; half
    up is our own choice where it is silent.

    >>> figure(1, 182, 1000, 2), figure(1, 8, 100, 1), figure(0, 0, 100, 1)
    (5.49, 12.5, None)
    """
    if denominator == 0:
        return None
    scaled = Fraction(numerator * per * 10**decimals, denominator)
    return half_up(scaled) / float(10**decimals)


def half_up(exact: Fraction) -> int:
    """The nearest whole number; a half goes up.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(7, 3))
    (3, 2)
    """
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def mean_of_shares(shares: dict[tuple[int, int], int], decimals: int) -> float | None:
    """The mean of children's own shares, from how many children have each.

    Args:
        shares: (numerator, denominator) of a child -> number of children.
        decimals: how many are shown.

    Returns:
        The mean, or None of nobody.

    >>> mean_of_shares({(1, 2): 1, (1, 1): 1}, 2)
    0.75
    """
    children = sum(shares.values())
    if not children:
        return None
    whole = sum(
        (Fraction(top, bottom) * many for (top, bottom), many in shares.items()), Fraction(0)
    )
    exact = whole * 10**decimals / children
    return half_up(exact) / float(10**decimals)
