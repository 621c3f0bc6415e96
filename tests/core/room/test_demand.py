from __future__ import annotations

from datetime import date, timedelta

from basehaven.core.room.demand import demand_of
from tests.core.room.weeks import MONDAY, a_child, a_week, an_adult, at

TEAM = [an_adult("ana")]


def test_each_quarter_hour_needs_what_its_children_ask_for():
    children = [a_child(str(n), "08:00-10:00") for n in range(4)] + [a_child("z", "09:00-10:00")]
    needed = demand_of(a_week(TEAM, children)).needed
    assert needed["otters", MONDAY, at("08:45")] == 1
    assert needed["otters", MONDAY, at("09:00")] == 2
    assert ("otters", MONDAY, at("10:00")) not in needed


def test_a_third_birthday_within_the_week_counts_from_its_day():
    tuesday = MONDAY + timedelta(days=1)
    born = date(2023, 3, 3)
    children = [a_child(str(n), days=2, born_on=born) for n in range(5)]
    demand = demand_of(a_week(TEAM, children, days=2))
    assert demand.needed["otters", MONDAY, at("08:00")] == 2
    assert demand.needed["otters", tuesday, at("08:00")] == 1


def test_a_group_beyond_every_limit_is_told_with_its_times_and_rule():
    children = [a_child(str(n)) for n in range(9)] + [a_child("z", "09:00-10:00")]
    (group,) = demand_of(a_week(TEAM, children)).too_many
    assert (group.start, group.end, group.children, group.most, group.by) == (
        at("09:00"), at("10:00"), 10, 9, ("four",),
    )  # fmt: skip


def test_nine_children_need_the_three_adults_with_whom_nine_are_allowed():
    demand = demand_of(a_week(TEAM, [a_child(str(n)) for n in range(9)]))
    assert demand.too_many == ()
    assert demand.needed["otters", MONDAY, at("08:00")] == 3
