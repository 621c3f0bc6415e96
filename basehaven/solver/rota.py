"""A week's rota: pairs that are there first, then each child's hours, within every rule."""

from __future__ import annotations

from basehaven.core.room.demand import demand_of
from basehaven.core.room.lack import lack_in_week, lacks_at_once
from basehaven.core.room.verify import breaches
from basehaven.core.room.week import QUARTER, Rota, Week
from basehaven.solver.bound import cover_bound
from basehaven.solver.effort import Effort
from basehaven.solver.grid import Grid
from basehaven.solver.naming import Named, Value, name_pairs
from basehaven.solver.obstacles import nearest, smallest_conflict
from basehaven.solver.outcome import Obstacles, Outcome, Status
from basehaven.solver.search import Search

UNTIL_REPAIRED, UNTIL_TRADED = 0.75, 0.8
"""Shares of the effort by which repairs and trades are over; the rest is for wishes."""
FIRST_BALANCE = 20  # before shifts are known, nobody should be named for everybody


def plan_rota(
    week: Week,
    *,
    seconds: float = 20.0,
    seed: int = 1,
    workers: int = 2,
    effort: float | None = None,
) -> Outcome:
    """Search for a week's rota.

    Args:
        week: children, adults, rules, and today's rota if there is one.
        seconds: of the clock, at most; about so long is searched.
        seed: the same seed gives the same plan, unless ``same_again`` is False.
        workers: threads.
        effort: deterministic time, the same on every machine; None: about what the
            seconds allow. Given with many seconds, no slow machine changes the plan.

    Returns:
        An :class:`Outcome`. Its plan keeps every rule, which
        :func:`basehaven.core.room.verify.breaches` has confirmed apart from the
        search; where no plan is possible or found, it says why.

    Raises:
        RuntimeError: the plan breaks a rule, by a mistake in this program.

    A plan serves children's hours with the people they know. It must not be used
    to compare adults.

    Source: our own formulation for CP-SAT; see docs/explanation/ratios-and-groups.md.
    """
    budget = Effort(seconds, effort, workers)
    grid = Grid(week, demand_of(week))
    obstacles = _plain_obstacles(grid)
    if obstacles != Obstacles():
        return _without(grid, Status.IMPOSSIBLE, obstacles, budget, seed)
    named = name_pairs(week, _before_shifts(week), seed, balance=FIRST_BALANCE)
    search = Search(grid, named.pairs, budget, seed)
    search.start()
    search.repair(UNTIL_REPAIRED)
    if search.lacking():
        conflict, impossible = smallest_conflict(search)
        status = Status.IMPOSSIBLE if impossible else Status.NOT_FOUND
        obstacles = nearest(search, conflict)
        return _without(grid, status, obstacles, budget, seed)
    _improve(search, seed)
    return _with(search, named, budget, seed)


def _plain_obstacles(grid: Grid) -> Obstacles:
    """What can be told without a search."""
    needed = grid.demand.needed
    return Obstacles(
        too_many=grid.demand.too_many,
        at_once=lacks_at_once(grid.week, needed),
        in_week=lack_in_week(grid.week, needed),
    )


def _improve(search: Search, seed: int) -> None:
    """Name anew and trade until neither helps, then tidy."""
    _name_anew(search, seed)
    search.trade(UNTIL_TRADED)
    _name_anew(search, seed)
    search.tidy()


def _name_anew(search: Search, seed: int) -> None:
    """New names that give more cover with the shifts as they are."""
    before, pairs = sum(search.covered()), search.pairs
    search.name(name_pairs(search.grid.week, _with_shifts(search), seed).pairs)
    if sum(search.covered()) < before:
        search.name(pairs)


def _before_shifts(week: Week) -> Value:
    """By contract and times alone: a main adult weighs twice."""
    opened = sum(span.minutes for span in week.opening)
    worth: dict[tuple[int, str], int] = {}
    for number, child in enumerate(week.children):
        for adult in week.adults:
            both = sum(
                max(0, min(span.end, stay.span.end) - max(span.start, stay.span.start))
                for stay in child.stays
                for span in adult.can_work
                if span.day == stay.span.day
            )
            share = min(1.0, adult.week_minutes / opened) if opened else 0.0
            worth[number, adult.adult_id] = round(both / QUARTER * share)

    def value(child: int, main: str, backup: str) -> int:
        return 2 * worth.get((child, main), 0) + worth.get((child, backup), 0)

    return value


def _with_shifts(search: Search) -> Value:
    """By the plan: quarter hours with either twice, and once more those with the main adult."""
    here, index = search.here(), search.grid.adult_index
    masks: dict[tuple[int, int], int] = {}
    for bit, (cell, children) in enumerate(search.grid.children_at.items()):
        for adult in here.get(cell, ()):
            for child in children:
                masks[child, adult] = masks.get((child, adult), 0) | 1 << bit

    def value(child: int, main: str, backup: str) -> int:
        with_main = masks.get((child, index.get(main, -1)), 0)
        with_backup = masks.get((child, index.get(backup, -1)), 0)
        return 2 * (with_main | with_backup).bit_count() + with_main.bit_count()

    return value


def _with(search: Search, named: Named, effort: Effort, seed: int) -> Outcome:
    grid, week = search.grid, search.grid.week
    pairs = tuple(search.pairs[child.child_id] for child in week.children)
    rota = Rota(grid.shifts(search.plan), pairs)
    if broken := breaches(week, rota):
        raise RuntimeError(f"The plan breaks {broken[0].rule}. This is a mistake of the program.")
    covered = sum(search.covered()) * QUARTER
    bound = max(covered, cover_bound(grid, search.pairs, effort) * QUARTER)
    return Outcome(
        Status.FOUND,
        rota,
        covered,
        bound,
        _asked(week),
        named.proven,
        Obstacles(),
        same_again=not effort.cut,
        seconds=effort.seconds_spent(),
        seed=seed,
    )


def _without(
    grid: Grid, status: Status, obstacles: Obstacles, effort: Effort, seed: int
) -> Outcome:
    return Outcome(
        status,
        None,
        0,
        0,
        _asked(grid.week),
        pairs_proven=False,
        obstacles=obstacles,
        same_again=not effort.cut,
        seconds=effort.seconds_spent(),
        seed=seed,
    )


def _asked(week: Week) -> int:
    return sum(stay.span.minutes for child in week.children for stay in child.stays)
