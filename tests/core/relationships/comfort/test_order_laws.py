"""Laws of the lanes: what must never move whom a child is said to turn to."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from basehaven.core.relationships.comfort.estimate import Contrast, Estimate, estimate
from basehaven.core.relationships.comfort.helped import Helped, did_it_help
from basehaven.core.relationships.comfort.lanes import InLane, Lane
from basehaven.core.relationships.comfort.order import Lanes, whom_the_child_turns_to
from basehaven.core.relationships.comfort.pairs import Ahead, Pair
from basehaven.core.relationships.types import CareEvent
from basehaven.knowledge.comfort import comfort_settings
from tests.core.relationships.comfort.moments import (
    BORN,
    PEOPLE,
    TODAY,
    moments,
    renamed,
    some_moments,
)

# One moment puts somebody ahead, so that few drawn moments hold many pairs.
EASY = comfort_settings({"edge_wins": 1, "fresh_share": 0, "enough_comparisons": 2})


def lanes(events: list[CareEvent]) -> Lanes:
    return whom_the_child_turns_to(events, TODAY, BORN, EASY)


def order(events: list[CareEvent], *without: str) -> dict[tuple[str, str], str | None]:
    """Who is ahead of whom, of pairs without certain people."""
    return {
        (pair.one, pair.other): pair.more_to
        for pair in lanes(events).comfort.pairs
        if not {pair.one, pair.other} & set(without)
    }


@given(some_moments, st.data())
def test_the_order_of_moments_changes_nothing(events, data):
    mixed = data.draw(st.permutations(events))
    assert lanes(mixed) == lanes(events)
    assert did_it_help(mixed, TODAY) == did_it_help(events, TODAY)


@given(some_moments)
def test_the_order_does_not_depend_on_who_is_always_there(events):
    """Somebody is noted as there at every moment, and is never turned to."""
    shadowed = [replace(event, available=(*event.available, "staff")) for event in events]
    assert order(shadowed, "staff") == order(events)


@given(some_moments, st.lists(moments(), max_size=10))
def test_moments_alone_with_one_adult_order_nobody(events, more):
    alone = [replace(e, available=("a",), approached=("a",), sought="someone") for e in more]
    assert order([*events, *alone]) == order(events)


@given(some_moments, moments(), st.sampled_from(list(permutations("abcd", 2))))
def test_a_moment_in_which_somebody_was_not_there_moves_nobody_before_them(events, extra, two):
    ahead, absent = two
    extra = replace(extra, available=tuple(a for a in extra.available if a != absent))
    pair = tuple(sorted(two))
    before, after = order(events).get(pair), order([*events, extra]).get(pair)
    assert before == after
    assert (after == ahead) == (before == ahead)


@given(some_moments, st.permutations(PEOPLE))
def test_other_names_give_the_same_of_other_people(events, names):
    other = dict(zip(PEOPLE, names, strict=True))
    was = lanes(events)
    now = lanes([renamed(event, other) for event in events])
    assert now.said == was.said
    for pair in was.comfort.pairs:
        one, many = sorted((other[pair.one], other[pair.other]))
        same = next(p for p in now.comfort.pairs if (p.one, p.other) == (one, many))
        assert same.more_to == (other[pair.more_to] if pair.more_to else None)
        assert same.finding == pair.finding
        assert same.together == pair.together
    for person in was.comfort.people:
        assert now.comfort.person(other[person.adult_id]) == replace(
            person, adult_id=other[person.adult_id]
        )


@given(some_moments, st.lists(moments(context="play"), max_size=10))
def test_play_never_changes_the_comfort_lane(events, play):
    calm = [replace(event, distress=False) for event in play]
    was, now = lanes(events), lanes([*events, *calm])
    assert (now.comfort, now.said) == (was.comfort, was.said)


@given(some_moments)
def test_without_distress_nothing_orders_comfort(events):
    found = lanes([replace(event, distress=False) for event in events])
    assert found.comfort.moments == 0
    assert found.comfort.pairs == ()
    assert found.said.finding.value == "not_enough_seen"


@given(some_moments)
def test_a_blank_is_never_nobody(events):
    blank = [replace(event, sought="", approached=()) for event in events]
    found = lanes(blank)
    assert found.comfort.nobody == 0
    assert found.comfort.not_noted == found.comfort.moments
    assert found.said.finding.value == "not_enough_seen"


@given(some_moments, st.lists(moments(), max_size=5))
def test_what_happens_later_is_not_known_yet(events, later):
    to_come = [replace(e, at=e.at + timedelta(days=300)) for e in later]
    assert lanes([*events, *to_come]) == lanes(events)


@given(some_moments)
def test_of_two_adults_one_at_most_is_ahead_and_counts_add_up(events):
    for pair in lanes(events).comfort.pairs:
        assert pair.one_times + pair.other_times <= pair.together
        assert 0 <= pair.one_fresh <= pair.one_times
        assert pair.ahead is None or pair.more_to in (pair.one, pair.other)
        assert (pair.ahead is None) == (pair.finding.value != "more_to_one")


@given(some_moments)
def test_whether_it_helped_changes_nothing_of_whom_the_child_turns_to(events):
    other = [
        replace(e, soothed="no", minutes_to_settle=None, back_to_play=None, responder_id=None)
        for e in events
    ]
    assert lanes(other) == lanes(events)


@given(some_moments)
def test_whom_the_child_turns_to_changes_nothing_of_whether_it_helped(events):
    assume(events)
    other = [replace(e, approached=(), sought="nobody", available=(), missed=()) for e in events]
    assert did_it_help(other, TODAY) == did_it_help(events, TODAY)


def test_no_result_has_a_field_by_which_people_could_be_ranked():
    """Counts belong to one child; a chance belongs to two adults and never to one."""
    figures = {
        (kind.__name__, field.name)
        for kind in (Lanes, Lane, InLane, Pair, Ahead, Helped, Estimate, Contrast)
        for field in dataclasses.fields(kind)
        if "float" in str(field.type)
    }
    assert figures == {
        ("Lanes", "half_life_weeks"),
        ("Pair", "one_fresh"), ("Pair", "other_fresh"), ("Ahead", "if_even"),
        ("Contrast", "chance"), ("Contrast", "low"), ("Contrast", "high"),
        ("Estimate", "fresh"), ("Estimate", "interval"), ("Helped", "minutes_median"),
    }  # fmt: skip
    words = {"rank", "score", "position", "place", "strength", "worth", "ability", "order", "best"}
    for kind in (Lanes, Lane, InLane, Pair, Ahead, Helped, Estimate, Contrast):
        names = {part for f in dataclasses.fields(kind) for part in f.name.split("_")}
        assert not names & words, kind


@given(some_moments)
def test_people_stand_in_order_of_their_ids(events):
    found = lanes(events)
    for people in (found.comfort.people, found.plays_from.people, found.misses.people):
        assert [p.adult_id for p in people] == sorted(p.adult_id for p in people)
    helped = [each.adult_id for each in did_it_help(events, TODAY)]
    assert helped == sorted(helped)


@given(some_moments, st.data())
def test_the_estimate_does_not_depend_on_the_order_of_moments(events, data):
    eager = comfort_settings({"estimate_choices": 1, "fresh_share": 0})
    mixed = data.draw(st.permutations(events))
    assert estimate(mixed, TODAY, BORN, eager) == estimate(events, TODAY, BORN, eager)
