"""How well the comfort order finds an order that is known, beside a naive count.

    python -m benchmarks.comfort_recovery
    python -m benchmarks.comfort_recovery --children 200 --json comfort.json

The recipe of the input: made-up children whose order is known. Two teachers
are there nearly always, a mother, a father and a grandmother seldom, and the
three come before the teachers when they are there. Whom a child turns to is
drawn by Luce's rule from a worth of each adult (below, in log odds), with a
second adult in one moment of five. In one hard moment of five nobody is sought, in one
of ten nothing is noted. Moments of play are mixed in, in the opposite order.
Moments are spread evenly over 16 weeks; each child has its own seed.

The peer is a naive count: whoever was turned to more often comes first.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from math import exp
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from basehaven.core.relationships.comfort.estimate import estimate
from basehaven.core.relationships.comfort.order import whom_the_child_turns_to
from basehaven.core.relationships.comfort.settings import ComfortSettings
from basehaven.core.relationships.types import CareEvent
from basehaven.knowledge.comfort import comfort_settings

TODAY = date(2024, 6, 30)
BORN = date(2022, 10, 1)  # under 24 months: the shorter half-life
DAYS = 7 * 16
WORTH = {"mother": 1.8, "father": 1.0, "grandmother": 0.6, "teacher-1": 0.2, "teacher-2": -0.6}
THERE = {"mother": 0.2, "father": 0.15, "grandmother": 0.1, "teacher-1": 0.97, "teacher-2": 0.8}
EVEN = dict.fromkeys(WORTH, 0.0)
SHOWN = (
    "pairs said", "of these right", "naive right", "intervals", "coverage", "width",
    "found: order", "found: turns_to_anyone",
)  # fmt: skip
SIZES = (10, 20, 40, 80, 160)


@dataclass(frozen=True, slots=True)
class World:
    """Made-up children: whom they would turn to, and who is there."""

    worth: dict[str, float]
    there: dict[str, float]
    moved_after: int | None = None  # days; before that the order was the opposite
    prior_sd: float | None = None  # each child's worths are drawn anew, around 0

    def worth_of(self, seed: int) -> dict[str, float]:
        """The worths of one child: those given, or drawn as the estimate's prior has them."""
        if self.prior_sd is None:
            return self.worth
        pick = random.Random(f"worth {seed}")
        return {adult: pick.gauss(0, self.prior_sd) for adult in self.worth}

    def moments(self, count: int, seed: int) -> list[CareEvent]:
        """Hard moments of one child, and half as many of play."""
        pick, worth = random.Random(seed), self.worth_of(seed)
        hard = [self._moment(f"h{n}", "hurt", worth, pick) for n in range(count)]
        opposite = {adult: -value for adult, value in worth.items()}
        play = [self._moment(f"p{n}", "play", opposite, pick) for n in range(count // 2)]
        return hard + play

    def _moment(
        self, name: str, context: str, worth: dict[str, float], pick: random.Random
    ) -> CareEvent:
        ago = pick.randrange(DAYS)
        if self.moved_after is not None and ago > DAYS - self.moved_after:
            worth = {adult: -value for adult, value in worth.items()}
        there = [adult for adult, often in self.there.items() if pick.random() < often]
        event = CareEvent(
            name,
            datetime.combine(TODAY - timedelta(days=ago), datetime.min.time(), UTC),
            context,
            available=tuple(there),
            observer_id=pick.choice(there) if there else None,
        )
        drawn = pick.random()
        if drawn < 0.1:
            return event
        if not there or drawn < 0.3:
            return replace(event, sought="nobody")
        order = luce(there, worth, pick, 2 if pick.random() < 0.2 else 1)
        return replace(event, sought="someone", approached=order)


def luce(
    there: Sequence[str], worth: dict[str, float], pick: random.Random, most: int
) -> tuple[str, ...]:
    """Whom the child turns to, first and perhaps second."""
    left, order = list(there), []
    while left and len(order) < most:
        adult = pick.choices(left, [exp(worth[a]) for a in left])[0]
        order.append(adult)
        left.remove(adult)
    return tuple(order)


def naive(events: Sequence[CareEvent]) -> Counter[str]:
    """The peer: how often each was turned to, whoever else was there."""
    return Counter(adult for e in events if e.context != "play" for adult in e.approached[:1])


def measure(
    world: World, count: int, children: int, settings: ComfortSettings, first_seed: int = 0
) -> dict[str, float]:
    """Shares over all pairs of adults of all children, and how intervals did."""
    seen: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    pairs = list(combinations(sorted(world.worth), 2))
    for seed in range(first_seed, first_seed + children):
        events, worth = world.moments(count, seed), world.worth_of(seed)
        lanes = whom_the_child_turns_to(events, TODAY, BORN, settings)
        findings[lanes.said.finding.value] += 1
        said = {(pair.one, pair.other): pair.more_to for pair in lanes.comfort.pairs}
        counted = naive(events)
        for one, other in pairs:
            gap = worth[one] - worth[other]
            more = one if gap > 0 else other if gap < 0 else None
            edge = said.get((one, other))
            ahead = counted[one] - counted[other]
            by_count = one if ahead > 0 else other if ahead < 0 else None
            seen["edges"] += edge is not None
            seen["edges right"] += edge is not None and edge == more
            seen["naive says"] += by_count is not None
            seen["naive right"] += by_count is not None and by_count == more
        for contrast in estimate(events, TODAY, BORN, settings).contrasts:
            truth = 1 / (1 + exp(worth[contrast.other] - worth[contrast.one]))
            seen["intervals"] += 1
            seen["covering"] += contrast.low <= truth <= contrast.high
            seen["width"] += contrast.high - contrast.low  # type: ignore[assignment]
    return _shares(seen, len(pairs) * children) | {
        f"found: {name}": n / children for name, n in sorted(findings.items())
    }


def _shares(seen: Counter[str], pairs: int) -> dict[str, float]:
    def part(of: str, whole: int) -> float:
        return seen[of] / whole if whole else float("nan")

    return {
        "pairs said": part("edges", pairs),
        "of these right": part("edges right", seen["edges"]),
        "naive says": part("naive says", pairs),
        "naive right": part("naive right", seen["naive says"]),
        "intervals": part("intervals", pairs),
        "coverage": part("covering", seen["intervals"]),
        "width": part("width", seen["intervals"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("--children", type=int, default=200, help="made up for each line")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    given = parser.parse_args()
    settings = comfort_settings()
    slow = replace(settings, half_life_weeks=520.0)
    worlds = {
        "a known order": (World(WORTH, THERE), settings),
        "a known order, without fading": (World(WORTH, THERE), slow),
        "orders drawn as the prior has them, without fading": (
            World(WORTH, THERE, prior_sd=settings.prior_sd), slow,
        ),
        "no preference at all": (World(EVEN, THERE), settings),
        "an order that turned 8 weeks ago": (World(WORTH, THERE, 56), settings),
        "an order that turned 8 weeks ago, without fading": (World(WORTH, THERE, 56), slow),
    }  # fmt: skip
    told: dict[str, Any] = {}
    console = Console(width=110)
    for name, (world, chosen) in worlds.items():
        told[name] = {n: measure(world, n, given.children, chosen) for n in SIZES}
        table = Table(title=name, title_justify="left")
        for column in ("hard moments", *SHOWN):
            table.add_column(column.removeprefix("found: ").replace("_", " "), justify="right")
        for n, figures in told[name].items():
            table.add_row(str(n), *(f"{figures.get(column, 0.0):.2f}" for column in SHOWN))
        console.print(table)
    if given.json:
        given.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
