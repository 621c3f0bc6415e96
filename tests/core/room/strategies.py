"""Rooms as hypothesis draws them: few children near the birthdays that count."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from basehaven.core.room.ratio import RoomAdult, RoomChild
from basehaven.core.room.rules import (
    AgeBand,
    ClassTeam,
    GroupLimit,
    MixedAges,
    RatioSettings,
    RuleSet,
    UnknownAge,
)

DAY = date(2026, 3, 4)
EDGES = [0, 8, 12, 13, 18, 24, 36, 48, 60]


@st.composite
def born(draw: st.DrawFn) -> date:
    """Within a few days of a birthday that some rule names."""
    months, days = draw(st.sampled_from(EDGES)), draw(st.integers(-3, 3))
    year, month = divmod(DAY.year * 12 + DAY.month - 1 - months, 12)
    return min(date(year, month + 1, DAY.day) + timedelta(days=days), DAY)


@st.composite
def children(draw: st.DrawFn) -> list[RoomChild]:
    count = draw(st.integers(0, 12))
    precision = st.sampled_from(["day", "day", "day", "month", "year", "estimated"])
    return [RoomChild(f"c{n}", draw(born() | st.none()), draw(precision)) for n in range(count)]


adults = st.lists(
    st.builds(RoomAdult, st.sampled_from("abcdef"), st.booleans(), st.booleans()),
    max_size=5,
    unique_by=lambda adult: adult.adult_id,
)


@st.composite
def rule_sets(draw: st.DrawFn, name: str = "r") -> RuleSet:
    """Bands by age, never stricter for older children, as the loader asks of an entry."""
    edges = sorted(draw(st.sets(st.sampled_from(EDGES[1:]), min_size=1, max_size=3)))
    most = sorted(draw(st.lists(st.integers(2, 12), min_size=len(edges), max_size=len(edges))))
    bands = []
    for first, last, ratio in zip([0, *edges], edges, most, strict=False):
        size = draw(st.integers(ratio, 3 * ratio))
        groups = [GroupLimit(0, size)]
        if draw(st.booleans()):
            groups.append(GroupLimit(draw(st.integers(2, 4)), size + draw(st.integers(1, 3))))
        team = draw(st.integers(1, 2))
        bands.append(AgeBand(first, last, ratio, groups=tuple(groups), class_team=team))
    return RuleSet(name, name, tuple(bands), draw(st.sampled_from(list(MixedAges)[:4])))


settings = st.builds(
    RatioSettings,
    st.sampled_from(list(MixedAges)),
    st.sampled_from(list(UnknownAge)),
    st.sampled_from(list(ClassTeam)),
)
