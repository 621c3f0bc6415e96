"""The cues, needs, rules and numbers that rows are made from."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from basehaven.core.cues.types import CONTEXTS, DID_NOT_COME
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.models import EscalationRule
from basehaven.knowledge.cues.words import Words

KNOWN = library()
RULES = KNOWN.files.escalation.rules


@pytest.mark.parametrize("cue", KNOWN.cues.values(), ids=lambda cue: cue.id)
def test_a_cue_fits_on_a_button_and_into_a_list(cue):
    assert len(cue.words.en) <= 42
    assert len(cue.words.es) <= 54
    for said in (cue.words.en, cue.words.es):
        assert "," not in said, "a sentence lists cues with commas between them"
        assert said[0].islower() or not said[0].isalpha()


def test_a_screen_for_each_context_has_something_to_offer_and_always_what_is_urgent():
    urgent = {cue.id for cue in KNOWN.cues.values() if cue.sort == "safety"}
    for context in CONTEXTS:
        offered = {cue.id for cue in KNOWN.offered_in(context)}
        assert {"cried", "clung"} <= offered
        assert urgent <= offered


def test_the_cue_for_turning_to_nobody_is_in_the_vocabulary():
    assert KNOWN.cues[DID_NOT_COME].sought == "nobody"


def test_the_needs_are_those_of_the_reference():
    assert [need.id for need in KNOWN.files.needs.needs] == [
        "B-GO", "B-EYE", "B-SHARE", "B-HELP", "H-NEAR", "H-SOOTHE", "H-SAFE", "H-SORT",
        "H-REPAIR", "BODY", "PAUSE", "KNOW", "OWN", "BELONG", "LOSS",
    ]  # fmt: skip


def test_every_need_stands_behind_some_row_that_is_on():
    on = KNOWN.on("sourced")
    reached = {m.need for row in KNOWN.entries.values() if row.id in on for m in row.may_mean}
    lacking = {need.id for need in KNOWN.files.needs.needs} - reached
    assert lacking <= {"H-REPAIR"}, "behind K68 alone, which waits for a clinician"


def test_injury_and_disclosure_alone_show_the_reporting_step_and_need_one_sign():
    assert {rule.id for rule in RULES if rule.reports} == {"injury-sign", "told-of-harm"}
    assert all(rule.sort == "at_once" for rule in RULES if rule.reports)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.sort == "pattern"], ids=lambda rule: rule.id
)
def test_every_number_of_a_pattern_says_what_is_doubtful_about_it(rule: EscalationRule):
    for number in (rule.observations, rule.on_days, rule.within_days):
        assert number.because
        assert number.doubt
    assert rule.observations.value >= 2


def test_the_signs_that_the_reference_names_have_a_rule():
    assert {rule.id for rule in RULES} >= {
        "lost-skill", "self-injury", "shut-down", "feeding-refusal", "carer-fear",
    }  # fmt: skip


def test_being_shut_down_is_a_pattern_only_past_two_weeks():
    (rule,) = (rule for rule in RULES if rule.id == "shut-down")
    assert rule.span_days.value > 14
    quiet = {cue.id for cue in KNOWN.cues.values() if cue.quiet == "shut_down"}
    assert set(rule.cues) == quiet, "what counts as shut down is one list"


def test_the_default_reporting_step_says_that_the_agency_has_none_of_its_own():
    for language, said in (("en", "has not set its own"), ("es", "aún no ha puesto")):
        step = KNOWN.reporting(language)
        assert not step.own
        assert any(said in line for line in step.lines)
        assert KNOWN.reporting(language, "nowhere-at-all") == step


def test_a_report_waits_for_nobody_and_is_never_claimed():
    always = KNOWN.files.escalation.always
    assert "reports at once" in always.en
    assert "sends no report and keeps none" in always.en
    assert "hace el reporte enseguida" in always.es
    assert "no envía reportes ni los guarda" in always.es


def test_every_phrase_is_used():
    from tests.architecture.house import modules

    code = "".join(m.text for m in modules("basehaven/knowledge/cues", "basehaven/cli"))
    signs = "".join(m.text for m in modules("basehaven/core/cues"))
    unused = [
        name
        for name in KNOWN.files.phrases.phrases
        if not re.search(rf"[\"']{name}[\"']", code + signs)
        and not name.startswith(("level_", "days_here", "days"))
    ]
    assert not unused


def test_phrases_have_the_same_places_in_both_languages():
    def places(said: str) -> set[str]:
        return {place for _, place, _, _ in Formatter().parse(said) if place}

    words: dict[str, Words] = KNOWN.files.phrases.phrases
    assert [n for n, said in words.items() if places(said.en) != places(said.es)] == []
