"""The search for a week: a start, repairs where adults are missing, then better cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import combinations

from basehaven.core.room.week import Pair
from basehaven.solver.comfort import comfort_of
from basehaven.solver.effort import Effort
from basehaven.solver.grid import BREAK, Cell, Days, Grid
from basehaven.solver.part import Ask, Budget, Found, Part
from basehaven.solver.spread import spread

Key = tuple[int, int]
START, REPAIR, TRADE, TIDY, ROOMS = 1.0, 2.0, 0.5, 0.6, 0.2
"""Deterministic time for one search of each kind, at most."""
NEAR = 0.002  # a day's search may stop so near its best: the next one goes on from there
REPAIRS = 12  # rounds; each looks at every day on which somebody is missing
WIDER = ((-2, 0, 2, 4, 8), (-4, -2, 0, 2, 4, 6, 8), tuple(range(-16, 17, 2)))
"""By how many quarter hours shifts may change in a first, second and later repair of a day."""
IN_VAIN = 12  # trades in a row without a gain, after which trading ends
TRADES = (-4, -2, 0, 2, 4)
LONGER = (0, 1, 2, 4)


class Search:
    """A plan that becomes better step by step; it never gets worse."""

    def __init__(self, grid: Grid, pairs: Mapping[str, Pair], effort: Effort, seed: int) -> None:
        """Begin with nobody at work."""
        self.grid, self.effort, self.seed = grid, effort, seed
        self.plan: Days = {}
        self.repaired: dict[int, int] = {}
        self.today = {
            (grid.adult_index[s.adult_id], grid.week.days.index(s.day)): s
            for s in grid.week.today
            if s.adult_id in grid.adult_index and s.day in grid.week.days
        }
        self.name(pairs)

    def name(self, pairs: Mapping[str, Pair]) -> None:
        """Take other pairs."""
        self.pairs = dict(pairs)
        self.groups = self.grid.groups(self.pairs)

    # what the plan is like

    def here(self) -> dict[Cell, set[int]]:
        """Adults at work in each cell."""
        found: dict[Cell, set[int]] = {}
        for (adult, day), plan in self.plan.items():
            for offset, room in enumerate(plan.rooms):
                if room != BREAK:
                    found.setdefault((room, day, plan.start + offset), set()).add(adult)
        return found

    def short(self) -> dict[Cell, int]:
        """Adults missing, by cell."""
        here = self.here()
        return {
            cell: missing
            for cell, needed in sorted(self.grid.need.items())
            if (missing := needed - len(here.get(cell, ()))) > 0
        }

    def lacking(self) -> int:
        """Adults missing and quarter hours below a contract's least, together."""
        below = (self.grid.terms(a).least - self._paid(a) for a in range(len(self.grid.adults)))
        return sum(self.short().values()) + sum(max(minus, 0) for minus in below)

    def below_least(self) -> list[str]:
        """Adults whose least hours are not reached."""
        return [
            adult.adult_id
            for a, adult in enumerate(self.grid.adults)
            if self._paid(a) < self.grid.terms(a).least
        ]

    def covered(self) -> list[int]:
        """Quarter hours with main or backup, for each child."""
        here, found = self.here(), [0] * len(self.grid.week.children)
        for cell, groups in self.groups.items():
            team = here.get(cell, set())
            for pair, children in groups.items():
                if team & set(pair):
                    for child in children:
                        found[child] += 1
        return found

    def uncovered(self) -> dict[Key, int]:
        """Child quarter hours with neither, by room and day."""
        here: dict[Cell, set[int]] = self.here()
        found: dict[Key, int] = {}
        for (room, day, slot), groups in self.groups.items():
            team = here.get((room, day, slot), set())
            for pair, children in groups.items():
                if not team & set(pair):
                    found[room, day] = found.get((room, day), 0) + len(children)
        return found

    def _paid(self, adult: int, but: Iterable[int] = ()) -> int:
        without = set(but)
        mine = [p for (a, d), p in self.plan.items() if a == adult and d not in without]
        return sum(self.grid.paid(plan.work) for plan in mine)

    def _works(self, adult: int, but: Iterable[int] = ()) -> int:
        without = set(but)
        return sum(a == adult and d not in without for a, d in self.plan)

    # asking

    def _budgets(self, free: Iterable[Key], sharers: int = 1) -> dict[int, Budget]:
        """What is left for these days; of what is spare, each of several searches gets a part."""
        days: dict[int, list[int]] = {}
        for adult, day in free:
            days.setdefault(adult, []).append(day)
        found = {}
        for adult, mine in days.items():
            terms, rest = self.grid.terms(adult), self._paid(adult, mine)
            now = self._paid(adult) - rest
            spare = max(terms.most - rest - now, 0) // sharers
            often = self._works(adult) - self._works(adult, mine)
            free_days = max(terms.days - self._works(adult), 0) // sharers
            least = max(terms.least - rest, 0)
            found[adult] = Budget(now + spare, least if sharers == 1 else 0, often + free_days)
        return found

    def _lengths(self, adult: int, day: int, steps: Sequence[int]) -> tuple[int, ...]:
        """Lengths near the one planned; somebody off may come for a usual day."""
        allowed = self.grid.lengths(adult)
        if not allowed:
            return ()
        plan = self.plan.get((adult, day))
        usual = self.grid.terms(adult).most // max(1, min(self.grid.terms(adult).days, 5))
        middle = plan.work if plan else min(max(usual, allowed[0]), allowed[-1])
        return tuple(sorted({n for step in steps if (n := middle + step) in allowed}))

    def _run(self, asks: Sequence[Ask], effort: float, near: float = 0.0) -> bool:
        """Search parts that do not touch each other; take what is no worse. Was it better?"""
        parts = [Part(self.grid, self.groups, self.plan, ask) for ask in asks]
        seconds = self.effort.seconds_left()
        found: list[Found] = self.effort.side_by_side(
            [partial(part.solve, effort, seconds, self.seed, near) for part in parts]
        )
        self.effort.spent += sum(one.effort for one in found)
        self.effort.cut |= any(one.cut for one in found)
        before = self._worth()
        old = dict(self.plan)
        for ask, one in zip(asks, found, strict=True):
            if one.days is not None:
                for key in ask.free:
                    self.plan.pop(key, None)
                self.plan.update(one.days)
        after = self._worth()
        if after < before:
            self.plan = old
        return after > before

    def _worth(self) -> tuple[int, int]:
        return -self.lacking(), sum(self.covered())

    # the steps

    def start(self) -> None:
        """A first plan: lengths by a rough guess, then every day for itself."""
        together: dict[Key, int] = {}
        for (_, day, _), groups in self.groups.items():
            for pair, children in groups.items():
                for adult in pair:
                    key = (adult, day)
                    together[key] = together.get(key, 0) + len(children)
        lengths = spread(self.grid, together, self.today)
        asks = []
        for day in range(len(self.grid.slots)):
            free = {(a, d): (n,) for (a, d), n in lengths.items() if d == day}
            if free:
                budgets = {a: Budget(self.grid.paid(n[0]), 0, 1) for (a, _), n in free.items()}
                asks.append(Ask(free, budgets))
        self._run(asks, START, NEAR)

    def repair(self, share: float) -> None:
        """Lengthen, shorten and move shifts on the days on which adults are missing."""
        for _ in range(REPAIRS):
            short = self.short()
            if not self.lacking() or not self.effort.left(share):
                return
            by_day: dict[int, set[int]] = {}
            for room, day, _ in short:
                by_day.setdefault(day, set()).add(room)
            if not by_day:  # only a contract's least is not reached
                by_day = {day: set() for day in range(len(self.grid.slots))}
            batch = sorted(by_day, key=lambda day: (self.repaired.get(day, 0), day))
            wide = any(self.repaired.get(day, 0) > 1 for day in batch[: self.effort.workers])
            batch = batch[: 1 if wide else self.effort.workers]
            asks = [self._repair(day, by_day[day], len(batch)) for day in batch]
            for day in batch:
                self.repaired[day] = self.repaired.get(day, 0) + 1
            self._run(asks, min(REPAIR, self.effort.left()), NEAR)

    def _repair(self, day: int, rooms: set[int], sharers: int) -> Ask:
        often = self.repaired.get(day, 0)
        steps = WIDER[min(often, len(WIDER) - 1)]
        free: dict[Key, Sequence[int]] = {}
        for adult in range(len(self.grid.adults)):
            near = often > 0 or not rooms or rooms & set(self.grid.rooms_of[adult])
            lengths = self._lengths(adult, day, steps if near else (0,))
            if lengths and (near or (adult, day) in self.plan):
                free[adult, day] = lengths
            other = self._longest_other(adult, day) if often > 1 and near else None
            if other is not None:  # a third time: hours may come from another day
                free[adult, other] = self._lengths(adult, other, (-4, -2, 0))
        rest = frozenset(free) if often > 1 else frozenset()
        return Ask(free, self._budgets(free, sharers), may_rest=rest)

    def _longest_other(self, adult: int, day: int) -> int | None:
        others = [(-p.work, d) for (a, d), p in self.plan.items() if a == adult and d != day]
        return min(others)[1] if others else None

    def trade(self, share: float) -> None:
        """Move hours between days and adults of a room, where children are without both."""
        tried: set[tuple[int, int, int]] = set()
        in_vain = 0
        while self.effort.left(share) and in_vain < IN_VAIN:
            batch = self._next_trades(tried)
            if not batch:
                return
            asks = [self._trade(room, days, len(batch)) for room, *days in batch]
            if self._run(asks, min(TRADE, self.effort.left())):
                rooms = {r for ask in asks for a, _ in ask.free for r in self.grid.rooms_of[a]}
                tried = {one for one in tried if one[0] not in rooms}
                in_vain = 0
            else:
                in_vain += 1
            tried |= set(batch)

    def _next_trades(self, tried: set[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """The most promising room and two days not tried yet; more, if they share no day."""
        without = self.uncovered()
        days = range(len(self.grid.slots))
        pairs = list(combinations(days, 2)) or [(0, 0)]
        open_ = [
            (-without.get((room, one), 0) - without.get((room, other), 0), room, one, other)
            for room in range(len(self.grid.week.rooms))
            for one, other in pairs
            if (room, one, other) not in tried
        ]
        chosen: list[tuple[int, int, int]] = []
        taken: set[int] = set()
        for worth, room, one, other in sorted(open_):
            if worth < 0 and not {one, other} & taken and len(chosen) < self.effort.workers:
                chosen.append((room, one, other))
                taken |= {one, other}
        return chosen

    def _adults_of(self, room: int) -> list[int]:
        return [a for a, rooms in enumerate(self.grid.rooms_of) if room in rooms]

    def _trade(self, room: int, days: Sequence[int], sharers: int) -> Ask:
        free = {
            (adult, day): lengths
            for adult in self._adults_of(room)
            for day in sorted(set(days))
            if (lengths := self._lengths(adult, day, TRADES))
        }
        return Ask(free, self._budgets(free, sharers))

    def tidy(self) -> None:
        """Wishes, evenness and today's rota, then fewer rooms; no day loses cover by it."""
        asked = [sum(s.span.minutes for s in c.stays) // 15 for c in self.grid.week.children]
        for hold_times in (False, True):
            comfort = comfort_of(self.grid, self.plan, self.grid.week.today, self.covered(), asked)
            asks = []
            for day in range(len(self.grid.slots)):
                steps = (0,) if hold_times else LONGER
                free = {(a, d): self._lengths(a, d, steps) for a, d in self.plan if d == day}
                if free:
                    budgets = self._budgets(free, len(self.grid.slots))
                    ask = Ask(free, budgets, hold_times=hold_times, strict=True, comfort=comfort)
                    asks.append(ask)
            share = ROOMS if hold_times else self.effort.left() / max(len(asks), 1)
            self._run(asks, min(TIDY, share))
