"""Made-up moments through the whole of it: plural, kind and safe, whatever was seen."""

from __future__ import annotations

import re
from dataclasses import astuple

import pytest

from basehaven.exchange.moments.read import read_moments
from basehaven.knowledge.cues.library import Looked, library
from basehaven.knowledge.cues.said import Said
from basehaven.knowledge.cues.say import say
from basehaven.knowledge.cues.whole import banned_words
from tests.architecture.house import ROOT

KNOWN = library()
ON = KNOWN.on("sourced")
FOLDER = ROOT / "tests" / "data" / "cues"
SCENE = {v.name.split(", ")[0]: v for v in read_moments(FOLDER / "opening-scene.yaml", KNOWN.cues)}
OTHERS = {v.name: v for v in read_moments(FOLDER / "vignettes.yaml", KNOWN.cues)}
ALL = {**SCENE, **OTHERS}
EVERY = pytest.mark.parametrize("name", ALL)
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


def look(name: str, language: str = "en", *, on: frozenset[str] = ON) -> Looked:
    vignette = ALL[name]
    return KNOWN.look(vignette.moment, vignette.history, on=on, language=language)


def said(name: str, language: str = "en", *, on: frozenset[str] = ON) -> Said:
    return say(KNOWN, look(name, language, on=on), language)


def needs(name: str, *, on: frozenset[str] = ON) -> list[str]:
    return [reading.need for reading in look(name, on=on).readings.readings]


def rows(name: str) -> set[str]:
    found = look(name).readings
    return {guess.row.row_id for reading in found.readings for guess in reading.guesses}


def steps(name: str) -> dict[str, str]:
    return {step.rule.rule_id: step.level for step in look(name).safety}


def everything_in(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple | list):
        return "\n".join(everything_in(each) for each in value)
    return ""


@EVERY
@LANGUAGES
def test_every_moment_is_read_in_several_ways_or_not_at_all(name: str, language: str):
    for on in (ON, KNOWN.on("all"), KNOWN.on("checked")):
        found = said(name, language, on=on)
        assert len({reading.need for reading in found.readings}) != 1
        assert bool(found.readings) != bool(found.not_enough)
        for reading in found.readings:
            assert reading.because
            assert reading.try_
            assert reading.avoid
            assert reading.sources
            assert reading.remark


@EVERY
@LANGUAGES
def test_no_sentence_holds_a_verdict(name: str, language: str):
    text = everything_in(astuple(said(name, language, on=KNOWN.on("all"))))
    assert not banned_words(KNOWN.files.banned)[language].search(text)
    assert not re.search(r"\b\d+ ?%|\bscore\b|\bpuntaje\b", text)
    assert "{" not in text


@EVERY
def test_a_moment_is_read_alike_in_both_languages(name: str):
    english, spanish = said(name), said(name, "es")
    assert [r.need for r in english.readings] == [r.need for r in spanish.readings]
    assert [s.rule for s in english.safety] == [s.rule for s in spanish.safety]
    assert len(english.quiet) == len(spanish.quiet)
    assert english.closing != spanish.closing


def test_the_child_at_the_door_may_be_asking_for_much_and_his_own_card_comes_first():
    found = said("Tiago")
    assert found.helped[0].startswith("waved from the window: helped 2 of 3 times, partly 1")
    assert found.first_try == "waved from the window"
    assert found.card == (
        "At goodbye: wave from the window, then “Papa viene después de la siesta”.",
        "Grey rabbit in the top pocket of his bag.",
    )
    assert {"PAUSE", "H-NEAR", "H-SAFE", "KNOW"} == set(needs("Tiago")[:4])
    assert "LOSS" in needs("Tiago")
    because = {reading.because for reading in found.readings}
    assert any("arrival, 14 months, pulled at the door" in each for each in because)


def test_the_wanderer_rises_though_she_makes_no_noise():
    found = said("June")
    assert found.quiet[0] == "no comfort-seeking noted in 6 hard moments over 7 days here"
    assert {"LOSS", "H-SAFE", "B-EYE", "BODY"} <= set(needs("June"))
    assert any("as much as one who does" in line for line in found.readings[0].avoid)
    assert found.quiet_try
    assert all(not said(name).quiet for name in SCENE if name != "June")


@pytest.mark.parametrize("name", ["Noor", "Eli", "Mateo", "Ruth", "Sam", "Ivy"])
def test_six_on_one_lap_are_each_read_and_k17_waits_for_a_clinician(name):
    assert "H-NEAR" in needs(name)
    assert "K17" in look(name).readings.off
    assert "B-EYE" in needs(name, on=ON | {"K17"})


def test_a_baby_born_early_is_read_as_the_baby_she_is():
    assert "K27" in rows("born eleven weeks early, looks aside in play")
    found = said("born eleven weeks early, looks aside in play")
    assert "7 months, counted from the due date" in found.readings[0].because
    assert needs("born eleven weeks early, looks aside in play")[0] == "PAUSE"


def test_home_language_stands_on_the_card_before_a_clinician_turns_its_row_on():
    name = "dual-language child, cries at arrival"
    assert "ya pasó" in said(name).first_try
    assert "K71" in look(name).readings.off
    assert "BELONG" in needs(name, on=ON | {"K71"})
    assert "idioma de casa" in said(name, "es").closing


