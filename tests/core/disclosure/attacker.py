"""Somebody who has everything published, knows the rules, and can do sums.

Shares no code with the product: equations are written anew from the published
figures, and each hidden count is bounded in whole numbers by CP-SAT. It knows
more than is published: that parts add up exactly, and that what is hidden is
not 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ortools.sat.python import cp_model

from basehaven.core.disclosure import Cell, Figure

Where = tuple[tuple[str, str], ...]
MOST = 10_000


class Attacker:
    """Args: every figure published of one indicator and period, in any number of releases."""

    def __init__(
        self,
        figures: Iterable[Figure],
        *,
        whole: bool = True,
        apart: Sequence[str] = (),
        own_base: Sequence[str] = (),
    ) -> None:
        self.whole, self.apart = whole, apart
        self.model = cp_model.CpModel()
        self.yes: dict[tuple[str, Where], cp_model.IntVar] = {}
        self.base: dict[tuple[str, Where], cp_model.IntVar] = {}
        self.rests: dict[tuple[str, str, Where], cp_model.IntVar] = {}
        for figure in figures:
            mine = (figure.indicator if figure.indicator in own_base else "", figure.at)
            base = self.base.setdefault(mine, self._count(f"base {figure.at}"))
            yes = self.yes.setdefault((figure.indicator, figure.at), self._count("yes"))
            self.model.add(yes <= base)
            for one, shown in ((yes, figure.numerator), (base, figure.denominator)):
                if shown is None:
                    self.model.add(one >= 1)
                else:
                    self.model.add(one == shown)
        for whose in ("", *own_base):
            self._sums("base" + whose, {at: v for (i, at), v in self.base.items() if i == whose})
        for indicator in {indicator for indicator, _ in self.yes}:
            self._sums(indicator, {at: v for (i, at), v in self.yes.items() if i == indicator})

    def _count(self, name: str) -> cp_model.IntVar:
        return self.model.new_int_var(0, MOST, name)

    def _sums(self, what: str, counts: Mapping[Where, cp_model.IntVar]) -> None:
        for dimension in {d for at in counts for d, _ in at}:
            parts: dict[Where, list[cp_model.IntVar]] = {}
            for at, count in counts.items():
                total = tuple(pair for pair in at if pair[0] != dimension)
                if total != at and total in counts:
                    parts.setdefault(total, []).append(count)
            for total, found in parts.items():
                if dimension in self.apart:
                    for one in found:
                        self.model.add(one <= counts[total])
                elif self.whole:
                    self.model.add(sum(found) == counts[total])
                else:
                    rest = self.rests[what, dimension, total] = self._count("rest")
                    self.model.add(sum(found) + rest == counts[total])

    def possible(self, count: cp_model.LinearExprT) -> int:
        """How many values from the least to the most a count may have."""
        ends = []
        for direction in (1, -1):
            self.model.minimize(direction * count)
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            assert solver.solve(self.model) == cp_model.OPTIMAL
            ends.append(solver.value(count))
        return ends[1] - ends[0] + 1


def betrayed(attacker: Attacker, cells: Iterable[Cell], small: range, at_least: int) -> list[str]:
    """Small counts of the truth that the attacker pins down, in words."""
    found = []
    for cell in cells:
        yes = attacker.yes[cell.indicator, cell.at]
        base = attacker.base.get((cell.indicator, cell.at), attacker.base.get(("", cell.at)))
        for what, true, count in (
            ("yes", cell.numerator, yes),
            ("base", cell.denominator, base),
            ("no", cell.denominator - cell.numerator, base - yes),
        ):
            if true in small and (got := attacker.possible(count)) < at_least:
                found.append(f"{what} {true} at {cell.at}: {got} values")
    return found
