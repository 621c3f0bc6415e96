"""A part of a week searched anew while the rest stands still: the one CP-SAT model of a rota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from basehaven.solver.comfort import Comfort
from basehaven.solver.grid import BREAK, Cell, Day, Days, Grid
from basehaven.solver.shapes import Bool, Shapes, add_shapes, at_work, hint_shape, total, weighted

SHORT = 1000
"""What a missing adult, or a missing quarter hour of a contract's least, costs against cover."""

Groups = Mapping[Cell, Mapping[tuple[int, int], Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Budget:
    """What an adult has left for the days that are searched anew.

    Attributes:
        most: quarter hours that count towards the contract, at most.
        least: at least.
        days: shifts, at most.
    """

    most: int
    least: int
    days: int


@dataclass(frozen=True, slots=True)
class Ask:
    """What to search.

    Attributes:
        free: adult and day -> lengths of work among which to choose.
        budgets: for every adult in ``free``.
        may_rest: those of ``free`` who have a shift now and may lose it.
        hold_times: shifts and breaks stay as they are, and only rooms change.
        strict: missing adults are not allowed, instead of costly.
        comfort: what to weigh once cover is settled; None searches for cover.
    """

    free: Mapping[tuple[int, int], Sequence[int]]
    budgets: Mapping[int, Budget]
    may_rest: frozenset[tuple[int, int]] = frozenset()
    hold_times: bool = False
    strict: bool = False
    comfort: Comfort | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to.

    Attributes:
        days: the shifts of the part; None when none was found.
        best: nothing better exists for this part.
        impossible: it was proved that nothing fits.
        effort: deterministic time that was used.
        cut: the clock stopped it.
    """

    days: Days | None
    best: bool
    impossible: bool
    effort: float
    cut: bool


@dataclass(slots=True)
class _Terms:
    """An objective as it grows."""

    variables: list[Bool] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)

    def add(self, variable: Bool, weight: int) -> None:
        self.variables.append(variable)
        self.weights.append(weight)

    def sum(self) -> cp_model.LinearExpr:
        return weighted(self.variables, self.weights)


class Part:
    """Builds and solves the model of one :class:`Ask`."""

    def __init__(self, grid: Grid, groups: Groups, plan: Days, ask: Ask) -> None:
        """Build it; :meth:`solve` searches.

        Args:
            grid: the week.
            groups: children by cell and pair.
            plan: every shift so far: outside ``ask.free`` it stands still, within
                it the search begins from it.
            ask: what to search.
        """
        self.grid, self.groups, self.plan, self.ask = grid, groups, plan, ask
        self.model = cp_model.CpModel()
        self.shapes: dict[tuple[int, int], Shapes] = {}
        self.there: dict[Cell, dict[int, Bool]] = {}
        self.entered: dict[tuple[int, int], list[Bool]] = {}
        self.cover, self.cost = _Terms(), _Terms()
        self.covered_now = 0
        self.fixed = self._standing_still()
        for adult, day in ask.free:
            self._add_adult(adult, day)
        self._add_budgets()
        for cell in sorted(self.there):
            self._add_need(cell)
            self._add_cover(cell)
        self._set_goal()

    def _standing_still(self) -> dict[Cell, set[int]]:
        found: dict[Cell, set[int]] = {}
        for (adult, day), plan in self.plan.items():
            if (adult, day) in self.ask.free:
                continue
            for offset, room in enumerate(plan.rooms):
                if room != BREAK:
                    found.setdefault((room, day, plan.start + offset), set()).add(adult)
        return found

    def _add_adult(self, adult: int, day: int) -> None:
        today = self.plan.get((adult, day))
        lengths = self.ask.free[adult, day]
        shapes = add_shapes(self.model, self.grid, adult, day, lengths)
        hint_shape(self.model, shapes, today)
        if today is not None and shapes.picks and (adult, day) not in self.ask.may_rest:
            self.model.add(shapes.off == 0)
        if today is not None and self.ask.hold_times:
            self.model.add(shapes.picks[today.start, today.work] == 1)
            if today.rest is not None:
                self.model.add(shapes.rests[today.rest] == 1)
        self.shapes[adult, day] = shapes
        if self.ask.comfort is None:
            self.cost.add(shapes.off, 1)  # a contract is used, where that costs no child anything
        for slot in range(self.grid.slots[day]):
            on, resting = at_work(self.grid, shapes, slot)
            if not on:
                continue
            here = []
            for room in self.grid.rooms_of[adult]:
                if (adult, (room, day, slot)) in self.grid.barred:
                    continue
                there = self.model.new_bool_var("")
                self.model.add_hint(there, today is not None and today.room_at(slot) == room)
                self.there.setdefault((room, day, slot), {})[adult] = there
                here.append(there)
            self.model.add(total(here) + total(resting) == total(on))
        if self.ask.hold_times and len(self.grid.rooms_of[adult]) > 1:
            self._add_entering(adult, day)

    def _add_entering(self, adult: int, day: int) -> None:
        """Each time a room is entered, after a break too."""
        entered: list[Bool] = []
        for room in self.grid.rooms_of[adult]:
            before: Bool | None = None
            for slot in range(self.grid.slots[day]):
                now = self.there.get((room, day, slot), {}).get(adult)
                if now is not None:
                    enters = now
                    if before is not None:
                        enters = self.model.new_bool_var("")
                        self.model.add(enters >= now - before)
                    entered.append(enters)
                before = now
        self.entered[adult, day] = entered

    def _add_budgets(self) -> None:
        by_adult: dict[int, list[Shapes]] = {}
        for (adult, _), shapes in self.shapes.items():
            by_adult.setdefault(adult, []).append(shapes)
        for adult, mine in by_adult.items():
            budget = self.ask.budgets[adult]
            picks = [(pick, self.grid.paid(n)) for s in mine for (_, n), pick in s.picks.items()]
            if not picks:
                continue
            hours = weighted([pick for pick, _ in picks], [paid for _, paid in picks])
            self.model.add(hours <= budget.most)
            if budget.days < len(mine):
                self.model.add(total([s.off for s in mine]) >= len(mine) - budget.days)
            if budget.least > 0:
                self._short(hours, budget.least)

    def _short(self, have: cp_model.LinearExpr, wanted: int) -> None:
        if self.ask.strict:
            self.model.add(have >= wanted)
            return
        short = self.model.new_int_var(0, wanted, "")
        self.model.add(have + short >= wanted)
        self.cost.add(short, SHORT)

    def _add_need(self, cell: Cell) -> None:
        wanted = self.grid.need.get(cell, 0) - len(self.fixed.get(cell, ()))
        if wanted > 0:
            self._short(total(list(self.there[cell].values())), wanted)

    def _add_cover(self, cell: Cell) -> None:
        there, fixed = self.there[cell], self.fixed.get(cell, set())
        for pair, children in self.groups.get(cell, {}).items():
            if self.ask.comfort and pair[0] in there:
                self.cost.add(there[pair[0]], -self.ask.comfort.main * len(children))
            if fixed & set(pair):
                continue
            mine = [there[adult] for adult in pair if adult in there]
            if not mine:
                continue
            covered: Bool = mine[0]
            now = any(self._is_in(adult, cell) for adult in pair)
            if len(mine) > 1:
                covered = self.model.new_bool_var("")
                self.model.add(total(mine) >= covered)
                self.model.add_hint(covered, now)
            self.cover.add(covered, len(children))
            self.covered_now += len(children) * now
            if self.ask.comfort:
                more = sum(self.ask.comfort.child[child] for child in children)
                self.cost.add(covered, -more)

    def _is_in(self, adult: int, cell: Cell) -> bool:
        room, day, slot = cell
        plan = self.plan.get((adult, day))
        return plan is not None and plan.room_at(slot) == room

    def _set_goal(self) -> None:
        if self.ask.comfort is None:
            self.model.maximize(self.cover.sum() - self.cost.sum())
            return
        if self.cover.variables:
            self.model.add(self.cover.sum() >= self.covered_now)
        self.ask.comfort.add_costs(self.shapes, self.there, self.entered, self.cost.add)
        self.model.minimize(self.cost.sum())

    def solve(self, effort: float, seconds: float, seed: int, near: float = 0.0) -> Found:
        """Search.

        Args:
            effort: deterministic time at most: the same on every machine.
            seconds: of the clock, at most. If these run out first, another run may
                find something else.
            seed: of the search.
            near: stop once the answer is proved to be within this share of the best.
        """
        solver = cp_model.CpSolver()
        settings = solver.parameters
        settings.num_workers = 1  # more would not give the same answer twice
        settings.random_seed = seed
        settings.linearization_level = 2
        settings.max_deterministic_time = effort
        seconds = max(seconds, 0.05)
        settings.max_time_in_seconds = seconds
        settings.relative_gap_limit = near
        status = solver.solve(self.model)
        used = solver.response_proto.deterministic_time
        decided = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        cut = not decided and solver.wall_time >= seconds * 0.99
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Found(
                None, best=False, impossible=status == cp_model.INFEASIBLE, effort=used, cut=cut
            )
        days = {
            key: day
            for key, shapes in self.shapes.items()
            if (day := self._read(solver, key, shapes)) is not None
        }
        return Found(days, best=status == cp_model.OPTIMAL, impossible=False, effort=used, cut=cut)

    def _read(self, solver: cp_model.CpSolver, key: tuple[int, int], shapes: Shapes) -> Day | None:
        chosen = next((c for c, pick in shapes.picks.items() if solver.value(pick)), None)
        if chosen is None:
            return None
        start, work = chosen
        resting = self.grid.has_break(work)
        rest = next((s for s, v in shapes.rests.items() if solver.value(v)), None)
        end = start + self.grid.span(work)
        rooms = []
        for slot in range(start, end):
            inside = [
                room
                for room in self.grid.rooms_of[key[0]]
                if (v := self.there.get((room, key[1], slot), {}).get(key[0])) is not None
                and solver.value(v)
            ]
            rooms.append(inside[0] if inside else BREAK)
        return Day(start, work, rest if resting else None, tuple(rooms))
