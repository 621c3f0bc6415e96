"""Whose silence is spoken of, and whose never."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from basehaven.apps.record.child_record import PlanFacts, Rhythm
from basehaven.apps.record.map.figures import OnDay
from basehaven.apps.record.map.silence import Silence, rule_for, silences
from basehaven.core.relationships.silence import SilenceRule
from basehaven.core.relationships.types import Tie
from tests.apps.record.map.people import BORN, MILO, TODAY, ago, order, record, tie

WEEKLY = Rhythm(BORN, ago(26), 88, 0)


def found(*ties: Tie, day: date = TODAY, rhythm: Rhythm = WEEKLY, **parts) -> list[Silence]:
    rhythms = {t.adult_id: rhythm for t in ties}
    return silences(OnDay(record(*ties, rhythms=rhythms, **parts), day, TODAY))


def quiet(*ties: Tie, **parts) -> list[str]:
    return [silence.title for silence in found(*ties, **parts)]


IDA = tie("ida", "kin", mode="in_person", hours_per_week=4.0)


def test_a_rhythm_that_stopped_is_said_as_something_to_do():
    assert quiet(IDA) == ["Ida has not been seen for 26 days"]


def test_nobody_under_any_restriction_is_ever_suggested():
    for kind in ("no_contact", "supervised_only", "no_pickup", "no_information", "hide_address"):
        assert quiet(IDA, restrictions=(order("ida", kind),)) == []


def test_nor_somebody_kept_away_by_an_order_or_in_prison():
    for reason in ("order", "prison"):
        assert quiet(tie("ida", "kin", mode="none", reason=reason)) == []


def test_nor_the_dead_nor_those_whose_tie_ended_nor_those_at_home():
    died = Tie("t", "ida", "kin", BORN, ago(20), "died")
    assert quiet(died) == []
    assert quiet(tie("ida", "kin", lives_with=True)) == []


def test_a_gap_that_is_usual_for_somebody_is_no_silence():
    monthly = Rhythm(BORN, ago(26), 21, 1)
    assert quiet(IDA, rhythm=monthly) == []


def test_too_few_contacts_have_no_rhythm():
    assert quiet(IDA, rhythm=Rhythm(ago(40), ago(26), 2, 0)) == []


def test_the_past_prompts_nobody():
    assert quiet(IDA, day=ago(3)) == []


def test_what_was_known_on_a_day_prompts_nobody_since_an_order_may_have_come():
    assert quiet(IDA, as_known_on=ago(1)) == []


def test_the_threshold_is_a_setting():
    on = OnDay(record(IDA, rhythms={"ida": WEEKLY}), TODAY, TODAY)
    assert silences(on, SilenceRule(0, gaps=10, least_days=14, least_times=3)) == []


@pytest.mark.parametrize(("months", "days"), [(0, 7), (11, 7), (12, 14), (35, 14), (36, 21)])
def test_the_younger_the_child_the_sooner_it_is_spoken_of(months, days):
    years, rest = divmod(months, 12)
    born = date(TODAY.year - years, 1, TODAY.day)
    if rest:
        born = date(TODAY.year - years - 1, 13 - rest, TODAY.day)
    assert rule_for(replace(MILO, born_on=born), TODAY).least_days == days


def test_a_child_whose_age_is_not_known_is_taken_to_be_a_toddler():
    assert rule_for(replace(MILO, born_on=None, born_precision=""), TODAY).least_days == 14


# What was said of it


def missed(days: int, by_whom: str = "transport") -> dict[str, tuple[PlanFacts, ...]]:
    return {"ida": (PlanFacts(ago(days), PlanFacts.MISSED, by_whom),)}


def test_what_was_said_stands_in_the_place_of_silence():
    (card,) = found(IDA, plans=missed(5))
    assert card.said == ("planned for 5 Jan, cancelled by transport",)
    assert card.calm


def test_and_after_as_long_again_the_card_asks_once_more():
    (card,) = found(IDA, plans=missed(20))
    assert card.said == ("planned for 21 Dec, cancelled by transport",)
    assert not card.calm


def test_a_plan_that_is_ahead_calms_and_is_not_arranged_twice():
    (card,) = found(IDA, plans={"ida": (PlanFacts(ago(-3), PlanFacts.AHEAD),)})
    assert card.said == ("planned for 13 Jan",)
    assert card.calm and card.is_planned


def test_a_plan_of_which_nobody_said_what_became_of_it_asks_about_that_day():
    (card,) = found(IDA, plans={"ida": (PlanFacts(ago(6), PlanFacts.OPEN),)})
    assert card.open_on == ago(6)
    assert not card.calm
    assert "whether it took place is not recorded" in card.said[0]


def test_contact_that_is_interrupted_for_a_reason_is_said_so():
    (card,) = found(tie("ida", "kin", mode="none", reason="hospital"), explained=("ida",))
    assert card.said == ("no contact at present: hospital",)
    assert card.calm


def test_interrupted_and_nobody_knows_why_is_a_silence():
    (card,) = found(tie("ida", "kin", mode="none"))
    assert (card.said, card.calm) == ((), False)


def test_a_reason_that_is_not_for_this_viewer_prompts_nothing():
    """It may be an order or custody: they see that there is a reason, and not which."""
    assert found(tie("ida", "kin", mode="none"), explained=("ida",)) == []


def test_what_still_asks_for_something_stands_before_what_is_explained():
    both = (tie("ida", "kin"), tie("tom", "kin"))
    said = found(*both, plans={**missed(5), "tom": ()})
    assert [silence.figure.name for silence in said] == ["Tom", "Ida"]


@pytest.mark.parametrize("who", ["agency", "transport", "carer", "parent", "weather", "other", ""])
def test_whoever_cancelled_it_is_said_in_words(who):
    (card,) = found(IDA, plans=missed(5, who))
    assert card.said[0].startswith("planned for 5 Jan, ")
    assert "%" not in card.said[0]
