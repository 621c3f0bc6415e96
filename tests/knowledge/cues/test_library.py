"""The knowledge that comes with Basehaven holds the laws for moments that nobody thought of."""

from __future__ import annotations

import re
from dataclasses import astuple
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.cues.safety import Reporting
from basehaven.core.cues.types import AROUSALS, CONTEXTS, History, Moment, Observation
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.say import say
from basehaven.knowledge.cues.whole import banned_words
from tests.architecture.house import ROOT

KNOWN = library()
TODAY = date(2026, 3, 31)
SENSIBLE = [cue.id for cue in KNOWN.cues.values()]
some_cues = st.frozensets(st.sampled_from(SENSIBLE), max_size=6)

any_moment = st.builds(
    Moment,
    seen=some_cues,
    context=st.sampled_from(["", *CONTEXTS]),
    months=st.none() | st.integers(0, 80),
    arousal=st.sampled_from(["", *AROUSALS]),
    sought=st.sampled_from(["", "someone", "nobody"]),
    on=st.none() | st.just(TODAY),
)
any_past = st.lists(
    st.builds(
        Observation,
        on=st.integers(0, 40).map(lambda days: TODAY - timedelta(days=days)),
        seen=some_cues,
        context=st.sampled_from(CONTEXTS),
        sought=st.sampled_from(["", "someone", "nobody"]),
    ),
    max_size=8,
).map(tuple)


@given(any_moment, any_past, st.sampled_from(["checked", "sourced", "all"]))
def test_any_moment_is_said_in_both_languages_and_is_plural_or_not_enough(moment, past, trust):
    history = History(observations=past)
    said = {}
    for language in ("en", "es"):
        looked = KNOWN.look(moment, history, on=KNOWN.on(trust), language=language)
        said[language] = say(KNOWN, looked, language)
        text = "\n".join(_sentences(astuple(said[language])))
        assert not banned_words(KNOWN.files.banned)[language].search(text)
        assert "{" not in text
    needs = [reading.need for reading in said["en"].readings]
    assert needs == [reading.need for reading in said["es"].readings]
    assert len(set(needs)) == len(needs) != 1
    assert bool(needs) != bool(said["en"].not_enough)


@given(any_moment, any_past, st.sampled_from(SENSIBLE))
def test_no_cue_takes_one_of_our_safety_steps_away(moment, past, cue):
    def rules(seen: frozenset[str]) -> set[str]:
        asked = Moment(seen, moment.context, moment.months, on=TODAY)
        looked = KNOWN.look(asked, History(observations=past), on=frozenset())
        return {step.rule.rule_id for step in looked.safety}

    assert rules(moment.seen) <= rules(moment.seen | {cue})


@given(any_moment)
def test_harm_shows_the_report_whatever_else_was_seen_and_whatever_is_on(moment):
    for sign in ("injury_sign", "told_of_harm"):
        seen = Moment(moment.seen | {sign}, moment.context, moment.months)
        looked = KNOWN.look(seen, on=frozenset())
        assert any(step.reporting for step in looked.safety)
        assert say(KNOWN, looked, "en").report_first


def _sentences(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [each for part in value for each in _sentences(part)]
    return []


def test_an_agency_puts_its_own_reporting_step():
    ours = Reporting("Call the county line", ("555 0100",), own=True)
    looked = KNOWN.look(Moment(frozenset({"injury_sign"})), on=frozenset(), reporting=ours)
    assert say(KNOWN, looked, "en").safety[0].reporting == ("Call the county line", "555 0100")


def test_a_cue_that_is_not_in_the_vocabulary_is_said_and_not_read():
    looked = KNOWN.look(Moment(frozenset({"yodelled"}), "play", 20), on=KNOWN.on("all"))
    assert looked.unknown == ("yodelled",)
    assert "yodelled" in say(KNOWN, looked, "en").remarks[-1]


def test_patterns_can_be_asked_for_without_a_moment():
    past = tuple(
        Observation(TODAY - timedelta(days=days), frozenset({"wandered"}))
        for days in (20, 12, 5, 1)
    )
    looked = KNOWN.look(Moment(frozenset(), on=TODAY), History(observations=past), on=frozenset())
    assert [step.rule.rule_id for step in looked.safety] == ["shut-down"]
    assert [sign.kind for sign in looked.quiet] == ["shut_down"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "no comfort-seeking noted in 6 hard moments over 9 days here"),
        ("es", "sin búsqueda de consuelo anotada en 6 momentos duros a lo largo de 9 días aquí"),
    ],
)
def test_a_quiet_child_rises_in_a_sentence(language, said):
    days = [TODAY - timedelta(days=days) for days in range(9)]
    past = tuple(Observation(day, context="hurt", sought="nobody") for day in (*days[:5], days[-1]))
    history = History(observations=past, days_here=tuple(days))
    looked = KNOWN.look(Moment(frozenset(), on=TODAY), history, on=frozenset(), language=language)
    assert say(KNOWN, looked, language).quiet == (said,)


def test_one_day_and_one_month_are_said_as_one():
    moment = Moment(frozenset({"rooted"}), "meal", 1)
    looked = KNOWN.look(moment, on=KNOWN.on("sourced"), language="es")
    assert say(KNOWN, looked, "es").moment == ("comida", "1 mes")
    past = tuple(Observation(TODAY, context="hurt", sought="nobody") for _ in range(4))
    quiet = KNOWN.look(Moment(frozenset(), on=TODAY), History(observations=past), on=frozenset())
    assert "over 1 day" in say(KNOWN, quiet, "en").quiet[0]


def test_the_code_in_the_explanation_runs():
    page = (ROOT / "docs/explanation/how-a-reading-is-made.md").read_text()
    (code,) = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 our own page
    assert names["said"].first_try  # type: ignore[attr-defined]
