from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.errors import NotEnoughContacts
from basehaven.core.relationships.continuity import (
    continuity_of_care,
    sequential_continuity,
    usual_provider,
)

ALWAYS_ANA = ["ana"] * 5
A_NEW_ADULT_EACH_DAY = ["ana", "ben", "cleo", "dee", "eli"]
EXAMPLE = list("AAABAC")  # worked by hand in the indicator sheet

rosters = st.lists(st.sampled_from("ABCD"), min_size=2, max_size=30)


def test_a_baby_always_with_the_same_adult_has_full_continuity():
    assert continuity_of_care(ALWAYS_ANA) == 1.0
    assert usual_provider(ALWAYS_ANA) == 1.0
    assert sequential_continuity(ALWAYS_ANA) == 1.0


def test_a_baby_with_a_new_adult_each_day_has_none():
    assert continuity_of_care(A_NEW_ADULT_EACH_DAY) == 0.0
    assert sequential_continuity(A_NEW_ADULT_EACH_DAY) == 0.0
    assert usual_provider(A_NEW_ADULT_EACH_DAY) == 0.2


def test_the_worked_example():
    assert usual_provider(EXAMPLE) == pytest.approx(4 / 6)
    assert continuity_of_care(EXAMPLE) == pytest.approx(0.4)
    assert sequential_continuity(EXAMPLE) == pytest.approx(2 / 5)


@pytest.mark.parametrize("index", [continuity_of_care, sequential_continuity])
def test_one_contact_is_not_measured_rather_than_zero(index):
    with pytest.raises(NotEnoughContacts, match="report the child as not measured"):
        index(["ana"])


def test_without_contacts_there_is_no_usual_provider():
    with pytest.raises(NotEnoughContacts, match="at least 1"):
        usual_provider([])


@given(rosters)
def test_continuity_of_care_is_the_share_of_pairs_with_one_adult(roster):
    pairs = list(combinations(roster, 2))
    same = sum(one == other for one, other in pairs)
    assert continuity_of_care(roster) == pytest.approx(same / len(pairs))


@given(rosters, st.randoms())
def test_order_matters_to_the_sequence_alone(roster, random):
    mixed = list(roster)
    random.shuffle(mixed)
    assert continuity_of_care(mixed) == continuity_of_care(roster)
    assert usual_provider(mixed) == usual_provider(roster)
    assert sequential_continuity(roster) == sequential_continuity(roster[::-1])


@given(rosters)
def test_every_index_is_a_proportion_and_full_only_with_one_adult(roster):
    for index in (continuity_of_care, usual_provider, sequential_continuity):
        assert 0.0 <= index(roster) <= 1.0
        assert (index(roster) == 1.0) == (len(set(roster)) == 1)
