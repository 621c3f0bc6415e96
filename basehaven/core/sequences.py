"""How varied a sequence of states is: turbulence, entropy and complexity.

Each state is where a child lived in a month, or another unit of time that is
the same for all. The three say how much changed, and not whether it was for
the good: a planned move to a grandmother and a breakdown count the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from fractions import Fraction
from itertools import groupby
from math import log, log2, sqrt

from basehaven.core.errors import NotEnoughContacts

WARNING = (
    "Blind to the order of desirability: a planned move to kin scores like a breakdown. It "
    "describes a history, and is no measure of a child or a carer."
)


def turbulence(states: Sequence[Hashable]) -> float:
    """How many shorter histories a history holds, and how alike in length its spells are.

    Args:
        states: one state per unit of time, length 1 or more.

    Returns:
        1.0 or more, without unit: 1.0 when nothing ever changed.

    Raises:
        NotEnoughContacts: no state at all.

    Not a measure of harm: see ``WARNING``.

    Source: Elzinga & Liefbroer 2007, European Journal of Population 23:225-250
    (knowledge id ``elzinga-liefbroer-2007``). T = log2(phi (s2max + 1) / (s2 + 1)),
    phi being the distinct subsequences of the spells' states, the empty one
    included, s2 the population variance of the spells' lengths, and s2max =
    (d - 1)(1 - mean length)^2 of d spells.

    >>> round(turbulence("FFFFKKKKKKKK"), 6)
    4.378512
    """
    lengths = _lengths(states)
    spells = len(lengths)
    mean = Fraction(len(states), spells)
    variance = sum(((n - mean) ** 2 for n in lengths), Fraction(0)) / spells
    largest = (spells - 1) * (1 - mean) ** 2
    return _log2_of(distinct_subsequences(spell_states(states)) * (largest + 1) / (variance + 1))


def normalised_turbulence(states: Sequence[Hashable], alphabet: int) -> float:
    """Turbulence between 0 (nothing ever changed) and 1 (as much as is possible).

    Args:
        states: one state per unit of time, length 1 or more.
        alphabet: how many states there could be, 2 or more.

    Returns:
        0.0 to 1.0; 0.0 for a single unit of time, in which nothing can change.

    Raises:
        NotEnoughContacts: no state at all.
        ValueError: an alphabet of fewer than two, or than there are states.

    The most turbulent sequence of a length goes through the alphabet in the same
    order again and again, one unit each.

    Source: as :func:`turbulence`; (T - 1) / (Tmax - 1).

    >>> normalised_turbulence("FKGFKGFKGFKG", 3)
    1.0
    """
    _check_alphabet(states, alphabet)
    most = turbulence([place % alphabet for place in range(len(states))])
    return (turbulence(states) - 1) / (most - 1) if most > 1 else 0.0


def entropy(states: Sequence[Hashable], alphabet: int) -> float:
    """How evenly the time is shared among the states that there could be.

    Args:
        states: one state per unit of time, length 1 or more; order ignored.
        alphabet: how many states there could be, 2 or more.

    Returns:
        0.0 (one state all the time) to 1.0 (all states equally long).

    Raises:
        NotEnoughContacts: no state at all.
        ValueError: an alphabet of fewer than two, or than there are states.

    Source: Shannon's entropy over that of an even share, as in Gabadinho et al.
    2011, Journal of Statistical Software 40(4) (knowledge id ``gabadinho-2011``).

    >>> round(entropy("FFFFKKKKKKKK", 3), 6)
    0.57938
    """
    _check_alphabet(states, alphabet)
    counts = dict.fromkeys(states, 0)
    for state in states:
        counts[state] += 1
    shares = [count / len(states) for count in counts.values()]
    spread = -sum(share * log(share) for share in shares)
    return (max(spread, 0.0) or 0.0) / log(alphabet)  # never -0.0, which would be shown so


def complexity(states: Sequence[Hashable], alphabet: int) -> float:
    """How often the state changed, and how evenly the time is shared, in one number.

    Args:
        states: one state per unit of time, length 1 or more.
        alphabet: how many states there could be, 2 or more.

    Returns:
        0.0 to 1.0; 0.0 for a single unit of time, in which nothing can change.

    Raises:
        NotEnoughContacts: no state at all.
        ValueError: an alphabet of fewer than two, or than there are states.

    Source: Gabadinho et al. 2010, as in 2011 (knowledge id ``gabadinho-2011``):
    the square root of transitions / (length - 1) times the entropy.

    >>> round(complexity("FFFFKKKKKKKK", 3), 6)
    0.229501
    """
    share = entropy(states, alphabet)
    if len(states) == 1:
        return 0.0
    return sqrt((len(_lengths(states)) - 1) / (len(states) - 1) * share)


def spell_states(states: Sequence[Hashable]) -> tuple[Hashable, ...]:
    """The state of each spell, in order.

    >>> spell_states("FFKKF")
    ('F', 'K', 'F')
    """
    return tuple(state for state, _spell in groupby(states))


def distinct_subsequences(states: Sequence[Hashable]) -> int:
    """How many different sequences are left by leaving out any of the states, or none, or all.

    Each state doubles what there is, less what its last appearance gave already.

    >>> distinct_subsequences("FKF")  # "", F, K, FK, FF, KF, FKF
    7
    """
    count = 1
    before: dict[Hashable, int] = {}
    for state in states:
        count, before[state] = 2 * count - before.get(state, 0), count
    return count


def _lengths(states: Sequence[Hashable]) -> list[int]:
    if not states:
        raise NotEnoughContacts(
            "A sequence needs at least one state. Widen the period, or report the child as not "
            "measured."
        )
    return [len(list(spell)) for _state, spell in groupby(states)]


def _check_alphabet(states: Sequence[Hashable], alphabet: int) -> None:
    _lengths(states)
    if alphabet < 2 or alphabet < len(set(states)):
        raise ValueError(f"{alphabet} states are too few: there must be 2, and all that occur.")


def _log2_of(exact: Fraction) -> float:
    """Of two whole numbers, however large: a float cannot hold the subsequences of a long life."""
    return log2(exact.numerator) - log2(exact.denominator)
