"""Why nothing fits: each kind of reason, from a week that has it."""

from __future__ import annotations

from dataclasses import replace

from basehaven.solver.effort import Effort
from basehaven.solver.outcome import Family, Status
from basehaven.solver.rota import plan_rota
from tests.core.room.weeks import (
    MONDAY,
    RULES,
    a_child,
    a_week,
    an_adult,
    at,
    opened,
    span,
)

EIGHT = [a_child(f"c{n}") for n in range(8)]


def nothing_fits(week):
    outcome = plan_rota(week, seconds=600, effort=8)
    assert outcome.status is Status.IMPOSSIBLE
    assert outcome.rota is None
    return outcome.obstacles


def test_a_group_too_large_for_any_number_of_adults():
    team = [an_adult(str(n)) for n in range(5)]
    (group,) = nothing_fits(a_week(team, [a_child(str(n)) for n in range(10)])).too_many
    assert (group.children, group.most, group.by) == (10, 9, ("four",))


def test_a_time_at_which_too_few_adults_could_be_there():
    team = [an_adult("ana"), an_adult("ben", away=(span("14:00-16:00"),))]
    (lack,) = nothing_fits(a_week(team, EIGHT)).at_once
    assert (lack.start, lack.end, lack.needed, lack.could) == (
        at("14:00"), at("16:00"), 2, ("ana",),
    )  # fmt: skip


def test_contracts_with_too_few_hours():
    part = {"week_minutes": 20 * 60, "can_work": opened(days=5)}
    team = [an_adult("ana", **part), an_adult("ben", **part), an_adult("cleo", **part)]
    children = [replace(c, stays=a_child("x", days=5).stays) for c in EIGHT]
    lack = nothing_fits(a_week(team, children, days=5)).in_week
    assert (lack.needed_minutes, lack.had_minutes) == (80 * 60, 60 * 60)


PAIR = [an_adult("ana", day_minutes=9 * 60), an_adult("ben", day_minutes=9 * 60)]


def test_breaks_that_nobody_can_stand_in_for_are_the_conflict_and_the_only_one():
    obstacles = nothing_fits(a_week(PAIR, EIGHT))
    conflict = obstacles.conflict
    assert (conflict.day, conflict.rooms) == (MONDAY, ("otters",))
    assert (conflict.families, conflict.smallest) == ((Family.BREAKS,), True)
    assert sum(one.short for one in obstacles.nearest) > 0
    fits = replace(RULES, longest_stretch_minutes=480)
    assert plan_rota(a_week(PAIR, EIGHT, rules=fits), effort=8).status is Status.FOUND


def test_somebody_who_could_help_but_for_the_room_is_part_of_the_conflict():
    team = [*PAIR, an_adult("cleo", "bears"), an_adult("dee", "bears")]
    conflict = nothing_fits(a_week(team, [*EIGHT, a_child("b", "08:00-09:00", room="bears")]))
    assert conflict.conflict.rooms == ("otters",)
    assert conflict.conflict.families == (Family.BREAKS, Family.ROOMS)


def test_days_and_hours_of_contracts_over_a_week_are_a_conflict_of_the_week():
    team = [an_adult("ana", days=1), an_adult("ben", days=1, can_work=opened("08:00-12:00", 2))]
    child = a_child("milo", "08:00-15:00", days=2)
    conflict = nothing_fits(a_week(team, [child], days=2)).conflict
    assert conflict is None or Family.CONTRACTS in conflict.families


def test_least_hours_that_cannot_be_reached_are_told_by_name():
    short = an_adult("ana", least_week_minutes=30 * 60)
    outcome = plan_rota(a_week([short, an_adult("ben")], [a_child("milo")]), effort=2)
    assert outcome.rota is None
    assert outcome.obstacles.below_least == ("ana",)


def test_when_the_clock_has_run_out_nothing_is_claimed():
    effort = Effort(seconds=0.0)
    assert effort.left() == 0
    assert effort.cut
