"""How much cover no plan can exceed: hours alone, without ratios and the shapes of shifts."""

from __future__ import annotations

from collections.abc import Mapping

from ortools.sat.python import cp_model

from basehaven.core.room.week import Pair
from basehaven.solver.effort import Effort
from basehaven.solver.grid import Cell, Grid
from basehaven.solver.shapes import Bool, total, weighted

EFFORT = 2.0  # deterministic time


def cover_bound(grid: Grid, pairs: Mapping[str, Pair], effort: Effort) -> int:
    """Child quarter hours with main or backup that no plan with these pairs exceeds.

    Args:
        grid: the week.
        pairs: those of a plan. A place that is kept is taken as it is; a child
            with a new place counts as covered whenever a child can be.
        effort: what is left of the search.

    Returns:
        Quarter hours. It leaves out ratios, breaks and that a shift is one
        stretch, so that the best plan may have less.
    """
    kept = {
        n
        for n, child in enumerate(grid.week.children)
        if (child.main, child.backup) == (pairs[child.child_id].main, pairs[child.child_id].backup)
    }
    model = cp_model.CpModel()
    there: dict[tuple[int, Cell], Bool] = {}
    terms: list[tuple[Bool, int]] = []
    free = 0
    for cell, groups in sorted(grid.groups(pairs).items()):
        for pair, children in groups.items():
            count = sum(child in kept for child in children)
            free += len(children) - count
            mine = [v for a in pair if (v := _there(model, grid, there, a, cell)) is not None]
            if count and mine:
                covered = model.new_bool_var("")
                model.add(covered <= total(mine))
                terms.append((covered, count))
    _add_contracts(model, grid, there)
    model.maximize(weighted([v for v, _ in terms], [count for _, count in terms]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.max_time_in_seconds = max(effort.seconds_left(), 1.0)
    status = solver.solve(model)
    effort.spent += solver.response_proto.deterministic_time
    every = sum(count for _, count in terms)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return free + every
    return free + min(every, int(solver.best_objective_bound + 1e-6))


def _there(
    model: cp_model.CpModel, grid: Grid, there: dict[tuple[int, Cell], Bool], adult: int, cell: Cell
) -> Bool | None:
    """Whether an adult is in a cell; None where they cannot be."""
    room, day, slot = cell
    if adult < 0 or room not in grid.rooms_of[adult] or not grid.can[adult, day][slot]:
        return None
    if (adult, cell) in grid.barred:
        return None
    if (adult, cell) not in there:
        there[adult, cell] = model.new_bool_var("")
    return there[adult, cell]


def _add_contracts(
    model: cp_model.CpModel, grid: Grid, there: Mapping[tuple[int, Cell], Bool]
) -> None:
    at_once: dict[tuple[int, int, int], list[Bool]] = {}
    on_day: dict[tuple[int, int], list[Bool]] = {}
    in_week: dict[int, list[Bool]] = {}
    for (adult, (_, day, slot)), here in there.items():
        at_once.setdefault((adult, day, slot), []).append(here)
        on_day.setdefault((adult, day), []).append(here)
        in_week.setdefault(adult, []).append(here)
    for rooms in at_once.values():
        if len(rooms) > 1:
            model.add_at_most_one(rooms)
    for (adult, _), here_on in on_day.items():
        lengths = grid.lengths(adult)
        model.add(total(here_on) <= (lengths[-1] if lengths else 0))
    for adult, here_in in in_week.items():
        model.add(total(here_in) <= grid.terms(adult).most)
