"""The shifts that an adult could work on a day, as choices of a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from basehaven.solver.grid import Day, Grid

Bool = cp_model.IntVar


def total(variables: Sequence[Bool]) -> cp_model.LinearExpr:
    """The sum of variables."""
    return cp_model.LinearExpr.sum(list(variables))


def weighted(variables: Sequence[Bool], weights: Sequence[int]) -> cp_model.LinearExpr:
    """The sum of variables, each times its weight."""
    return cp_model.LinearExpr.weighted_sum(list(variables), list(weights))


@dataclass(slots=True)
class Shapes:
    """Exactly one of ``off`` and ``picks`` is chosen; a break goes with the long ones.

    Attributes:
        off: no shift on this day.
        picks: by start and work, both in quarter hours.
        rests: by the first quarter hour of the break.
    """

    off: Bool
    picks: dict[tuple[int, int], Bool] = field(default_factory=dict)
    rests: dict[int, Bool] = field(default_factory=dict)


def add_shapes(
    model: cp_model.CpModel, grid: Grid, adult: int, day: int, lengths: Sequence[int]
) -> Shapes:
    """Choices of a shift with one of these lengths, within the times the adult can work.

    Breaks are modelled apart from the shifts (forward and backward constraints):
    far fewer choices, and just as strict, since each adult has one shift and one
    break a day.

    Source: Bechtold & Jacobs 1990, implicit modelling of flexible break assignments.
    """
    shapes = Shapes(model.new_bool_var(""))
    can, slots = grid.can[adult, day], grid.slots[day]
    for work in lengths:
        span = grid.span(work)
        free = 0
        for slot in range(slots):
            free = free + 1 if can[slot] else 0
            if free >= span:
                shapes.picks[slot + 1 - span, work] = model.new_bool_var("")
    model.add_exactly_one([shapes.off, *shapes.picks.values()])
    _add_rests(model, grid, shapes)
    return shapes


def _add_rests(model: cp_model.CpModel, grid: Grid, shapes: Shapes) -> None:
    earliest: dict[int, list[Bool]] = {}
    latest: dict[int, list[Bool]] = {}
    for (start, work), pick in shapes.picks.items():
        if grid.has_break(work):
            first = start + max(grid.from_ends, work - grid.longest)
            last = start + min(grid.longest, work - grid.from_ends)
            earliest.setdefault(first, []).append(pick)
            latest.setdefault(last, []).append(pick)
    if not earliest:
        return
    slots = range(min(earliest), max(latest) + 1)
    shapes.rests = {slot: model.new_bool_var("") for slot in slots}
    begun: list[Bool] = []
    may: list[Bool] = []
    must: list[Bool] = []
    for slot, rest in shapes.rests.items():
        begun.append(rest)
        may += earliest.get(slot, [])
        must += latest.get(slot, [])
        model.add(total(begun) <= total(may))
        if slot in latest:
            model.add(total(begun) >= total(must))
    model.add(total(begun) == total(must))


def at_work(grid: Grid, shapes: Shapes, slot: int) -> tuple[list[Bool], list[Bool]]:
    """Choices under which the shift holds a quarter hour, and those under which it is a break."""
    on = [
        pick
        for (start, work), pick in shapes.picks.items()
        if start <= slot < start + grid.span(work)
    ]
    length = grid.break_slots
    resting = [r for begins, r in shapes.rests.items() if begins <= slot < begins + length]
    return on, resting


def hint_shape(model: cp_model.CpModel, shapes: Shapes, today: Day | None) -> None:
    """Begin the search from what is planned so far."""
    model.add_hint(shapes.off, today is None)
    for (start, work), pick in shapes.picks.items():
        model.add_hint(pick, today is not None and (today.start, today.work) == (start, work))
    for slot, rest in shapes.rests.items():
        model.add_hint(rest, today is not None and today.rest == slot)
