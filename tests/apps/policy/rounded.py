"""Somebody who has every rounded figure, knows the rules, and can do sums.

Shares no code with the product. Each shown figure is taken for all counts that round to it and
that the rules would show; each hidden one is bounded in whole numbers by CP-SAT. It knows more
than is published: that parts add up exactly, whose bases are the same children, and what is said
of them elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from basehaven.core.disclosure import Cell

Where = tuple[tuple[str, str], ...]
Group = tuple[str, str]  # a name for the children counted, period
MOST = 10_000
NEVER_SHOWN = 7  # by the most careless of the rules that the tests publish with


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as it was published once; hidden is None.

    ``said`` is whether hidden means more than none: of what was left out whole, it does not.
    """

    indicator: str
    period: str
    at: Where
    yes: int | None
    base: int | None
    rounding: int = 5
    said: bool = True


class RoundedAttacker:
    """Args: every figure of every release; whose bases are the same; which are rates."""

    def __init__(
        self,
        told: Iterable[Told],
        *,
        same: Mapping[str, str] | None = None,
        rates: Iterable[str] = (),
        never_shown: int = NEVER_SHOWN,
    ) -> None:
        self.model = cp_model.CpModel()
        self.same, self.rates, self.never_shown = same or {}, set(rates), never_shown
        self.yes: dict[tuple[str, str, Where], cp_model.IntVar] = {}
        self.base: dict[tuple[str, str, Where], cp_model.IntVar] = {}
        for one in told:
            self._learn(one)
        for counts in (self.yes, self.base):
            for name, period in {(name, period) for name, period, _ in counts}:
                self._sums({at: v for (n, p, at), v in counts.items() if (n, p) == (name, period)})

    def base_of(self, indicator: str, period: str, at: Where) -> cp_model.IntVar:
        return self._count(self.base, (self.same.get(indicator, ""), period, at))

    def _count(
        self, counts: dict[tuple[str, str, Where], cp_model.IntVar], key: tuple[str, str, Where]
    ) -> cp_model.IntVar:
        if key not in counts:
            counts[key] = self.model.new_int_var(0, MOST, str(key))
        return counts[key]

    def _learn(self, one: Told) -> None:
        yes = self._count(self.yes, (one.indicator, one.period, one.at))
        base = self.base_of(one.indicator, one.period, one.at)
        for count, shown in ((yes, one.yes), (base, one.base)):
            if shown is not None:
                least = shown - one.rounding // 2
                self._shown(count, least, least + one.rounding - 1)
            elif one.said:
                self.model.add(count >= 1)
        if one.indicator in self.rates:
            return  # events, of which a child may have many
        self.model.add(yes <= base)
        if one.yes is not None and one.base is not None:
            no = self.model.new_int_var(0, MOST, "no")
            self.model.add(no == base - yes)
            self._shown(no, 0, MOST)

    def _shown(self, count: cp_model.IntVar, least: int, most: int) -> None:
        """None, or more than what is never shown, and within what rounds to the figure."""
        several = [[max(least, self.never_shown + 1), most]] if most > self.never_shown else []
        none = [[0, 0]] if least <= 0 else []
        self.model.add_linear_expression_in_domain(
            count, cp_model.Domain.from_intervals(none + several)
        )

    def _sums(self, counts: Mapping[Where, cp_model.IntVar]) -> None:
        if () not in counts:
            return
        for dimension in {d for at in counts for d, _ in at}:
            parts = [v for at, v in counts.items() if [d for d, _ in at] == [dimension]]
            self.model.add(sum(parts) == counts[()])

    def possible(self, count: cp_model.LinearExprT) -> int:
        """How many values from the least to the most a count may have."""
        ends = []
        for direction in (1, -1):
            self.model.minimize(direction * count)
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            assert solver.solve(self.model) == cp_model.OPTIMAL, "told what cannot be"
            ends.append(solver.value(count))
        return ends[1] - ends[0] + 1


def betrayed(
    attacker: RoundedAttacker, cells: Iterable[Cell], small: range, at_least: int
) -> list[str]:
    """Small counts of the truth that the attacker knows too well, in words."""
    found = []
    for cell in cells:
        yes = attacker.yes[cell.indicator, cell.period, cell.at]
        base = attacker.base_of(cell.indicator, cell.period, cell.at)
        counts = [("yes", cell.numerator, yes), ("base", cell.denominator, base),
                  ("no", cell.denominator - cell.numerator, base - yes)]  # fmt: skip
        for what, true, count in counts[1:2] if cell.indicator in attacker.rates else counts:
            if true in small and (got := attacker.possible(count)) < at_least:
                found.append(f"{what} {true} at {cell.at}: {got} values")
    return found
