"""Every shift that a model can choose is one that the rules allow, and none is left out."""

from __future__ import annotations

from itertools import product

from ortools.sat.python import cp_model

from basehaven.core.room.demand import demand_of
from basehaven.solver.grid import Grid
from basehaven.solver.shapes import add_shapes, at_work
from tests.core.room.weeks import a_child, a_week, an_adult, span


class Every(cp_model.CpSolverSolutionCallback):
    def __init__(self, grid, shapes):
        super().__init__()
        self.grid, self.shapes, self.found = grid, shapes, set()

    def on_solution_callback(self):
        slots = []
        for slot in range(self.grid.slots[0]):
            on, resting = at_work(self.grid, self.shapes, slot)
            works = sum(self.value(v) for v in on)
            slots.append(works - sum(self.value(v) for v in resting))
        self.found.add(tuple(slots))


def chosen(adult) -> set[tuple[int, ...]]:
    week = a_week([adult], [a_child("milo", "08:00-16:00")])
    grid = Grid(week, demand_of(week))
    model = cp_model.CpModel()
    shapes = add_shapes(model, grid, 0, 0, list(grid.lengths(0)))
    solver, every = cp_model.CpSolver(), Every(grid, shapes)
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    solver.solve(model, every)
    return every.found


def allowed(first: int, last: int, least: int, most: int) -> set[tuple[int, ...]]:
    """By hand, in quarter hours: at most 16 in one go, a break of 2, no nearer the ends than 4."""
    found = {(0,) * 32}
    for start, end in product(range(first, last), range(first + 1, last + 1)):
        if least <= end - start <= min(16, most):
            found.add(tuple(int(start <= slot < end) for slot in range(32)))
        for rest in range(start + 4, end - 5):
            work = end - start - 2
            stretches = rest - start <= 16 and end - rest - 2 <= 16
            if work > 16 and least <= work <= most and stretches:
                day = [int(start <= slot < end) for slot in range(32)]
                day[rest : rest + 2] = [0, 0]
                found.add(tuple(day))
    return found


def test_the_choices_are_exactly_the_shifts_that_the_rules_allow():
    adult = an_adult("ana", shortest_minutes=180, day_minutes=7 * 60)
    assert chosen(adult) == allowed(0, 32, 12, 28)


def test_leave_and_times_cut_the_day():
    adult = an_adult(
        "ana", shortest_minutes=60, day_minutes=480, can_work=(span("09:00-16:00"),),
        away=(span("09:30-12:00"),),
    )  # fmt: skip
    assert chosen(adult) == allowed(16, 32, 4, 32)
