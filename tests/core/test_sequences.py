"""Turbulence, entropy and complexity: published-formula values, and what must always hold."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core import sequences
from basehaven.core.errors import NotEnoughContacts
from basehaven.core.sequences import (
    complexity,
    distinct_subsequences,
    entropy,
    normalised_turbulence,
    spell_states,
    turbulence,
)

# Twelve months of F, K and G. Computed by hand from the formulas; the sequenzo package (0.1.42,
# BSD-3) gives the same to six decimals.
ORACLE = {
    "FFFFFFFFFFFF": (2, 1.000000, 0, 0),
    "FFFFKKKKKKKK": (4, 4.378512, 0.579380, 0.229501),
    "FFKKFFGGFFKK": (46, 8.108524, 0.920620, 0.646888),
    "FKFKFKFKFKFK": (609, 9.250298, 0.630930, 0.794311),
}
HISTORIES = st.text("FKG", min_size=1, max_size=10)


@pytest.mark.parametrize("states", ORACLE)
def test_values_of_the_reference_to_six_decimals(states):
    phi, t, h, c = ORACLE[states]
    assert distinct_subsequences(spell_states(states)) == phi
    assert round(turbulence(states), 6) == t
    assert round(entropy(states, 3), 6) == h
    assert round(complexity(states, 3), 6) == c


@given(HISTORIES)
def test_subsequences_are_as_many_as_when_each_is_written_down(states):
    written = {chosen for size in range(len(states) + 1) for chosen in combinations(states, size)}
    assert distinct_subsequences(states) == len(written)


@given(HISTORIES)
def test_a_history_told_backwards_or_by_other_names_is_as_varied(states):
    renamed = states.translate(str.maketrans("FKG", "123"))
    for other in (states[::-1], renamed):
        assert turbulence(other) == pytest.approx(turbulence(states))
        assert entropy(other, 3) == pytest.approx(entropy(states, 3))
        assert complexity(other, 3) == pytest.approx(complexity(states, 3))


@given(HISTORIES)
def test_each_measure_stays_between_its_ends(states):
    assert turbulence(states) >= 1
    for value in (
        normalised_turbulence(states, 3), entropy(states, 3), complexity(states, 3),
    ):  # fmt: skip
        assert -1e-12 <= value <= 1 + 1e-12
    if len(set(states)) == 1:
        assert (turbulence(states), entropy(states, 3), complexity(states, 3)) == (1, 0, 0)


def test_a_history_without_a_change_is_nought_and_not_less_than_nought():
    assert [str(value) for value in (entropy("FFF", 3), complexity("FFF", 3))] == ["0.0", "0.0"]


def test_of_two_histories_the_one_with_spells_alike_in_length_is_more_turbulent():
    assert turbulence("FFFFFFKKKKKK") > turbulence("FFFFKKKKKKKK") > turbulence("FKKKKKKKKKKK")


def test_a_planned_move_to_kin_is_as_turbulent_as_a_breakdown():
    """The warning, kept true: the measures know nothing of what is good for a child."""
    to_kin, from_kin = "FFFFKKKKKKKK", "KKKKFFFFFFFF"
    assert turbulence(to_kin) == turbulence(from_kin)
    assert "planned move to kin" in sequences.WARNING


def test_nobody_and_too_small_alphabets_are_refused():
    with pytest.raises(NotEnoughContacts, match="at least one state"):
        turbulence("")
    with pytest.raises(ValueError, match="too few"):
        entropy("FKG", 2)


def test_a_long_history_is_measured_too():
    assert turbulence("FK" * 3_000) > 4_000
