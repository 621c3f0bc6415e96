"""Counts, dates, who was there, and who wrote it down."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from basehaven.core.relationships.comfort.lanes import InLane, Missed
from basehaven.core.relationships.comfort.order import Lanes, whom_the_child_turns_to
from basehaven.core.relationships.comfort.settings import fading
from basehaven.core.relationships.types import CareEvent
from tests.core.relationships.comfort.moments import BORN, SETTINGS, TODAY, at, moment


def lanes(*events: CareEvent, as_of: date = TODAY) -> Lanes:
    return whom_the_child_turns_to(events, as_of, BORN, SETTINGS)


@pytest.mark.parametrize(
    ("context", "distress", "arousal", "hard"),
    [
        ("hurt", None, "", True), ("ill", None, "", True), ("frightened", None, "", True),
        ("tired", None, "calm", True), ("departure", None, "", False),
        ("departure", None, "overwhelmed", True), ("hurt", False, "overwhelmed", False),
        ("play", True, "calm", True), ("play", None, "wound_up", False),
    ],
)  # fmt: skip
def test_distress_is_what_was_noted_and_else_what_context_or_arousal_says(
    context, distress, arousal, hard
):
    event = CareEvent("e", at(0), context, distress=distress, arousal=arousal)
    assert event.in_distress is hard


def test_an_adult_is_counted_with_dates_chances_and_own_records():
    found = lanes(
        moment("ab", "ab", 3, observer_id="a"),
        moment("ba", "ab", 2, observer_id="b"),
        moment("a", "a", 1),
        moment("", "ab", 0),
    )
    assert found.comfort.person("a") == InLane(
        "a", times=3, first=2, chances=4,
        first_on=date(2024, 6, 27), last_on=date(2024, 6, 29),
        recorded_by_self=1, recorded_by_unknown=1,
    )  # fmt: skip
    assert found.comfort.person("nobody") is None
    assert (found.comfort.moments, found.comfort.noted, found.comfort.observers) == (4, 3, 2)


def test_somebody_who_was_there_and_not_turned_to_is_in_the_lane():
    person = lanes(moment("a", "ab")).comfort.person("b")
    assert person is not None
    assert (person.times, person.chances, person.first_on) == (0, 1, None)


def test_play_without_distress_is_a_lane_of_its_own():
    found = lanes(moment("a", "ab", context="play"), moment("b", "ab", context="meal"))
    assert [p.adult_id for p in found.plays_from.people if p.times] == ["a"]
    assert (found.comfort.moments, found.other_moments) == (0, 1)


def test_getting_hurt_at_play_is_a_hard_moment_and_not_play():
    found = lanes(moment("a", "ab", context="play", distress=True))
    assert (found.comfort.moments, found.plays_from.moments) == (1, 0)


def test_who_is_missed_is_counted_with_partings_and_how_often_they_were_away():
    found = lanes(
        moment("a", "a", 3, missed=("m",), context="departure"),
        moment("a", "a", 2, missed=("m",), observer_id="m"),
        moment("m", "am", 1),
        moment("a", "a", 0),
        moment("a", "", 0),
    )
    assert found.misses.people == (
        Missed("m", times=2, at_partings=1, not_there=3, first_on=date(2024, 6, 27),
               last_on=date(2024, 6, 28), recorded_by_self=1, recorded_by_unknown=1),
    )  # fmt: skip
    assert found.adult_ids == ("a", "m")


def test_somebody_noted_as_there_was_not_missed():
    found = lanes(moment("a", "am", missed=("m",)))
    assert found.misses.moments == 0
    assert found.comfort.does_not_fit == 1


@pytest.mark.parametrize(
    ("event", "fits"),
    [
        (moment("a", "ab"), True),
        (moment("c", "ab"), False),
        (moment("a", ""), True),
        (moment("a", "ab", sought="nobody"), False),
        (moment("", "ab", sought="nobody"), True),
    ],
)
def test_a_moment_that_contradicts_itself_is_counted_and_said(event, fits):
    assert lanes(event).comfort.does_not_fit == (not fits)


def test_nobody_and_not_noted_are_two_counts():
    found = lanes(moment("", "ab", 0, sought="nobody"), moment("", "ab", 1)).comfort
    assert (found.nobody, found.not_noted) == (1, 1)


def test_two_who_were_never_there_at_once_are_named():
    found = lanes(moment("a", "a", 0), moment("b", "b", 1), moment("c", "ac", 2)).comfort
    assert found.never_together == (("a", "b"), ("b", "c"))


def test_a_moment_belongs_to_its_day_where_it_happened():
    late = datetime(2024, 6, 30, 22, tzinfo=timezone(timedelta(hours=-7)))
    event = CareEvent("e", late, "hurt")
    assert lanes(event).comfort.last_on == date(2024, 6, 30)
    there = CareEvent("e", late.astimezone(UTC), "hurt")
    assert lanes(there).comfort.moments == 0  # 05:00 on 1 July in London's winter time


@pytest.mark.parametrize(
    ("born", "weeks"),
    [
        (date(2022, 7, 1), 8),  # 24 months tomorrow
        (date(2022, 6, 30), 16),
        (date(2025, 1, 1), 8),  # not born yet
        (None, 8),
    ],
)
def test_old_moments_fade_faster_for_the_youngest(born, weeks):
    fade = fading(TODAY, born, SETTINGS)
    assert fade.half_life_weeks == weeks
    assert fade.weight(TODAY) == 1
    assert fade.weight(TODAY - timedelta(weeks=weeks)) == 0.5
    assert fade.weight(TODAY - timedelta(weeks=3 * weeks)) == 0.125
