"""Whose silence is spoken of, and whose never."""

from __future__ import annotations

from datetime import date

from basehaven.apps.record.child_record import Rhythm
from basehaven.apps.record.map.figures import OnDay
from basehaven.apps.record.map.silence import SilenceRule, silences
from basehaven.core.relationships.types import Tie
from tests.apps.record.map.people import BORN, TODAY, ago, order, record, tie

WEEKLY = Rhythm(BORN, ago(26), 88, 0)


def quiet(*ties: Tie, day: date = TODAY, rhythm: Rhythm = WEEKLY, **parts) -> list[str]:
    rhythms = {t.adult_id: rhythm for t in ties}
    on = OnDay(record(*ties, rhythms=rhythms, **parts), day, TODAY)
    return [silence.title for silence in silences(on)]


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


def test_the_threshold_is_a_setting():
    on = OnDay(record(IDA, rhythms={"ida": WEEKLY}), TODAY, TODAY)
    assert silences(on, SilenceRule(gaps=10)) == []
