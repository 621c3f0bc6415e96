"""A first guess at who works on which day and for how long, before any shift has a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from basehaven.core.room.week import Shift
from basehaven.solver.grid import Cell, Grid
from basehaven.solver.shapes import Bool, total, weighted

HOUR_SHORT, HEAD_SHORT, PER_CHILD = 50, 300, 8
"""Costs of a missing quarter hour in a room and day and of a missing head at the peak; so many
child quarter hours with main or backup weigh like one. They only guide a first guess."""
EFFORT = 0.5  # deterministic time
SPARE = 2  # quarter hours a day that the first guess leaves to lengthen shifts with
STEP = 2  # lengths are guessed in half hours


@dataclass(slots=True)
class _Guess:
    grid: Grid
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    works: dict[tuple[int, int], Bool] = field(default_factory=dict)
    steps: dict[tuple[int, int], cp_model.IntVar] = field(default_factory=dict)
    in_room: dict[tuple[int, int, int], cp_model.IntVar] = field(default_factory=dict)
    costs: list[tuple[cp_model.IntVar, int]] = field(default_factory=list)


def spread(
    grid: Grid, together: Mapping[tuple[int, int], int], today: Mapping[tuple[int, int], Shift]
) -> dict[tuple[int, int], int]:
    """Lengths of work by adult and day, near an even share or today's rota.

    Args:
        grid: the week.
        together: quarter hours of children by adult and day whose main or backup
            the adult is: which days matter when not all can be worked.
        today: today's shifts by adult and day.

    Returns:
        Quarter hours of work for those who are to work that day.
    """
    guess = _Guess(grid)
    for adult in range(len(grid.adults)):
        _add_adult(guess, adult, together, today)
    _add_demand(guess)
    guess.model.minimize(
        weighted([var for var, _ in guess.costs], [cost for _, cost in guess.costs])
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = EFFORT
    if solver.solve(guess.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {}
    return {
        key: STEP * solver.value(guess.steps[key])
        for key, works in guess.works.items()
        if solver.value(works)
    }


def _add_adult(
    guess: _Guess,
    adult: int,
    together: Mapping[tuple[int, int], int],
    today: Mapping[tuple[int, int], Shift],
) -> None:
    grid, model, terms = guess.grid, guess.model, guess.grid.terms(adult)
    lengths, days = grid.lengths(adult), grid.open_days(adult)
    if not lengths or not days:
        return
    often = min(terms.days, len(days))
    share = terms.most // often - SPARE
    least, most = -(-lengths[0] // STEP), lengths[-1] // STEP
    if least > most:
        return
    for day in days:
        works = model.new_bool_var("")
        longest = max(least, min(most, sum(grid.can[adult, day]) // STEP))
        steps = model.new_int_var(0, longest, "")
        model.add(steps <= longest * works)
        model.add(steps >= least * works)
        wanted = min(max(share, lengths[0]), lengths[-1])
        if (shift := today.get((adult, day))) is not None:
            wanted = shift.work_minutes(with_breaks=False) // 15
        off_by = model.new_int_var(0, 200, "")
        aim = wanted // STEP
        model.add(off_by >= steps - aim)
        model.add(off_by >= aim - steps)
        guess.costs += [(off_by, 1), (works, -together.get((adult, day), 0) // PER_CHILD)]
        if (adult, day) not in today and any(a == adult for a, _ in today):
            guess.costs.append((works, PER_CHILD))
        guess.works[adult, day], guess.steps[adult, day] = works, steps
        parts = [_part(guess, adult, room, day, longest) for room in grid.rooms_of[adult]]
        model.add(total(parts) == steps)
    mine = [guess.steps[adult, day] for day in days]
    rests = grid.break_slots * grid.week.rules.breaks_count_as_work
    works_on = [guess.works[adult, day] for day in days]
    model.add(STEP * total(mine) + rests * total(works_on) <= terms.most)
    model.add(total(works_on) <= terms.days)
    _soft(guess, mine, -(-terms.least // STEP), HOUR_SHORT)


def _part(guess: _Guess, adult: int, room: int, day: int, longest: int) -> cp_model.IntVar:
    part = guess.model.new_int_var(0, longest, "")
    guess.in_room[adult, room, day] = part
    return part


def _add_demand(guess: _Guess) -> None:
    grid = guess.grid
    hours: dict[tuple[int, int], int] = {}
    peaks: dict[tuple[int, int], int] = {}
    at_once: dict[Cell, int] = {}
    for (room, day, slot), count in grid.need.items():
        hours[room, day] = hours.get((room, day), 0) + count
        peaks[room, day] = max(peaks.get((room, day), 0), count)
        at_once[0, day, slot] = at_once.get((0, day, slot), 0) + count
    for (room, day), needed in hours.items():
        here = [v for (_, r, d), v in guess.in_room.items() if (r, d) == (room, day)]
        _soft(guess, here, -(-needed // STEP), HOUR_SHORT)
        adults = [w for (a, d), w in guess.works.items() if d == day and room in grid.rooms_of[a]]
        _soft(guess, adults, peaks[room, day], HEAD_SHORT)
    for day in range(len(grid.slots)):
        most = max((n for (_, d, _), n in at_once.items() if d == day), default=0)
        adults = [works for (_, d), works in guess.works.items() if d == day]
        _soft(guess, adults, most, HEAD_SHORT)


def _soft(guess: _Guess, have: list[cp_model.IntVar], wanted: int, cost: int) -> None:
    if wanted <= 0:
        return
    short = guess.model.new_int_var(0, wanted, "")
    guess.model.add(total([*have, short]) >= wanted)
    guess.costs.append((short, cost))
