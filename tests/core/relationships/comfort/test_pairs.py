"""Two adults: what puts one ahead, what is a tie, and what is not enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.relationships.comfort.choices import choices_in
from basehaven.core.relationships.comfort.pairs import (
    Pair,
    PairFinding,
    circles_in,
    if_even,
    pairs_in,
)
from basehaven.core.relationships.comfort.settings import fading
from basehaven.core.relationships.types import CareEvent
from basehaven.knowledge.comfort import comfort_settings
from tests.core.relationships.comfort.moments import BORN, SETTINGS, TODAY, moment, several


def pair(events: list[CareEvent], one: str = "a", other: str = "b", settings=SETTINGS) -> Pair:
    choices = choices_in(events, fading(TODAY, BORN, settings))
    found = pairs_in(choices, events, settings)
    return next(p for p in found if (p.one, p.other) == (one, other))


def test_three_of_three_puts_somebody_ahead():
    found = pair(several(3, "a", "ab"))
    assert found.finding is PairFinding.MORE_TO_ONE
    assert (found.more_to, found.less_to) == ("a", "b")


def test_two_of_two_is_not_enough_seen():
    assert pair(several(2, "a", "ab")).finding is PairFinding.NOT_ENOUGH_SEEN


def test_three_of_four_is_three_quarters():
    assert pair([*several(3, "b", "ab"), moment("a", "ab")]).more_to == "b"


def test_three_of_four_does_not_hang_on_which_of_them_is_a_day_older():
    for last in range(4):
        turned = ["a" if ago != last else "b" for ago in range(4)]
        events = [moment(t, "ab", ago, event_id=str(ago)) for ago, t in enumerate(turned)]
        assert pair(events).more_to == "a"


def test_three_of_five_is_not():
    found = pair([*several(3, "a", "ab"), *several(2, "b", "ab")])
    assert found.finding is PairFinding.NOT_ENOUGH_SEEN


@pytest.mark.parametrize(
    ("to_a", "to_b", "finding"),
    [
        (3, 3, PairFinding.TIED),
        (4, 3, PairFinding.TIED),
        (4, 2, PairFinding.NO_CLEAR_PREFERENCE),
        (7, 3, PairFinding.NO_CLEAR_PREFERENCE),
        (9, 3, PairFinding.MORE_TO_ONE),
    ],
)
def test_tied_and_no_clear_preference_are_different(to_a, to_b, finding):
    turned = "a" * to_a + "b" * to_b
    today = [moment(adult, "ab", event_id=str(n)) for n, adult in enumerate(turned)]
    assert pair(today).finding is finding


def test_nothing_is_won_over_somebody_who_was_not_there():
    events = [*several(9, "a", "a"), *several(2, "a", "ab"), *several(5, "c", "abc")]
    found = pair(events)
    assert (found.together, found.one_times, found.other_times) == (7, 2, 0)
    assert found.finding is PairFinding.NOT_ENOUGH_SEEN


def test_whom_the_child_turned_to_first_is_ahead_of_the_second_and_both_of_the_rest():
    events = several(3, "ab", "abc")
    assert [pair(events, *two).more_to for two in ("ab", "ac", "bc")] == ["a", "a", "b"]


def test_an_adult_turned_to_who_was_not_noted_as_there_compares_with_nobody():
    events = several(5, "ca", "ab")
    assert pair(events).more_to == "a"
    assert {(p.one, p.other) for p in pairs_in([], events, SETTINGS)} == {("a", "b")}


@pytest.mark.parametrize(
    "empty",
    [
        {"turned": "a", "there": ""},
        {"turned": "", "there": "ab"},
        {"turned": "", "there": "ab", "sought": "nobody"},
        {"turned": "a", "there": "ab", "sought": "nobody"},
        {"turned": "a", "there": "a"},
    ],
)
def test_a_moment_without_a_choice_is_none(empty):
    assert choices_in([moment(**empty)], fading(TODAY, BORN, SETTINGS)) == ()


def test_three_of_three_a_half_life_ago_still_hold_and_a_year_ago_do_not():
    def then(ago: int) -> list[CareEvent]:
        return [moment("a", "ab", ago, event_id=str(n)) for n in range(3)]

    assert pair(then(56)).more_to == "a"
    assert pair(then(57)).more_to is None
    assert pair(then(365)).finding is PairFinding.NOT_ENOUGH_SEEN


def test_what_is_recent_outweighs_what_is_more():
    old = [moment("b", "ab", 200, event_id=f"o{n}") for n in range(12)]
    found = pair([*old, *several(4, "a", "ab")])
    assert (found.more_to, found.one_times, found.other_times) == ("a", 4, 12)
    assert found.ahead is not None
    assert found.ahead.if_even == pytest.approx(1, abs=0.01)


def test_what_rests_on_the_own_records_of_the_one_ahead_says_so():
    own = pair(several(4, "a", "ab", observer_id="a")).ahead
    others = pair(several(4, "a", "ab", observer_id="b")).ahead
    assert own is not None
    assert others is not None
    assert (own.holds_without_own, others.holds_without_own) == (False, True)
    found = pair([*several(3, "a", "ab", observer_id="b"), *several(1, "a", "ab", observer_id="a")])
    assert (found.one_recorded, found.one_times) == (1, 4)


def test_how_much_it_takes_is_a_setting():
    strict = comfort_settings({"edge_wins": 5})
    assert pair(several(4, "a", "ab"), settings=strict).more_to is None
    assert pair(several(5, "a", "ab"), settings=strict).more_to == "a"


@pytest.mark.parametrize(
    ("ahead", "behind", "chance"),
    [(0, 0, 1), (1, 0, 1), (3, 0, 0.25), (3, 1, 0.625), (5, 1, 0.21875), (8, 2, 0.109375),
     (2, 9, 1)],
)  # fmt: skip
def test_how_often_even_would_look_so_uneven(ahead, behind, chance):
    """By hand: 2 * P(X >= ahead); R: binom.test(c(8, 2))$p.value is 0.109375."""
    assert if_even(ahead, behind) == pytest.approx(chance)


@given(st.integers(0, 300), st.integers(0, 300))
def test_that_chance_falls_with_each_moment_ahead(ahead, behind):
    assert 0 <= if_even(ahead + 1, behind) <= if_even(ahead, behind) <= 1


def test_a_circle_is_shown_and_no_edge_of_it_is_lost():
    events = [
        *several(3, "a", "ab"), *several(3, "b", "bc"), *several(3, "c", "ac"),
        *several(3, "a", "ad"),
    ]  # fmt: skip
    found = pairs_in(choices_in(events, fading(TODAY, BORN, SETTINGS)), events, SETTINGS)
    assert circles_in(found) == (("a", "b", "c"),)
    ahead = {(p.more_to, p.less_to) for p in found if p.more_to}
    assert ahead == {("a", "b"), ("b", "c"), ("c", "a"), ("a", "d")}


def test_an_order_holds_no_circle_and_is_not_completed():
    events = [*several(3, "a", "ab"), *several(3, "b", "bc"), *several(1, "a", "ac")]
    found = pairs_in(choices_in(events, fading(TODAY, BORN, SETTINGS)), events, SETTINGS)
    assert circles_in(found) == ()
    assert pair(events, "a", "c").finding is PairFinding.NOT_ENOUGH_SEEN
