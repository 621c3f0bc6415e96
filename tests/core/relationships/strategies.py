"""Ties as hypothesis draws them: few people, few days, so that things collide."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from basehaven.core.relationships.types import Spell, Stay, Tie

FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
KINDS = st.sampled_from(["parent", "foster_carer", "teacher", "kin", "doula"])
HOURS = st.none() | st.floats(0, 168, allow_nan=False)


@st.composite
def span(draw: st.DrawFn) -> tuple[date, date | None]:
    start = draw(DAYS)
    length = draw(st.none() | st.integers(0, 30))
    return start, None if length is None else start + timedelta(days=length)


@st.composite
def spells(draw: st.DrawFn) -> Spell:
    mode = draw(st.sampled_from(["", "in_person", "supervised", "none"]))
    return Spell(*draw(span()), draw(st.none() | st.booleans()), draw(HOURS), mode)


@st.composite
def ties(draw: st.DrawFn) -> Tie:
    start, end = draw(span())
    return Tie(
        tie_id=draw(st.uuids()).hex,
        adult_id=draw(st.sampled_from("abcd")),
        kind=draw(KINDS),
        started_on=start,
        ended_on=end,
        spells=tuple(draw(st.lists(spells(), max_size=3))),
    )


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    start, end = draw(span())
    kind = draw(st.sampled_from(["parent_home", "foster", "kin", "hospital", "respite"]))
    home = draw(st.sampled_from(["A", "B", "C", None]))
    return Stay(draw(st.uuids()).hex, start, end, kind, "r", home, (), draw(st.booleans()))


some_ties = st.lists(ties(), max_size=8)
some_stays = st.lists(stays(), max_size=8)
