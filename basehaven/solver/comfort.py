"""What is weighed once pairs and cover are settled: wishes, evenness, today's rota."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from basehaven.core.room.week import QUARTER, Shift
from basehaven.solver.grid import Cell, Days, Grid
from basehaven.solver.shapes import Bool, Shapes

Add = Callable[[cp_model.IntVar, int], None]
EDGE = 4
"""Quarter hours from opening or closing within which a shift is early or late. Ours."""


@dataclass(frozen=True, slots=True)
class Comfort:
    """Costs of each choice of a shift, from the plan as it stands.

    Attributes:
        main: for each child and quarter hour with the main adult.
        child: for each child, what cover is worth beyond being counted: more for
            a child who has less of it.
    """

    grid: Grid
    plan: Days
    today: Mapping[tuple[int, int], Shift]
    main: int
    child: Sequence[int]

    def add_costs(
        self,
        shapes: Mapping[tuple[int, int], Shapes],
        there: Mapping[Cell, Mapping[int, Bool]],
        entered: Mapping[tuple[int, int], Sequence[Bool]],
        add: Add,
    ) -> None:
        """Add every cost of these choices to an objective that is to become small."""
        weights = self.grid.week.rules.weights
        for (adult, day), choices in shapes.items():
            for (start, work), pick in choices.picks.items():
                end = start + self.grid.span(work)
                cost = self._of_shift(adult, day, start, end)
                add(pick, cost - self.grid.week.rules.weights.contract * self.grid.paid(work))
            if (adult, day) in self.today:
                add(choices.off, weights.day_swapped)
        for enters in (enters for entering in entered.values() for enters in entering):
            add(enters, weights.room_change)
        if entered:
            for (room, _, _), adults in there.items():
                for adult, here in adults.items():
                    if room != self.grid.rooms_of[adult][0]:
                        add(here, weights.other_room)

    def _of_shift(self, adult: int, day: int, start: int, end: int) -> int:
        weights = self.grid.week.rules.weights
        cost = weights.wish * self._outside_wish(adult, day, start, end)
        today = self.today.get((adult, day))
        if today is not None:
            before = self._slot(day, today.start), self._slot(day, today.end)
            cost += weights.near_today * (abs(start - before[0]) + abs(end - before[1]))
        elif any(a == adult for a, _ in self.today):
            cost += weights.day_swapped
        early, late = start < EDGE, end > self.grid.slots[day] - EDGE
        cost += weights.early_or_late * early * self._others(adult, day, early=True)
        return cost + weights.early_or_late * late * self._others(adult, day, early=False)

    def _slot(self, day: int, minute: int) -> int:
        return (minute - self.grid.first[day]) // QUARTER

    def _outside_wish(self, adult: int, day: int, start: int, end: int) -> int:
        on = self.grid.week.days[day]
        wishes = [wish for wish in self.grid.adults[adult].wishes if wish.day == on]
        if not wishes:
            return 0
        first = self.grid.first[day]
        minutes = range(first + start * QUARTER, first + end * QUARTER, QUARTER)
        return sum(not any(wish.holds(on, minute) for wish in wishes) for minute in minutes)

    def _others(self, adult: int, day: int, *, early: bool) -> int:
        """Early or late shifts of the adult on the other days of the plan."""
        mine = [(d, plan) for (a, d), plan in self.plan.items() if a == adult and d != day]
        if early:
            return sum(plan.start < EDGE for _, plan in mine)
        return sum(plan.end > self.grid.slots[d] - EDGE for d, plan in mine)


def comfort_of(
    grid: Grid, plan: Days, today: Sequence[Shift], covered: Sequence[int], asked: Sequence[int]
) -> Comfort:
    """What to weigh, from a plan and what each child has of it.

    Args:
        grid: the week.
        plan: the shifts so far.
        today: today's rota.
        covered: quarter hours with main or backup, for each child.
        asked: quarter hours for each child.
    """
    days = {day: n for n, day in enumerate(grid.week.days)}
    before = {
        (grid.adult_index[s.adult_id], days[s.day]): s
        for s in today
        if s.adult_id in grid.adult_index and s.day in days
    }
    weights = grid.week.rules.weights
    child = [
        round(weights.evenness * (1 - have / of)) if of else 0
        for have, of in zip(covered, asked, strict=True)
    ]
    return Comfort(grid, plan, before, weights.main, child)
