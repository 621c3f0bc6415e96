"""What the search for a rota came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from basehaven.core.room.demand import TooMany
from basehaven.core.room.lack import LackAtOnce, LackInWeek
from basehaven.core.room.week import Rota


class Status(StrEnum):
    """Whether there is a plan."""

    FOUND = "found"
    IMPOSSIBLE = "impossible"  # proved: no plan keeps every rule
    NOT_FOUND = "not_found"  # none was found in the time given, and none was proved away


class Family(StrEnum):
    """Rules that can stand in each other's way, besides the ratios."""

    BREAKS = "breaks"
    SHORTEST = "shortest"
    DAY_HOURS = "day_hours"
    ROOMS = "rooms"
    ABSENCE = "absence"  # leave, days off, and times an adult can work
    CONTRACTS = "contracts"  # hours and days a week


@dataclass(frozen=True, slots=True)
class Missing:
    """Adults missing in the nearest plan.

    Attributes:
        needed: how many the rules ask for then.
        short: how many of them the nearest plan lacks.
        children: how many are there.
        by: the rules that ask.
    """

    room_id: str
    day: date
    start: int
    end: int
    needed: int
    short: int
    children: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot all hold, as few as were found.

    Attributes:
        day: the day on which; None: over the week.
        rooms: whose ratios and groups belong to it.
        families: what else belongs to it.
        smallest: without any one of them the others could hold; False where the
            time did not suffice to tell of each.
    """

    day: date | None
    rooms: tuple[str, ...]
    families: tuple[Family, ...]
    smallest: bool = True


@dataclass(frozen=True, slots=True)
class Obstacles:
    """Why there is no plan, the plainest reason first; empty lists where none was found.

    Attributes:
        too_many: groups that no number of adults makes right.
        at_once: times at which too few adults could be there.
        in_week: contracts that hold too few hours.
        conflict: a smallest set of rules that cannot all hold.
        nearest: what the nearest plan lacks.
        below_least: adults whose least hours the nearest plan does not reach.
    """

    too_many: tuple[TooMany, ...] = ()
    at_once: tuple[LackAtOnce, ...] = ()
    in_week: LackInWeek | None = None
    conflict: Conflict | None = None
    nearest: tuple[Missing, ...] = ()
    below_least: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan, or why there is none.

    Attributes:
        status: see :class:`Status`.
        rota: the plan; None without one.
        covered: child minutes with main or backup in the plan.
        bound: no plan that keeps as many pairs has more.
        asked: child minutes in all.
        pairs_proven: no plan keeps more pairs.
        obstacles: why there is no plan.
        same_again: another run with the same seed, version and workers gives the
            same plan, on any machine.
        seconds: of the clock.
        seed: of the search.
    """

    status: Status
    rota: Rota | None
    covered: int
    bound: int
    asked: int
    pairs_proven: bool
    obstacles: Obstacles
    same_again: bool
    seconds: float
    seed: int

    @property
    def gap(self) -> float:
        """By how much of the bound the plan may fall short of the best: 0 is proven best."""
        return (self.bound - self.covered) / self.bound if self.bound else 0.0