def test_no_trouble_at_all_in_a_new_home_is_no_reason_to_leave_a_child_alone():
    found = said("second day in a foster home, no trouble at all")
    assert needs("second day in a foster home, no trouble at all")[0] == "LOSS"
    assert "whether it is asked for or not" in found.readings[0].try_
    assert "B-GO" in needs("second day in a foster home, no trouble at all"), "may be at ease"


def test_upset_after_a_visit_is_no_proof_against_the_visit():
    found = said("day after a family visit")
    assert any("proof that the visit did harm" in line for r in found.readings for line in r.avoid)
    assert not found.safety


@pytest.mark.parametrize("name", ["bruise without a reason", "tells of being hurt"])
def test_one_sign_of_harm_shows_the_report_first_and_sends_nobody_to_ask(name):
    found = said(name)
    assert next(iter(steps(name).values())) == "now"
    assert found.safety[0].reporting[0] == "Report it now"
    assert "has not set its own" in found.safety[0].reporting[1]
    assert "reports at once" in found.safety[0].always
    assert found.first_try == found.safety[0].do[0]
    assert found.report_first
    assert not found.not_enough or not found.not_enough.look_for


def test_a_deaf_child_is_met_in_his_own_way():
    found = said("deaf child, does not look when called")
    assert found.first_try.startswith("He signs. Touch his arm first")
    assert "signs" in found.closing
    assert "KNOW" in needs("deaf child, does not look when called")


def test_a_tired_baby_sleeps_safely_and_gets_what_helped_her():
    found = said("tired at eight months")
    assert found.first_try == "walked with her"
    assert found.tried == (
        "rocking chair: did not help the one time it was tried; last on 22 February 2026 (tired)",
    )
    lines = [line for r in found.readings for line in r.avoid]
    assert any("nothing soft in the bed" in line for line in lines)


def test_each_twin_is_read_alone():
    assert "settles when his twin" in said("first twin, calm with the other near").first_try.lower()
    assert "LOSS" in needs("first twin, calm with the other near")
    assert needs("second twin, bites when crowded")[0] == "PAUSE"
    assert "BODY" in needs("second twin, bites when crowded")


def test_a_hurt_child_who_laughs_is_gone_to_and_looked_over():
    found = said("falls hard and laughs")
    assert {"H-SOOTHE", "BODY"} <= set(needs("falls hard and laughs"))
    assert any("Look the body over" in r.try_ for r in found.readings)


def test_a_limp_baby_is_first_woken_and_then_read():
    name = "goes limp when voices rise"
    assert steps(name) == {"check-the-body": "now"}
    assert "Speak to the child and touch them" in said(name).first_try
    assert any("Never shake" in line for r in said(name).readings for line in r.avoid)


def test_feeding_follows_the_child():
    assert needs("newborn hungry")[0] == "BODY"
    assert any(
        "Never force" in line
        for r in said("toddler turns the spoon away").readings
        for line in r.avoid
    )


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("took nothing since yesterday", "feeding-refusal"),
        ("lost words, seen twice", "lost-skill"),
        ("wandering for three weeks", "shut-down"),
    ],
)
def test_a_pattern_names_whom_to_talk_to_and_shows_no_report(name, rule):
    (step,) = said(name).safety
    assert (step.rule, step.level) == (rule, "talk")
    assert step.who.startswith("Talk to: ")
    assert step.reporting == ()
    assert "reports at once" in step.always


def test_a_frightened_mother_is_met_kindly_and_once_is_no_pattern():
    (step,) = said("a mother who seems afraid").safety
    assert (step.level, step.who) == ("watch", "")
    assert "that needs no second time" in step.do[0]
    assert "can be dangerous for them" in step.avoid[0]


def test_freezing_before_an_adult_proves_nothing_and_still_is_told():
    found = said("father in uniform frightens him")
    lines = [line for r in found.readings for line in r.avoid]
    assert any("proves nothing about anybody" in line for line in lines)
    assert any("supervisor and consultant the same day" in line for line in lines)
    assert not found.safety


def test_closeness_with_strangers_is_led_back_to_a_known_adult():
    assert {"BELONG", "H-NEAR"} <= set(needs("climbs on the visiting consultant"))


def test_a_glad_meeting_is_left_to_the_two():
    assert needs("happy at pick-up") == ["H-NEAR", "B-SHARE"]


def test_a_good_moment_is_not_read_into():
    found = said("plays and smiles")
    assert found.readings == ()
    assert found.not_enough.reason == "good_moment"


def test_turning_away_at_pickup_is_no_rejection():
    lines = [line for r in said("turns from mother at pick-up").readings for line in r.avoid]
    assert any("It is not a no to them" in line for line in lines)


def test_food_in_a_pocket_is_not_greed():
    found = said("keeps bread in her pocket")
    assert found.readings[0].need == "H-SAFE"
    assert any("hold it back" in line for line in found.readings[0].avoid)


def test_beyond_five_years_it_is_not_enough_to_say():
    found = said("six years old and asks for nothing")
    assert found.not_enough.reason == "no_row_fits"
    assert found.not_enough.look_for
