from __future__ import annotations

from basehaven.core.room.demand import demand_of
from basehaven.core.room.week import Pair
from basehaven.solver.bound import cover_bound
from basehaven.solver.effort import Effort
from basehaven.solver.grid import Grid
from tests.core.room.weeks import a_child, a_week, an_adult, opened


def bound(adults, children, days=1, **named):
    week = a_week(adults, children, days=days)
    pairs = {
        c.child_id: Pair(c.child_id, *named.get(c.child_id, (c.main, c.backup))) for c in children
    }
    return cover_bound(Grid(week, demand_of(week)), pairs, Effort(60)) / 4


MILO = a_child("milo", main="ana", days=2)


def test_hours_of_a_contract_bound_the_hours_of_the_pair():
    assert bound([an_adult("ana", week_minutes=6 * 60)], [MILO], days=2) == 6


def test_hours_a_day_and_times_bound_them_too():
    assert bound([an_adult("ana", day_minutes=5 * 60)], [MILO], days=2) == 10
    assert bound([an_adult("ana", can_work=opened("12:00-16:00", 2))], [MILO], days=2) == 8


def test_one_adult_is_in_one_room_at_a_time():
    nia = a_child("nia", room="bears", main="ana", days=2)
    assert bound([an_adult("ana", "otters bears")], [MILO, nia], days=2) == 16


def test_a_new_place_counts_as_covered_for_the_whole_time():
    team = [an_adult("ana", week_minutes=60), an_adult("ben")]
    assert bound(team, [MILO], days=2, milo=("ana", "ben")) == 16
