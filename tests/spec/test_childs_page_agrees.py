"""What the child's own page says of a child is what the indicators count of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.apps.record.child_record import PlanFacts
from basehaven.apps.record.queries import siblings as page
from basehaven.apps.record.queries.contacts import MET, outcome_of
from basehaven.core.errors import NotEnoughContacts
from basehaven.core.indicators.life import Contact, Life
from basehaven.core.indicators.relationships import there
from basehaven.core.indicators.relationships.contacts import coc, secon, upc
from basehaven.core.indicators.relationships.kept import kept
from basehaven.core.indicators.relationships.live import live_on
from basehaven.core.indicators.unit import Child
from basehaven.core.indicators.window import Window
from basehaven.core.relationships import siblings
from basehaven.core.relationships.changes import people_on
from basehaven.core.relationships.continuity import (
    continuity_of_care,
    sequential_continuity,
    usual_provider,
)
from basehaven.core.relationships.network import TieStatus, network_on
from basehaven.core.relationships.types import Stay
from basehaven.knowledge.indicators import defaults_of
from tests.core.relationships.strategies import DAYS, FIRST, some_ties

THERE = {TieStatus.LIVE, TieStatus.NOT_RECORDED}
BORN = FIRST - timedelta(days=400)
OUTCOMES = {True: MET, False: PlanFacts.MISSED, None: PlanFacts.OPEN}


@given(ties=some_ties, day=DAYS)
def test_people_are_there_who_are_neither_interrupted_nor_gone_on_the_page(ties, day):
    on_the_page = {p.adult_id for p in network_on(ties, day) if p.status in THERE}
    live = live_on(ties, day, defaults_of("relationships.kept_30"))
    assert {tie.adult_id for tie in live} == on_the_page


@given(ties=some_ties, day=DAYS)
def test_with_the_interrupted_everybody_counts_whom_the_slider_names(ties, day):
    rules = {**defaults_of("relationships.kept_30"), "interrupted": "count"}
    assert {tie.adult_id for tie in live_on(ties, day, rules)} == set(people_on(ties, day))


@given(ties=some_ties, moved=DAYS)
def test_who_is_asked_about_after_a_move_is_who_was_on_the_page_the_day_before(ties, moved):
    stays = (Stay("1", BORN, moved, "kin", None, "A"), Stay("2", moved, None, "foster", None, "B"))
    life = Life(Child(BORN), ties=tuple(ties), stays=stays)
    window = Window(FIRST, FIRST + timedelta(days=90), "all")
    units = kept(life, window, defaults_of("relationships.kept_30"), days=30)
    eve = network_on(ties, moved - timedelta(days=1))
    wanted = {f"{person.adult_id}@{moved}" for person in eve if person.status in THERE}
    assert {one.unit for one in units} == wanted


@given(ties=some_ties, day=DAYS)
def test_nobody_is_only_with_paid_staff_to_whom_the_page_shows_somebody_else(ties, day):
    rules = defaults_of("relationships.only_paid")
    window = Window(FIRST, day, "so far")
    (unit,) = there.only_paid(Life(Child(BORN), ties=tuple(ties)), window, rules)
    people = [p for p in network_on(ties, day) if p.status in THERE]
    others = [p for p in people if not set(p.kinds) <= set(rules["paid_roles"])]
    if others:
        assert (unit.rule, unit.numerator) == ("counted", 0)
    assert (unit.rule == "counted") is bool(people)


@pytest.mark.parametrize(
    ("planned", "kept_", "by"),
    list(product((None, True, False), (None, True, False), ("", "parent"))),
)
def test_two_have_met_where_the_page_says_so(planned, kept_, by):
    contact = Contact("c", "ana", FIRST, planned=planned, kept=kept_, cancelled_by=by)
    row = {"planned": planned, "kept": kept_, "cancelled_by": by, "on": FIRST}
    assert outcome_of(row, FIRST) == OUTCOMES[contact.took_place]


@given(adults=st.lists(st.sampled_from("abc"), max_size=12))
def test_shares_are_those_of_the_continuity_of_care(adults):
    met = tuple(
        Contact(f"{n:02d}", adult, FIRST + timedelta(days=n), kept=True)
        for n, adult in enumerate(adults)
    )
    window = Window(FIRST, FIRST + timedelta(days=30), "a month")
    pairs = ((upc, usual_provider), (coc, continuity_of_care), (secon, sequential_continuity))
    for indicator, of_the_page in pairs:
        rules = defaults_of(f"relationships.{indicator.__name__}")
        units = indicator(Life(contacts=met), window, rules)
        if len(adults) < 2:
            assert units[0].rule == ("too_few_contacts" if adults else "no_contacts_in_period")
            continue
        assert units[0].numerator / units[0].denominator == of_the_page(adults)
    with pytest.raises(NotEnoughContacts):
        continuity_of_care(adults[:1])


def test_brothers_and_sisters_live_together_by_one_rule():
    assert page.live_together is siblings.live_together
