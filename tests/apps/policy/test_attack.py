"""An attacker with every page, file and release of an agency does not pin a small count down."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import replace

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basehaven.apps.accounts.models import Agency, Role, User
from basehaven.apps.policy import releasing
from basehaven.core.disclosure import Cell, Protected, Rules, Table, protect
from basehaven.core.indicators.quarters import Quarter
from tests.apps.policy.harvest import Harvest
from tests.apps.policy.releases import LONG, PAID, counted, publish
from tests.apps.policy.rounded import RoundedAttacker, betrayed
from tests.cast import sign_in
from tests.core.disclosure.drawn import Child, cells, children

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

RULES = Rules()
EXACT = Rules(rounding=1)  # as nothing is published
SMALL = range(1, 8)
TIMES = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
EAST = {("east", "0-1", True): 3, ("east", "0-1", False): 40, ("north", "0-1", True): 30,
        ("north", "0-1", False): 60, ("south", "2-3", True): 25,
        ("south", "2-3", False): 90}  # fmt: skip


class Agencys:
    """A new agency, its analyst's client, and what the attacker has harvested."""

    def __init__(self) -> None:
        slug = f"a-{uuid.uuid4().hex[:12]}"
        self.agency = Agency.objects.create(slug=slug, name="Agency")
        user = User.objects.create_user(slug, agency=self.agency, role=Role.ANALYST)
        client = Client()
        sign_in(client, user)
        self.harvest = Harvest(client)
        self.true: dict[str, list[Cell]] = {}

    def publish(
        self, quarter: str, drawn: Counter[Child], other: Counter[Child], rules: Rules = RULES
    ) -> str:
        period = Quarter.of_label(quarter).window.name
        found = [
            counted(name, by_one(name, of, period)) for name, of in ((PAID, drawn), (LONG, other))
        ]
        again = any(name.startswith(quarter) for name in self.true)
        row = publish(self.agency, quarter, *found, rules=rules, again=again)
        self.harvest.take(row, [PAID, LONG], quarter)
        self.true[row.name] = [cell for one in found for cell in one.table.cells]
        return row.name

    def betrayed(self, *releases: str, never_shown: int = 7) -> list[str]:
        """Small counts of the first release that all of them together pin down."""
        told = [one for release in releases for one in self.harvest.figures(release)]
        attacker = RoundedAttacker(told, never_shown=never_shown)
        said = {(one.indicator, one.at) for one in told}
        true = [replace(cell, period="") for cell in self.true[releases[0]]
                if (cell.indicator, cell.at) in said]  # fmt: skip
        small = range(1, never_shown + 1) if never_shown else SMALL
        return betrayed(attacker, true, small, never_shown or RULES.least_possible)


def by_one(indicator: str, drawn: Counter[Child], period: str) -> list[Cell]:
    """By region and by age, never crossed: as the list of a release has it."""
    both = [
        *cells(indicator, drawn, ["region"], period),
        *cells(indicator, drawn, ["age_band"], period),
    ]
    once = {cell.at: cell for cell in both}
    return [
        replace(one, behind=(one.numerator, one.denominator - one.numerator, one.denominator))
        for one in once.values()
    ]


def other_answers(drawn: Counter[Child], shares: list[int]) -> Counter[Child]:
    """The same children, sorted into yes and no another way."""
    other: Counter[Child] = Counter()
    kinds = sorted({kind[:2] for kind in drawn})
    for (region, age), part in zip(kinds, shares, strict=False):
        both = drawn[region, age, True] + drawn[region, age, False]
        other[region, age, True] = both * part // 100
        other[region, age, False] = both - other[region, age, True]
    return other


SHARES = st.lists(st.integers(0, 100), min_size=6, max_size=6)


