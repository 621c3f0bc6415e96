"""Other tables that would be published just the same.

A *move* adds t to some counts of a block and takes t from others so that every
sum still holds. If all counts that it touches are hidden, then whoever knows all
that is published cannot tell the true table from the moved one. So a small
count is safe as soon as one move is found that touches it, only hidden counts,
and has room for enough values of t. This holds in whole numbers and with every
margin and table at once, and it goes on holding when more is hidden.

A move is a product: in each dimension either one value gains what another loses,
or one value and every wider one gain together.

Source: the hypercube method of Repsilber and of Giessing (knowledge id
``hypercube-method``), here over margins, linked tables and numerators at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from basehaven.core.disclosure.block import OUTCOME, TOP, Block, Pattern, Place

Signs = dict[str, int]  # value of one dimension -> +1 or -1
AT_MOST = 20_000  # moves tried for one count before it is withheld with its breakdown
MARGIN = 8.0  # hiding a total costs as much as hiding so many of its parts


@dataclass(frozen=True, slots=True)
class Move:
    """What is touched, how many values that leaves open, and what hiding it costs."""

    touched: frozenset[Place]
    possible: float
    cost: float


@dataclass(slots=True)
class Moves:
    """Looks for moves in one block.

    Args:
        block: completed.
        zeros_shown: a published 0 stays 0, and what is hidden is known not to be 0.
    """

    block: Block
    zeros_shown: bool
    _patterns: list[Pattern] = field(default_factory=list)
    _below: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _tried: int = 0

    def __post_init__(self) -> None:
        """Look once at what does not change."""
        self._patterns = sorted(self.block.patterns(), key=lambda one: (len(one), sorted(one)))
        self._below = self.block.children()

    def cheapest(self, place: Place) -> Move | None:
        """The move that protects a place at the least cost, or None."""
        self._tried = 0
        own = dict(place)
        named = sorted(own, key=lambda d: (not d.startswith(OUTCOME), d))
        free = sorted(set(self.block.parents) - set(own))
        best: Move | None = None
        for signs in product(*(list(self._of_named(d, own[d])) for d in named)):
            move = self._with_free(dict(zip(named, signs, strict=True)), free, place, best)
            if move and (best is None or move.cost < best.cost):
                best = move
                if not best.cost:
                    break
            if self._tried > AT_MOST:
                break
        return best

    def _of_named(self, dimension: str, value: str) -> Iterator[Signs]:
        """Swaps with every other value, then gains."""
        leaves = self._leaves(dimension, value)
        others = [leaf for leaf in self._leaves(dimension, TOP) if leaf not in leaves]
        for leaf in leaves:
            for other in others:
                yield self._signs(dimension, leaf, other)
        for leaf in leaves:
            yield self._signs(dimension, leaf, None)

    def _leaves(self, dimension: str, value: str) -> list[str]:
        below = self._below.get((dimension, value))
        if not below:
            return [value]
        return [leaf for one in below for leaf in self._leaves(dimension, one)]

    def _signs(self, dimension: str, gains: str, loses: str | None) -> Signs:
        up = self.block.path(dimension, gains)
        down = self.block.path(dimension, loses) if loses is not None else []
        signs = {value: 1 for value in up if value not in down}
        return signs | {value: -1 for value in down if value not in up}

    def _with_free(
        self, signs: dict[str, Signs], free: list[str], place: Place, best: Move | None
    ) -> Move | None:
        """Choose a value in every dimension that the place does not name, cheapest first."""
        self._tried += 1
        move = self._move(signs, place)
        if move is None or self._tried > AT_MOST or (best and move.cost >= best.cost):
            return None
        matter = [d for d in free if self._matters(signs, d)]
        if not matter:
            return move
        dimension, rest = matter[0], [d for d in free if d != matter[0]]
        choices = []
        for leaf in self._leaves(dimension, TOP):
            chosen = signs | {dimension: self._signs(dimension, leaf, None)}
            if with_leaf := self._move(chosen, place):
                choices.append((with_leaf.cost, leaf, chosen))
        for _, _, chosen in sorted(choices, key=lambda choice: choice[:2]):
            if found := self._with_free(chosen, rest, place, best):
                return found
        return None

    def _matters(self, signs: dict[str, Signs], dimension: str) -> bool:
        """Whether counts by this dimension change, so that one of its values must too."""
        return dimension not in signs and any(
            dimension in (names := {d for d, _ in pattern})
            and all(TOP in signs[d] for d in signs if d not in names)
            for pattern in self._patterns
        )

    def _touched(self, signs: dict[str, Signs]) -> Iterator[tuple[Place, int]]:
        for pattern in self._patterns:
            depths = dict(pattern)
            if any(d not in signs for d in depths):
                continue
            if any(TOP not in of for d, of in signs.items() if d not in depths):
                continue
            entries = [
                [(d, value, sign) for value, sign in signs[d].items()
                 if value != TOP and self.block.depth(d, value) == depth]
                for d, depth in sorted(depths.items())
            ]  # fmt: skip
            for chosen in product(*entries):
                touched = frozenset((d, value) for d, value, _ in chosen)
                if touched in self.block.counts:
                    yield touched, math.prod(sign for _, _, sign in chosen)

    def _move(self, signs: dict[str, Signs], place: Place) -> Move | None:
        block, touched = self.block, []
        up = down = math.inf
        cost = 0.0
        for one, sign in self._touched(signs):
            count, virtual = block.counts[one], one in block.virtual
            if one in block.fixed or (not virtual and not count and self.zeros_shown):
                return None
            room = count - (0 if virtual or not self.zeros_shown else 1)
            up, down = (up, min(down, room)) if sign > 0 else (min(up, room), down)
            cost += self._cost(one, count)
            touched.append(one)
        if up + down + 1 < block.needs[place]:
            return None
        return Move(frozenset(touched), up + down + 1, cost)

    def _cost(self, place: Place, count: int) -> float:
        if place in self.block.virtual or place in self.block.hidden:
            return 0.0
        outcomes = any(d.startswith(OUTCOME) for d in self.block.parents)
        named = [d for d, _ in place if not d.startswith(OUTCOME)]
        dimensions = [d for d in self.block.parents if not d.startswith(OUTCOME)]
        base = outcomes and len(named) == len(place)
        margins = len(dimensions) - len(named)
        return float(MARGIN**margins * (3 if base else 1) * (1 + math.log1p(count)))
