"""Indicators that count nearly the same children, or a year and its quarters, laid side by side.

Their bases are protected apart. What is of nearly the same children in one period is hidden alike;
a year beside its quarters is kept apart by rounding alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from basehaven.core.disclosure import Cell, Release, Rules, Table, at, protect
from basehaven.core.disclosure.types import RATE, SHARE
from tests.apps.policy.rounded import RoundedAttacker, Told, betrayed

SMALL = range(1, 8)
SEVERAL = 5
YEAR, QUARTERS = "year", ("q1", "q2", "q3", "q4")
SHARED, OTHER = "england.placements_3plus", "england.social_workers_3plus"
WITHIN, MOVES = "moves.first_within_365", "moves.first_year"
Counts = Mapping[str, tuple[int, int]]  # region -> numerator, denominator
RULES = [Rules(), Rules(hidden_to=10, least_possible=10)]


def table(indicator: str, period: str, counts: Counts, kind: str = SHARE) -> Table:
    everybody = tuple(sum(pair) for pair in zip(*counts.values(), strict=True))
    rows = {"": everybody, **counts}
    return Table(tuple(_cell(indicator, period, *one, kind) for one in rows.items()), kind)


def _cell(indicator: str, period: str, region: str, pair: tuple[int, int], kind: str) -> Cell:
    yes, base = pair
    where = at(region=region)
    if kind == RATE:  # each child once, with one event or none
        return Cell(indicator, period, where, yes, base, people=base, with_events=min(yes, base))
    return Cell(indicator, period, where, yes, base, behind=(yes, base - yes, base))


def published(releases: Sequence[Sequence[Table]], rules: Rules) -> list[Told]:
    """One after the other, each beside all before it; read from the files."""
    earlier: list[Release] = []
    told = []
    for number, tables in enumerate(releases):
        done = protect(tables, rules, earlier)
        release = Release.of(done, id=str(number), published_on="2026-11-27")
        earlier.append(release)
        assert not done.withheld
        told += [
            Told(*one.key, one.numerator, one.denominator, release.rounding)
            for one in Release.from_json(release.to_json()).figures.values()
        ]
    return told


def found(
    releases: Sequence[Sequence[Table]], rules: Rules, link: str = "", **about: object
) -> list[str]:
    attacker = RoundedAttacker(published(releases, rules), never_shown=rules.hidden_to, **about)
    if link:
        _link(attacker, link)
    cells = [cell for tables in releases for one in tables for cell in one.cells]
    return betrayed(attacker, cells, SMALL, SEVERAL)


def _link(attacker: RoundedAttacker, link: str) -> None:
    """What is known from elsewhere: the one child that is not in both, or that quarters add up."""
    for name, period, where in list(attacker.base):
        here = attacker.base[name, period, where]
        if link == "quarters" and period == YEAR:
            quarters = [attacker.base["", one, where] for one in QUARTERS]
            attacker.model.add(sum(quarters) == here)
        elif name == OTHER:
            one_less = int(where in ((), at(region=link)))
            attacker.model.add(here == attacker.base["", period, where] - one_less)


REMOVED = {"N": (51, 70), "S": (26, 45), "E": (1, 4), "W": (46, 70), "C": (11, 15)}
MOVED = {"N": (51, 70), "S": (40, 45), "E": (1, 4), "W": (46, 70), "C": (19, 15)}
THREE = {"N": (18, 45), "S": (60, 70), "E": (2, 3), "W": (26, 30), "C": (13, 30)}
ALMOST = {"N": (33, 44), "S": (27, 70), "E": (2, 3), "W": (10, 30), "C": (29, 30)}
EAST = ((2, 5), (0, 13), (0, 12), (0, 14))
IN_QUARTERS = [{"E": east, "N": (0, 40), "S": (15, 40)} for east in EAST]


def a_rate() -> tuple[list[list[Table]], dict[str, object]]:
    tables = [table(WITHIN, YEAR, REMOVED), table(MOVES, YEAR, MOVED, RATE)]
    return [tables], {"rates": [MOVES]}


def one_child() -> tuple[list[list[Table]], dict[str, object]]:
    tables = [table(SHARED, YEAR, THREE), table(OTHER, YEAR, ALMOST)]
    return [tables], {"same": {OTHER: OTHER}, "link": "N"}


def a_year() -> tuple[list[list[Table]], dict[str, object]]:
    named = zip(QUARTERS, IN_QUARTERS, strict=True)
    releases = [[table("what_if.kin_first", period, of)] for period, of in named]
    base: Counter[str] = Counter()
    for of in IN_QUARTERS:
        base.update({region: pair[1] for region, pair in of.items()})
    whole = {region: (count // 2, count) for region, count in base.items()}
    return [*releases, [table(WITHIN, YEAR, whole)]], {"link": "quarters"}


CASES = [a_rate, one_child, a_year]


@pytest.mark.parametrize("rules", RULES, ids=["default", "eleven"])
@pytest.mark.parametrize("case", CASES)
def test_rounded_they_leave_several_values_to_every_small_count(case, rules):
    releases, known = case()
    assert found(releases, rules, **known) == []


def test_unrounded_a_year_would_give_a_quarter_away():
    releases, known = a_year()
    exact = Rules(hidden_to=10, rounding=1, least_possible=10)
    assert any("1 values" in said for said in found(releases, exact, **known))


ENDS = st.sampled_from([1, 2, 3, 5, 8, 9, 12, 13, 14, 18, 23])  # the ends of what rounds alike
REGION = st.tuples(ENDS, st.integers(0, 100), st.integers(0, 100))
REGIONS = st.lists(REGION, min_size=2, max_size=4)
TIMES = settings(max_examples=60, deadline=None)


@TIMES
@given(REGIONS)
@example([(8, 40, 40), (18, 50, 50), (1, 0, 0)])
def test_a_base_hidden_in_a_share_is_not_taken_from_a_rate_of_the_same_children(regions):
    share = {f"r{n}": (base * yes // 100, base) for n, (base, yes, _) in enumerate(regions)}
    rate = {f"r{n}": (base * yes // 100, base) for n, (base, _, yes) in enumerate(regions)}
    tables = [table(WITHIN, YEAR, share), table(MOVES, YEAR, rate, RATE)]
    assume(not protect(tables, Rules()).withheld)
    assert found([tables], Rules(), rates=[MOVES]) == []


@TIMES
@given(REGIONS)
@example([(23, 43, 100), (1, 0, 0), (23, 100, 65)])
@example([(8, 100, 0), (8, 100, 0)])  # a "yes" says that its base is no less
@example([(9, 89, 0), (9, 0, 89)])  # and follows from its total where the others have none
@example([(8, 88, 0), (8, 100, 0)])  # and is by chance the other's base
def test_a_base_hidden_in_one_is_not_taken_from_another_that_leaves_one_child_out(regions):
    """Even who knows in which region that child is."""
    assume(regions[0][0] > 1)
    one = {f"r{n}": (base * yes // 100, base) for n, (base, yes, _) in enumerate(regions)}
    other = {
        f"r{n}": ((base - (n == 0)) * yes // 100, base - (n == 0))
        for n, (base, _, yes) in enumerate(regions)
    }
    tables = [table(SHARED, YEAR, one), table(OTHER, YEAR, other)]
    assume(not protect(tables, Rules()).withheld)
    assert found([tables], Rules(), link="r0", same={OTHER: OTHER}) == []
