"""Whether comfort helped: apart, and nobody before anybody."""

from __future__ import annotations

from basehaven.core.relationships.comfort.helped import did_it_help
from tests.core.relationships.comfort.moments import TODAY, moment

SEEN = [
    moment("a", "ab", 4, responder_id="b", soothed="yes", minutes_to_settle=2, back_to_play=True),
    moment("a", "ab", 3, responder_id="b", soothed="partly", minutes_to_settle=9),
    moment("a", "ab", 2, responder_id="b", soothed="no", back_to_play=False, observer_id="b"),
    moment("a", "ab", 1, responder_id="b"),
    moment("a", "ab", 0, responder_id="a", soothed="yes", minutes_to_settle=4),
    moment("a", "ab", 0, event_id="calm", responder_id="a", soothed="yes", distress=False),
    moment("a", "ab", 0, event_id="nobody came", soothed="no"),
]


def test_each_count_is_of_those_noted():
    found = did_it_help(SEEN, TODAY)[1]
    assert (found.moments, found.soothed, found.partly, found.not_soothed) == (4, 1, 1, 1)
    assert found.not_noted == 1
    assert (found.timed, found.minutes_shortest, found.minutes_longest) == (2, 2, 9)
    assert found.minutes_median == 5.5
    assert (found.back_to_play, found.not_back_to_play) == (1, 1)
    assert found.recorded_by_self == 1


def test_people_come_in_alphabetical_order_whoever_helped_more():
    assert [found.adult_id for found in did_it_help(SEEN, TODAY)] == ["a", "b"]


def test_only_hard_moments_count_and_only_with_somebody_who_responded():
    assert did_it_help(SEEN, TODAY)[0].moments == 1
    assert did_it_help([], TODAY) == ()


def test_nothing_timed_is_none_and_not_zero():
    found = did_it_help([moment("a", "a", responder_id="a")], TODAY)[0]
    assert (found.minutes_shortest, found.minutes_median, found.minutes_longest) == (None,) * 3
