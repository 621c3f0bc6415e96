"""What is said of all adults together: eight different things, each with its reason."""

from __future__ import annotations

import pytest

from basehaven.core.relationships.comfort.findings import Finding, Said, Why, turns_to_anyone
from basehaven.core.relationships.comfort.order import whom_the_child_turns_to
from basehaven.core.relationships.types import CareEvent
from tests.core.relationships.comfort.moments import BORN, SETTINGS, TODAY, moment, several


def said(events: list[CareEvent]) -> Said:
    return whom_the_child_turns_to(events, TODAY, BORN, SETTINGS).said


NOBODY = {"sought": "nobody"}
ROUND = [*several(3, "a", "abc"), *several(3, "b", "abc"), *several(3, "c", "abc")]


@pytest.mark.parametrize(
    ("events", "finding", "why"),
    [
        ([], Finding.NOT_ENOUGH_SEEN, Why.FEW_MOMENTS),
        (several(4, "a", "a"), Finding.NOT_ENOUGH_SEEN, Why.FEW_MOMENTS),
        (several(30, "", "ab"), Finding.NOT_ENOUGH_SEEN, Why.FEW_MOMENTS),
        (several(30, "a", "a"), Finding.NOT_ENOUGH_SEEN, Why.FEW_CHOICES),
        (several(30, "a", ""), Finding.NOT_ENOUGH_SEEN, Why.FEW_CHOICES),
        ([moment("a", "ab", 300, event_id=str(n)) for n in range(20)],
         Finding.NOT_ENOUGH_SEEN, Why.LONG_AGO),
        ([moment(t, t + o, n, event_id=str(n)) for n, (t, o) in enumerate(
            ["ab", "cd", "ac", "bd", "ad", "bc", "ef"])],
         Finding.NOT_ENOUGH_SEEN, Why.FEW_OF_ANY_TWO),
        (several(6, "", "ab", **NOBODY), Finding.NOBODY_NOTED, None),
        (several(3, "a", "ab"), Finding.ORDER, None),
        ([*several(3, "a", "ab"), *several(1, "b", "ab")], Finding.ORDER_UNSURE, None),
        ([*several(9, "a", "ab"), *several(1, "b", "ab")], Finding.ORDER, None),
        ([*several(6, "a", "ab"), *several(6, "b", "ab")], Finding.TIED, None),
        ([*several(4, "a", "ab"), *several(2, "b", "ab")], Finding.NO_CLEAR_PREFERENCE, None),
        (ROUND, Finding.TURNS_TO_ANYONE, None),
        ([*several(3, "a", "ab"), *several(3, "b", "bc"), *several(3, "c", "ac")],
         Finding.CIRCLE, None),
    ],
)  # fmt: skip
def test_each_is_a_different_thing_to_say(events, finding, why):
    assert said(events) == Said(finding, why)


def test_every_finding_and_every_reason_is_one_of_the_cases_above():
    marks = test_each_is_a_different_thing_to_say.pytestmark[0].args[1]
    assert {finding for _, finding, _ in marks} == set(Finding)
    assert {why for *_, why in marks} - {None} == set(Why)


def test_a_quiet_child_is_not_lost_behind_one_clear_pair():
    events = [*several(12, "", "ab", **NOBODY), *several(3, "a", "ab")]
    lanes = whom_the_child_turns_to(events, TODAY, BORN, SETTINGS)
    assert lanes.said.finding is Finding.NOBODY_NOTED
    assert lanes.comfort.nobody == 12
    assert lanes.comfort.pairs[0].more_to == "a"


def test_not_noted_does_not_thin_out_nobody():
    events = [*several(6, "", "ab", **NOBODY), *several(50, "", "ab")]
    assert said(events).finding is Finding.NOBODY_NOTED


def test_two_pairs_of_three_of_three_are_not_as_sure_as_one():
    """One time in four for one pair by chance; for either of two it is nearly one in two."""
    one = several(3, "a", "ab")
    assert said(one).finding is Finding.ORDER
    assert said([*one, *several(3, "c", "cd")]).finding is Finding.ORDER_UNSURE
    mixed = [*several(2, "c", "cd"), *several(1, "d", "cd")]
    assert said([*one, *mixed]).finding is Finding.ORDER_UNSURE
    assert said([*several(4, "a", "ab"), *mixed]).finding is Finding.ORDER


def test_a_few_moments_in_which_nobody_was_sought_are_not_enough():
    assert said(several(4, "", "ab", **NOBODY)) == Said(Finding.NOT_ENOUGH_SEEN, Why.FEW_MOMENTS)


def test_turning_to_anyone_needs_three_adults():
    two = [*several(8, "a", "ab"), *several(8, "b", "ab")]
    assert said(two).finding is Finding.TIED
    assert not turns_to_anyone([], SETTINGS)


def test_somebody_seldom_there_does_not_hide_that_the_child_turns_to_anyone():
    assert said([*ROUND, moment("a", "abcd")]).finding is Finding.TURNS_TO_ANYONE
