from __future__ import annotations

import pytest

from basehaven.core.cues.match import nearly, why
from basehaven.core.cues.types import Avoid, Meaning, Moment, Row

NEEDS = (Meaning("H-NEAR", "may", "try"), Meaning("KNOW", "may", "try"))
AT_DOOR = Row(
    "K02", "Pulls at the door", ("pulled_at_door",), NEEDS, (Avoid("scold"),),
    better_with=("carer_left",), contexts=frozenset({"arrival"}), from_months=12, to_months=36,
)  # fmt: skip
PUSHES_AWAY = Row("K05", "", ("pushed_away",), NEEDS, (), and_one_of=("cried", "screamed"))


def at_door(*also: str, **noted) -> Moment:
    return Moment(frozenset({"pulled_at_door", *also}), **{"context": "arrival", **noted})


def test_a_row_says_why_it_speaks():
    because = why(AT_DOOR, at_door("carer_left", "hit", months=14))
    assert because.seen == ("pulled_at_door", "carer_left")
    assert (because.context, because.months, because.corrected) == ("arrival", 14, False)


@pytest.mark.parametrize(("months", "speaks"), [(11, False), (12, True), (36, True), (37, False)])
def test_both_ends_of_an_age_range_belong_to_it(months, speaks):
    assert bool(why(AT_DOOR, at_door(months=months))) is speaks


def test_a_child_born_early_is_read_by_the_age_from_the_due_date():
    assert why(AT_DOOR, at_door(months=13, corrected_months=10)) is None
    because = why(AT_DOOR, at_door(months=14, corrected_months=12))
    assert (because.months, because.corrected) == (12, True)


def test_what_was_not_noted_speaks_neither_for_nor_against():
    because = why(AT_DOOR, at_door(context=""))
    assert because is not None
    assert (because.context, because.months) == ("", None)


def test_a_row_keeps_to_its_contexts():
    assert why(AT_DOOR, at_door(context="nap")) is None


def test_a_row_about_a_quiet_child_does_not_speak_of_a_wound_up_one():
    quiet = Row("K28", "", ("pulled_at_door",), NEEDS, (), arousals=frozenset({"calm"}))
    assert why(quiet, at_door(arousal="wound_up")) is None
    assert why(quiet, at_door(arousal="calm")).arousal == "calm"
    assert why(quiet, at_door(arousal="")).arousal == ""


def test_a_row_that_needs_two_things_says_which_is_lacking():
    half = Moment(frozenset({"pushed_away"}))
    assert why(PUSHES_AWAY, half) is None
    assert nearly(PUSHES_AWAY, half) == ("cried", "screamed")
    assert nearly(PUSHES_AWAY, Moment(frozenset({"cried"}))) == ("pushed_away",)
    assert nearly(PUSHES_AWAY, Moment(frozenset({"pushed_away", "cried"}))) == ()


def test_a_row_with_one_need_cannot_be_made():
    with pytest.raises(ValueError, match="One guess alone reads like a verdict"):
        Row("X", "", ("cried",), (NEEDS[0], NEEDS[0]), ())


def test_turning_to_nobody_is_a_cue_only_when_somebody_noted_it():
    assert "did_not_come" in Moment(frozenset(), sought="nobody").cues
    assert "did_not_come" not in Moment(frozenset(), sought="").cues
