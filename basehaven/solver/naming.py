"""Who is whose main and backup adult: pairs that are there first, then everybody has somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from basehaven.core.room.pairs import limits_of, under
from basehaven.core.room.week import Pair, RotaChild, Week
from basehaven.solver.shapes import Bool, total, weighted

Value = Callable[[int, str, str], int]
"""What a pair is worth to a child: by place of the child, main and backup; quarter hours."""

EFFORT = 2.0  # deterministic time for each step; far more than sixty children take
STAYS, STANDING, BALANCE = 10_000, 50, 2
"""Of the last step: an adult who stays in the other place, how long a pair has stood against
the others, and each further child of one adult. Ours; they decide only between equals."""


@dataclass(frozen=True, slots=True)
class Named:
    """Pairs, and whether no others keep more or name more.

    Attributes:
        pairs: by child id.
        proven: that as many pairs as can be are kept, and then as many named.
    """

    pairs: Mapping[str, Pair]
    proven: bool


def candidates(week: Week, child: RotaChild) -> list[str]:
    """Adults who may stand beside a child: they work in the room and are not kept apart."""
    return [
        adult.adult_id
        for adult in week.adults
        if child.room_id in adult.rooms and adult.adult_id not in child.kept_apart
    ]


class _Naming:
    """The model: one pair for each child, out of those that may be."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.model = cp_model.CpModel()
        self.picks: list[dict[tuple[str, str], Bool]] = []
        for child in week.children:
            who = ["", *candidates(week, child)]
            pairs = [(main, backup) for main in who for backup in who if not main or main != backup]
            picks = {pair: self.model.new_bool_var("") for pair in pairs}
            self.model.add_exactly_one(picks.values())
            self.picks.append(picks)
        self._add_limits()

    def mains(self, adult: str) -> list[tuple[int, Bool]]:
        """Every choice that makes somebody a main adult, with the child's place."""
        return self._with(adult, 0)

    def backups(self, adult: str) -> list[tuple[int, Bool]]:
        """Every choice that makes somebody a backup adult."""
        return self._with(adult, 1)

    def _with(self, adult: str, rank: int) -> list[tuple[int, Bool]]:
        return [
            (child, pick)
            for child, picks in enumerate(self.picks)
            for pair, pick in picks.items()
            if pair[rank] == adult
        ]

    def _add_limits(self) -> None:
        children = self.week.children
        for adult in (adult.adult_id for adult in self.week.adults):
            mains, backups = self.mains(adult), self.backups(adult)
            for limit in limits_of(self.week):
                young = [pick for c, pick in mains if under(limit, children[c], self.week)]
                self.model.add(total(young) <= limit.children)
            was = {c for c, child in enumerate(children) if child.main == adult}
            self._limit_new(mains, was, self.week.rules.main_most_new)
            was = {c for c, child in enumerate(children) if child.backup == adult}
            self._limit_new(backups, was, self.week.rules.backup_most_new)

    def _limit_new(self, places: list[tuple[int, Bool]], was: set[int], most: int) -> None:
        """A new place only to somebody who has no more than so many with it."""
        all_ = total([pick for _, pick in places])
        new = self.model.new_bool_var("")
        for child, pick in places:
            if child not in was:
                self.model.add_implication(pick, new)
        self.model.add(all_ <= most).only_enforce_if(new)

    def maximise(self, worth: Callable[[int, str, str], int], seed: int) -> tuple[int, bool]:
        """Search for the most of a sum over all pairs, and hold it from then on."""
        terms = [
            (pick, weight)
            for child, picks in enumerate(self.picks)
            for (main, backup), pick in picks.items()
            if (weight := worth(child, main, backup))
        ]
        goal = weighted([pick for pick, _ in terms], [weight for _, weight in terms])
        value, proven = self._search(goal, seed)
        self.model.add(goal >= value)
        return value, proven

    def last(self, worth: Callable[[int, str, str], int], balance: int, seed: int) -> None:
        """Decide between equals, with a cost for every further child of one adult."""
        variables: list[Bool] = []
        weights: list[int] = []
        for child, picks in enumerate(self.picks):
            for (main, backup), pick in picks.items():
                variables.append(pick)
                weights.append(worth(child, main, backup))
        for adult in (adult.adult_id for adult in self.week.adults):
            for places in (self.mains(adult), self.backups(adult)):
                steps = [self.model.new_bool_var("") for _ in {child for child, _ in places}]
                self.model.add(total(steps) == total([pick for _, pick in places]))
                variables += steps
                weights += [-balance * n for n in range(len(steps))]
        self._search(weighted(variables, weights), seed)

    def _search(self, goal: cp_model.LinearExpr, seed: int) -> tuple[int, bool]:
        self.model.maximize(goal)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = EFFORT
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise RuntimeError("Naming nobody is always possible, so this cannot be.")
        self.found = [
            next(pair for pair, pick in picks.items() if solver.value(pick)) for picks in self.picks
        ]
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for picks, found in zip(self.picks, self.found, strict=True):
            for pair, pick in picks.items():
                self.model.add_hint(pick, pair == found)
        return round(solver.objective_value), status == cp_model.OPTIMAL


def name_pairs(week: Week, value: Value, seed: int, *, balance: int = BALANCE) -> Named:
    """Main and backup adults for every child.

    Args:
        week: today's pairs, the adults and the rules.
        value: what a pair is worth to a child; decides only between equals.
        seed: of the search.
        balance: how much a further child of the same adult weighs against it.

    Returns:
        Pairs that, in this order, keep the most main adults, keep the most backup
        adults, name the most main and then backup adults, let adults stay who
        must change places, keep the longest-standing pairs, and are worth most.
    """
    naming = _Naming(week)
    children = week.children
    many = len(children) + 1

    def kept(child: int, main: str, backup: str) -> int:
        before = children[child]
        keeps_main = bool(main) and main == before.main
        return many * keeps_main + (bool(backup) and backup == before.backup)

    def named(child: int, main: str, backup: str) -> int:
        return many * bool(main) + bool(backup)

    standing = _standing(week)

    def between_equals(child: int, main: str, backup: str) -> int:
        before = children[child]
        stays = (bool(main) and main == before.backup) + (bool(backup) and backup == before.main)
        long = standing[child, 0] * (bool(main) and main == before.main)
        long += standing[child, 1] * (bool(backup) and backup == before.backup)
        return STAYS * stays + STANDING * long + value(child, main, backup)

    _, most_kept = naming.maximise(kept, seed)
    _, most_named = naming.maximise(named, seed)
    naming.last(between_equals, balance, seed)
    pairs = {
        child.child_id: Pair(child.child_id, *found)
        for child, found in zip(children, naming.found, strict=True)
    }
    return Named(pairs, most_kept and most_named)


def _standing(week: Week) -> dict[tuple[int, int], int]:
    """For each place beside a child: how many others are younger, 0 for an unknown start."""
    since = {
        (n, rank): day
        for n, child in enumerate(week.children)
        for rank, day in enumerate((child.main_since, child.backup_since))
    }
    days = sorted({day for day in since.values() if day is not None}, reverse=True)
    place = {day: n + 1 for n, day in enumerate(days)}
    return {key: 0 if day is None else place[day] for key, day in since.items()}