@TIMES
@given(children(), children(), SHARES)
def test_no_small_count_is_found_in_the_pages_and_files_of_two_quarters(first, second, shares):
    here = Agencys()
    for quarter, drawn in (("2026Q1", first), ("2026Q2", second)):
        if not drawn.total():
            continue
        name = here.publish(quarter, drawn, other_answers(drawn, shares))
        assert here.betrayed(name) == []


@TIMES
@given(children(), SHARES, SHARES)
def test_no_small_count_is_found_by_laying_a_correction_over_what_it_corrects(drawn, one, other):
    """Nothing changed but one answer: every figure of both releases is about the same children."""
    if not drawn.total():
        return
    here = Agencys()
    first = here.publish("2026Q1", drawn, other_answers(drawn, one))
    again = here.publish("2026Q1", drawn, other_answers(drawn, one))
    assert here.betrayed(again, first) == []
    assert here.betrayed(first, again) == []


@TIMES
@given(children(), SHARES, st.integers(1, 7))
def test_a_late_entry_is_not_found_by_subtracting_a_correction(drawn, shares, late):
    if not drawn.total():
        return
    here = Agencys()
    first = here.publish("2026Q1", drawn, other_answers(drawn, shares))
    later = drawn.copy()
    later[max(later, key=lambda kind: later[kind])] += late
    again = here.publish("2026Q1", later, other_answers(later, shares))
    was, now = here.harvest.known[first], here.harvest.known[again]
    for key in was.keys() & now.keys():
        for before, after in zip(was[key], now[key], strict=True):
            assert before is not None or after is None, f"{key}: hidden before, shown now"
    assert here.betrayed(first) == []
    assert here.betrayed(again) == []


FEWER = Rules(hidden_to=4, least_possible=4)


@TIMES
@given(children(), SHARES, st.permutations([RULES, FEWER, Rules(hidden_to=10)]))
def test_no_small_count_is_found_by_laying_releases_of_other_rules_over_each_other(
    drawn, shares, rules
):
    """What every one of them hides, all of them together hide."""
    if not drawn.total():
        return
    here = Agencys()
    names = [here.publish("2026Q1", drawn, other_answers(drawn, shares), one) for one in rules]
    assert here.betrayed(*names, never_shown=FEWER.hidden_to) == []


def test_the_attacker_finds_every_small_count_of_a_release_that_is_not_protected(monkeypatch):
    """So that a silent attacker is not taken for a safe product."""
    monkeypatch.setattr(releasing, "protect", lambda tables, rules, earlier=(): _as_it_is(tables))
    here = Agencys()
    name = here.publish("2026Q1", Counter(EAST), Counter(EAST))
    assert any("yes 3" in found for found in here.betrayed(name, never_shown=0))


def test_the_attacker_finds_a_count_that_alone_was_hidden_by_subtraction(monkeypatch):
    monkeypatch.setattr(releasing, "protect", _small_ones_only)
    here = Agencys()
    name = here.publish("2026Q1", Counter(EAST), Counter(EAST))
    said = {one.at: one.yes for one in here.harvest.figures(name) if one.indicator == PAID}
    assert said[("region", "east"),] is None
    told = here.betrayed(name, never_shown=0)
    assert any("yes 3" in found and "1 values" in found for found in told)


def _as_it_is(tables: list[Table]) -> Protected:
    nothing_hidden = Rules(hidden_from=1, hidden_to=1, rounding=1, least_possible=2)
    shown = protect(tables, nothing_hidden).figures
    true = {cell.key: cell for table in tables for cell in table.cells}
    figures = {
        key: replace(one, numerator=true[key].numerator, denominator=true[key].denominator)
        for key, one in shown.items()
    }
    return Protected(figures, (), EXACT)


def _small_ones_only(tables: list[Table], rules: Rules, earlier: object = ()) -> Protected:
    """What many do by hand: the small cell is blanked, and all others stay."""
    shown = _as_it_is(tables).figures
    figures = {
        key: replace(one, numerator=None) if one.numerator in SMALL else one
        for key, one in shown.items()
    }
    return Protected(figures, (), EXACT)
