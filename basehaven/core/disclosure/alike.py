"""Bases of nearly the same children are hidden alike, wherever they are protected apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet

from basehaven.core.disclosure.block import Block, Place
from basehaven.core.disclosure.collect import Collected
from basehaven.core.disclosure.types import Key, Rules

Base = tuple[int, Block, Place]


def hide_alike(found: Collected, rules: Rules, left_out: AbstractSet[Key]) -> None:
    """Hide each base that differs by a few children from one that is hidden.

    A rate by removals and a share of the same children, or two indicators of which
    one leaves a child out, each hide bases of their own choice: what one hides could
    be taken from the other. Hiding more never breaks a move that was found. None
    stays shown, so that hidden is never none.
    """
    while True:
        more = [
            (block, place)
            for bases in _bases(found, left_out)
            for count, block, place in bases
            if place not in block.hidden | block.fixed | block.virtual
            and any(_near(count, one, rules) and at in of.hidden for one, of, at in bases)
        ]
        if not more:
            return
        for block, place in more:
            block.hidden.add(place)


def _bases(found: Collected, left_out: AbstractSet[Key]) -> list[list[Base]]:
    """Those of one period and place, of all indicators."""
    by_place: dict[tuple[str, object], list[Base]] = defaultdict(list)
    for key, cell in found.cells.items():
        if key not in left_out and cell.denominator:
            base = (cell.denominator, *found.now(found.denominators[key]))
            by_place[key[1], key[2]].append(base)
    return list(by_place.values())


def _near(one: int, other: int, rules: Rules) -> bool:
    return abs(one - other) <= rules.hidden_to
