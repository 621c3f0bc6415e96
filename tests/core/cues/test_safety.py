from __future__ import annotations

from datetime import date, timedelta

from basehaven.core.cues.safety import AT_ONCE, PATTERN, Reporting, SafetyRule, safety_steps
from basehaven.core.cues.types import Moment, Observation

TODAY = date(2026, 3, 31)
OURS = Reporting("Call the county", ("1",), own=True)
MARK = SafetyRule(
    "mark", AT_ONCE, ("injury_sign",), "A mark", ("first aid",), ("question the child",),
    ("reporting_line",), "at_once", reports=True,
)  # fmt: skip
SHUT_DOWN = SafetyRule(
    "shut-down", PATTERN, ("wandered", "froze"), "Shut down", (), (), ("consultant",), "one_day",
    observations=3, on_days=3, within_days=28, span_days=15,
)  # fmt: skip
NO_FOOD = SafetyRule(
    "food", PATTERN, ("no_food",), "No food", (), (), ("health",), "one_day",
    observations=2, within_days=3, seen_once="tell the family",
)  # fmt: skip


def ago(days: int, *seen: str, event_id: str = "") -> Observation:
    return Observation(TODAY - timedelta(days=days), frozenset(seen), event_id=event_id)


def steps(seen: str, *past: Observation, rules=(MARK, SHUT_DOWN, NO_FOOD), event_id: str = ""):
    moment = Moment(frozenset(seen.split()), on=TODAY, event_id=event_id)
    found = safety_steps(moment, past, rules=rules, reporting=OURS)
    return [(step.rule.rule_id, step.level) for step in found]


def test_one_sign_of_injury_shows_the_reporting_step_at_once():
    moment = Moment(frozenset({"injury_sign"}))
    (step,) = safety_steps(moment, rules=(NO_FOOD, MARK), reporting=OURS)
    assert (step.level, step.reporting) == ("now", OURS)


def test_a_pattern_shows_no_reporting_step_and_names_people():
    moment = Moment(frozenset({"no_food"}), on=TODAY)
    (step,) = safety_steps(moment, [ago(1, "no_food")], rules=(NO_FOOD,), reporting=OURS)
    assert (step.level, step.reporting, step.rule.who) == ("talk", None, ("health",))
    assert (step.moments, step.days) == (2, 2)


def test_one_observation_is_no_pattern():
    assert steps("no_food") == [("food", "watch")]
    assert steps("wandered") == []


def test_a_pattern_needs_its_days_its_window_and_its_span():
    assert steps("wandered", ago(15, "froze"), ago(8, "wandered")) == [("shut-down", "talk")]
    assert steps("wandered", ago(14, "froze"), ago(8, "wandered")) == [], "not yet two weeks"
    assert steps("wandered", ago(28, "froze"), ago(8, "wandered")) == [], "too long ago"
    assert steps("wandered", ago(15, "froze"), ago(15, "wandered")) == [], "the same day once"


def test_a_pattern_holds_on_a_day_on_which_the_child_is_loud():
    past = (ago(20, "wandered"), ago(9, "wandered"), ago(1, "wandered"))
    assert steps("cried", *past) == [("shut-down", "talk")]


def test_an_old_mark_was_shown_then_and_is_not_shown_again():
    assert steps("cried", ago(3, "injury_sign")) == []


def test_a_moment_that_was_saved_is_not_counted_twice():
    saved = ago(0, "no_food", event_id="e1")
    assert steps("no_food", saved, event_id="e1") == [("food", "watch")]
    assert steps("no_food", saved, event_id="e2") == [("food", "talk")]


def test_later_moments_are_no_part_of_an_earlier_one():
    assert steps("no_food", ago(-1, "no_food")) == [("food", "watch")]


def test_what_is_urgent_comes_first():
    found = steps("no_food injury_sign", ago(1, "no_food"))
    assert found == [("mark", "now"), ("food", "talk")]


def test_a_moment_without_a_day_is_taken_as_the_latest():
    moment = Moment(frozenset({"no_food"}))
    (step,) = safety_steps(moment, [ago(40, "no_food")], rules=(NO_FOOD,), reporting=OURS)
    assert step.level == "talk"


def test_a_moment_without_a_day_or_a_past_is_one_observation():
    moment = Moment(frozenset({"no_food"}))
    (step,) = safety_steps(moment, rules=(NO_FOOD,), reporting=OURS)
    assert (step.level, step.moments) == ("watch", 1)
