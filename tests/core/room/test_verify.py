"""A plan that keeps every rule, and the same plan with one violation planted at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from basehaven.core.room.breaches import Breach, Rule
from basehaven.core.room.verify import breaches
from basehaven.core.room.week import Pair, Rota
from tests.core.room.weeks import (
    MONDAY,
    RULES,
    TUESDAY,
    a_child,
    a_rota,
    a_shift,
    a_week,
    an_adult,
    at,
    span,
)

ANA = a_shift("ana", "08:00-12:00 otters", "12:00-12:30", "12:30-16:00 otters")
BEN = a_shift("ben", "10:00-13:30 otters", "13:30-14:00", "14:00-16:00 otters")
CHILDREN = [a_child(f"c{n}", main="ana", backup="ben") for n in range(4)]
ADULTS = [an_adult("ana"), an_adult("ben", "otters bears")]
WEEK = a_week(ADULTS, CHILDREN, days=2)
ROTA = a_rota(WEEK, [ANA, BEN])


def found(week, rota) -> set[Rule]:
    return {breach.rule for breach in breaches(week, rota)}


def ana(**change: object):
    return replace(WEEK, adults=(an_adult("ana", **change), ADULTS[1]))


def shifts(*whole):
    return a_rota(WEEK, whole)


def test_the_plan_keeps_every_rule():
    assert breaches(WEEK, ROTA) == ()


@pytest.mark.parametrize(
    ("week", "rota", "rule"),
    [
        (WEEK, shifts(ANA), Rule.RATIO),  # nobody while ana has her break
        (a_week(ADULTS, [a_child(str(n)) for n in range(9)]), ROTA, Rule.RATIO),
        (a_week(ADULTS, [a_child(str(n)) for n in range(10)]), ROTA, Rule.GROUP),
        (WEEK, shifts(ANA, replace(BEN, adult_id="cleo")), Rule.UNKNOWN),
        (WEEK, shifts(ANA, a_shift("ben", "10:00-13:00 foxes")), Rule.UNKNOWN),
        (WEEK, shifts(ANA, replace(BEN, day=date(2026, 3, 9))), Rule.UNKNOWN),
        (WEEK, shifts(ANA, a_shift("ben", "10:00-12:00 otters", "13:00-16:00 otters")), Rule.SHAPE),
        (WEEK, shifts(ANA, a_shift("ben", "10:00-12:10 otters")), Rule.SHAPE),
        (WEEK, shifts(ANA, a_shift("ben", "10:00-12:00")), Rule.SHAPE),
        (WEEK, shifts(ANA, BEN, a_shift("ben", "08:00-09:00 otters")), Rule.SHAPE),
        (ana(rooms="bears"), ROTA, Rule.ROOM),
        (ana(can_work=(span("08:00-15:45"),)), ROTA, Rule.TIMES),
        (replace(WEEK, opening=(span("08:15-16:00"), WEEK.opening[1])), ROTA, Rule.TIMES),
        (ana(away=(span("15:00-17:00"),)), ROTA, Rule.AWAY),
        (ana(week_minutes=7 * 60), ROTA, Rule.WEEK_HOURS),
        (ana(least_week_minutes=8 * 60), ROTA, Rule.LEAST_HOURS),
        (ana(day_minutes=7 * 60), ROTA, Rule.DAY_HOURS),
        (ana(days=1), shifts(ANA, BEN, replace(ANA, day=TUESDAY)), Rule.DAYS),
        (ana(shortest_minutes=8 * 60), ROTA, Rule.SHORTEST),
        (WEEK, shifts(a_shift("ana", "08:00-16:00 otters"), BEN), Rule.STRETCH),
        (WEEK, shifts(a_shift("ana", "08:00-12:00 otters", "12:00-12:15", "12:15-16:00 otters"),
                      BEN), Rule.BREAK),
        (WEEK, shifts(a_shift("ana", "08:00-08:30 otters", "08:30-09:00", "09:00-13:00 otters"),
                      BEN), Rule.BREAK),
        (WEEK, a_rota(WEEK, [ANA, BEN], c0=("ben", "ben")), Rule.PAIR),
        (WEEK, a_rota(WEEK, [ANA, BEN], c0=("zoe", "ben")), Rule.PAIR),
        (WEEK, Rota((ANA, BEN), tuple(Pair(f"c{n}", "ana") for n in range(3))), Rule.UNKNOWN),
        (WEEK, Rota((ANA, BEN), (*ROTA.pairs, Pair("nobody"))), Rule.UNKNOWN),
    ],
)  # fmt: skip
def test_a_planted_violation_is_caught(week, rota, rule):
    if {c.child_id for c in week.children} != {p.child_id for p in rota.pairs}:
        rota = rota if week is WEEK else a_rota(week, rota.shifts)
    assert rule in found(week, rota)


def test_a_breach_says_where_when_by_how_much_and_by_which_rule():
    assert breaches(WEEK, shifts(ANA)) == (
        Breach(
            Rule.RATIO,
            room_id="otters",
            day=MONDAY,
            start=at("12:00"),
            end=at("12:30"),
            count=1,
            by=("four",),
        ),
    )


def test_children_of_an_age_that_no_rule_names_are_not_alone_either():
    old = [a_child("c0", born_on=date(2018, 1, 1), main="ana", backup="ben")]
    week = replace(WEEK, children=tuple(old))
    (breach,) = breaches(week, a_rota(week, [ANA]))
    assert (breach.rule, breach.count, breach.by) == (Rule.RATIO, 1, ())


def test_paid_breaks_count_towards_the_contract_when_breaks_are_work():
    paid = replace(RULES, breaks_count_as_work=True)
    week = replace(ana(day_minutes=7 * 60 + 30), rules=paid)
    assert Rule.DAY_HOURS in found(week, ROTA)
    assert Rule.DAY_HOURS not in found(replace(week, rules=RULES), ROTA)


def test_an_adult_kept_apart_is_never_in_the_room_with_the_child_nor_their_adult():
    kept = replace(CHILDREN[0], kept_apart=frozenset({"ben"}))
    week = replace(WEEK, children=(kept, *CHILDREN[1:]))
    assert found(week, ROTA) == {Rule.APART, Rule.PAIR}


def test_five_children_under_three_are_one_too_many_for_a_main_adult():
    five = [a_child(f"c{n}", main="ana") for n in range(5)]
    week = a_week([an_adult("ana"), an_adult("ben"), an_adult("cleo")], five)
    third = replace(five[4], born_on=date(2023, 3, 2))
    assert Rule.MAIN_LIMIT in found(week, a_rota(week, []))
    birthday = replace(week, children=(*five[:4], third))
    assert Rule.MAIN_LIMIT not in found(birthday, a_rota(birthday, []))


def test_a_new_name_beyond_the_agencys_limit_is_caught_and_old_ones_are_not():
    week = replace(WEEK, rules=replace(RULES, main_most_new=3, backup_most_new=3))
    assert Rule.NEW_LIMIT not in found(week, ROTA)
    one_new = replace(CHILDREN[0], main="", backup="")
    week = replace(week, children=(one_new, *CHILDREN[1:]))
    assert Rule.NEW_LIMIT in found(week, ROTA)
