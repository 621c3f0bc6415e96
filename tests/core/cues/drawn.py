"""Rows, rules and moments of the laws: small alphabets, so that they meet often."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from basehaven.core.cues.quiet import QuietSettings
from basehaven.core.cues.safety import AT_ONCE, PATTERN, SafetyRule
from basehaven.core.cues.types import (
    AROUSALS,
    CONTEXTS,
    Avoid,
    Meaning,
    Moment,
    Observation,
    Row,
)

CUES = [f"cue_{letter}" for letter in "abcdef"]
NEEDS = ["H-NEAR", "KNOW", "LOSS", "PAUSE", "BODY"]
TODAY = date(2026, 3, 31)

some_cues = st.frozensets(st.sampled_from(CUES), max_size=4)
a_context = st.sampled_from(["", *CONTEXTS[:4]])
an_arousal = st.sampled_from(["", *AROUSALS])


@st.composite
def rows(draw: st.DrawFn, row_id: str = "R1") -> Row:
    needs = draw(st.lists(st.sampled_from(NEEDS), min_size=2, max_size=4, unique=True))
    young = draw(st.integers(0, 30))
    return Row(
        row_id=row_id,
        label=row_id,
        one_of=tuple(draw(st.lists(st.sampled_from(CUES), min_size=1, max_size=3, unique=True))),
        and_one_of=tuple(draw(st.lists(st.sampled_from(CUES), max_size=2, unique=True))),
        better_with=tuple(draw(st.lists(st.sampled_from(CUES), max_size=2, unique=True))),
        meanings=tuple(Meaning(need, f"{row_id} {need}", f"try {need}") for need in needs),
        avoid=(Avoid("hurry"),),
        contexts=draw(st.frozensets(st.sampled_from(CONTEXTS[:4]), max_size=3)),
        from_months=young,
        to_months=young + draw(st.integers(0, 40)),
        arousals=draw(st.frozensets(st.sampled_from(AROUSALS), max_size=2)),
    )


@st.composite
def knowledge(draw: st.DrawFn) -> tuple[Row, ...]:
    return tuple(draw(rows(f"R{number}")) for number in range(draw(st.integers(0, 6))))


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    months = draw(st.none() | st.integers(0, 60))
    return Moment(
        seen=draw(some_cues),
        context=draw(a_context),
        months=months,
        corrected_months=draw(st.none() | st.integers(0, months)) if months else None,
        arousal=draw(an_arousal),
        sought=draw(st.sampled_from(["", "someone", "nobody"])),
        on=draw(st.none() | st.just(TODAY)),
    )


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    return Observation(
        on=TODAY - timedelta(days=draw(st.integers(-2, 40))),
        seen=draw(some_cues),
        context=draw(a_context),
        distress=draw(st.none() | st.booleans()),
        sought=draw(st.sampled_from(["", "someone", "nobody"])),
        response=draw(st.sampled_from(["", "Sang", "sang ", "held"])),
        soothed=draw(st.sampled_from(["", "yes", "partly", "no"])),
    )


some_observations = st.lists(observations(), max_size=8)


@st.composite
def rules(draw: st.DrawFn) -> tuple[SafetyRule, ...]:
    made = []
    for number in range(draw(st.integers(1, 3))):
        sort = draw(st.sampled_from([AT_ONCE, PATTERN]))
        several = draw(st.integers(2, 3)) if sort == PATTERN else 1
        made.append(
            SafetyRule(
                rule_id=f"rule {number}",
                sort=sort,
                cues=tuple(draw(st.lists(st.sampled_from(CUES), min_size=1, max_size=3))),
                title="",
                do=("",),
                avoid=("",),
                who=("supervisor",),
                within="at_once",
                reports=draw(st.booleans()),
                observations=several,
                on_days=draw(st.integers(1, several)),
                within_days=draw(st.integers(1, 30)),
                span_days=draw(st.sampled_from([0, 0, 5])),
                seen_once=draw(st.sampled_from(["", "look again"])),
            )
        )
    return tuple(made)


SETTINGS = QuietSettings(
    window_days=28, hard_moments=4, sought_share=0.2, shut_down_moments=3, easy_moments=3,
    on_days=2, calm_days=10, silent_days=3,
    shut_down_cues=frozenset({"wandered", "flat_face"}), easy_cues=frozenset({"no_trouble"}),
    someone_cues=frozenset({"clung"}), nobody_cues=frozenset({"fell_no_cry"}),
)  # fmt: skip
