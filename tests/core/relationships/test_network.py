from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from basehaven.core.relationships.network import PRESENT, TieStatus, network_on, status_on
from basehaven.core.relationships.types import Spell, Tie
from tests.core.relationships.strategies import DAYS, some_ties

START, END, DAY = date(2024, 1, 1), date(2024, 6, 1), date(2024, 3, 1)


def tie(adult="ana", kind="teacher", start=START, end=None, **spell) -> Tie:
    spells = (Spell(start, **spell),) if spell else ()
    return Tie(f"{adult}-{kind}-{start}", adult, kind, start, end, spells=spells)


@pytest.mark.parametrize(
    ("given_tie", "day", "status"),
    [
        (tie(), date(2023, 12, 31), TieStatus.NOT_YET),
        (tie(), START, TieStatus.NOT_RECORDED),
        (tie(mode="in_person"), START, TieStatus.LIVE),
        (tie(hours_per_week=3), DAY, TieStatus.LIVE),
        (tie(mode="none", reason="prison"), DAY, TieStatus.INTERRUPTED),
        (tie(mode="none", ended_on=DAY), DAY, TieStatus.NOT_RECORDED),
        (tie(end=END, mode="in_person"), date(2024, 5, 31), TieStatus.LIVE),
        (tie(end=END, mode="in_person"), END, TieStatus.ENDED),
        (tie(end=START), START, TieStatus.ENDED),
    ],
)
def test_each_tie_has_one_status_on_a_day(given_tie, day, status):
    assert status_on(given_tie, day) is status


def test_a_teacher_who_is_also_the_foster_carer_is_one_person():
    both = [
        tie("dana", "teacher", hours_per_week=20, mode="in_person"),
        tie("dana", "foster_carer", hours_per_week=100, lives_with=True),
    ]
    (dana,) = network_on(both, DAY)
    assert set(dana.kinds) == {"teacher", "foster_carer"}
    assert dana.hours_per_week == 120
    assert dana.lives_with is True


def test_somebody_lives_with_the_child_if_one_of_their_ties_says_so():
    both = [tie("dana", "teacher", lives_with=False), tie("dana", "kin", lives_with=True)]
    assert network_on(both, DAY)[0].lives_with is True


def test_hours_of_one_person_never_pass_those_of_a_week():
    both = [tie("dana", kind, hours_per_week=120) for kind in ("teacher", "foster_carer")]
    assert network_on(both, DAY)[0].hours_per_week == 168


def test_the_live_tie_speaks_for_somebody_whose_other_tie_ended():
    both = [tie("dana", "teacher", end=DAY), tie("dana", "kin", mode="video")]
    (dana,) = network_on(both, DAY)
    assert (dana.status, dana.kinds, dana.until) == (TieStatus.LIVE, ("kin",), None)
    assert len(dana.ties) == 2


def test_a_parent_in_prison_stays_on_the_map_with_the_reason_and_no_hours():
    father = tie("luis", "parent", mode="none", reason="prison", hours_per_week=40)
    (luis,) = network_on([father], DAY)
    assert (luis.status, luis.mode, luis.reason) == (TieStatus.INTERRUPTED, "none", "prison")
    assert luis.hours_per_week == 0


def test_hours_that_nobody_recorded_are_unknown_and_not_none_at_all():
    assert network_on([tie(mode="in_person")], DAY)[0].hours_per_week is None


def test_people_whose_ties_ended_stay_unless_left_out():
    june = tie("june", "doula", end=date(2024, 2, 1))
    assert network_on([june], DAY)[0].until == date(2024, 2, 1)
    assert network_on([june], DAY, include_ended=False) == ()


def test_the_spell_begun_last_holds_where_two_overlap():
    overlapping = Tie(
        "t", "ana", "kin", START, spells=(Spell(START, mode="none"), Spell(DAY, mode="phone"))
    )
    assert network_on([overlapping], DAY)[0].mode == "phone"


@given(ties=some_ties, day=DAYS)
def test_everybody_who_has_come_is_there_exactly_once(ties, day):
    ids = [person.adult_id for person in network_on(ties, day)]
    assert sorted(ids) == sorted({tie.adult_id for tie in ties if tie.started_on <= day})


@given(ties=some_ties, day=DAYS)
def test_the_network_does_not_depend_on_the_order_of_ties(ties, day):
    assert network_on(ties, day) == network_on(ties[::-1], day)


@given(ties=some_ties, day=DAYS)
def test_somebody_is_present_exactly_when_one_of_their_ties_is(ties, day):
    for person in network_on(ties, day):
        present = any(status_on(tie, day) in PRESENT for tie in person.ties)
        assert (person.status in PRESENT) == present
        assert (person.until is None) == present
        assert person.hours_per_week is None or 0 <= person.hours_per_week <= 168
