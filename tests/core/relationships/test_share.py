from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.relationships.share import Ring, RingThresholds, ring_of

OUTWARDS = [Ring.NOW_AND_THEN, Ring.SOME, Ring.MOST]


@pytest.mark.parametrize(
    ("hours", "lives_with", "ring"),
    [
        (None, True, Ring.MOST),
        (10, True, Ring.MOST),
        (84, False, Ring.MOST),
        (83.5, None, Ring.SOME),
        (8, False, Ring.SOME),
        (7.5, False, Ring.NOW_AND_THEN),
        (0, False, Ring.NOW_AND_THEN),
        (None, False, Ring.UNKNOWN),
        (None, None, Ring.UNKNOWN),
    ],
)
def test_the_ring_follows_the_share_of_the_week(hours, lives_with, ring):
    assert ring_of(hours, lives_with) is ring


def test_the_thresholds_are_settings():
    assert ring_of(40, False, RingThresholds(most_from=40)) is Ring.MOST


@given(one=st.floats(0, 168), other=st.floats(0, 168))
def test_more_hours_never_lead_further_out(one, other):
    fewer, more = sorted((one, other))
    near, far = ring_of(more, False), ring_of(fewer, False)
    assert OUTWARDS.index(near) >= OUTWARDS.index(far)
