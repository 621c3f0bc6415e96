"""Bases of nearly the same children are hidden alike, wherever they are protected apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from basehaven.core.disclosure.block import Block, Place
from basehaven.core.disclosure.collect import Collected, Where
from basehaven.core.disclosure.types import Key, Rules


@dataclass(frozen=True, slots=True)
class Base:
    """A base of one indicator, and its "yes" where both stand in one block."""

    count: int
    name: str
    block: Block
    place: Place
    yes: Place | None

    @property
    def hidden(self) -> bool:
        return self.place in self.block.hidden


def to_hide_alike(found: Collected, rules: Rules, left_out: AbstractSet[Key]) -> set[Where]:
    """Counts that would tell of one that is hidden in another block.

    A rate by removals and a share of the same children, or two indicators of which
    one leaves a child out, each hide bases of their own choice: what one hides could
    be taken from the other. A "yes" that is shown says that its base is no less.

    Args:
        found: with everything hidden that each block needs by itself.
        rules: of the release.
        left_out: cells of which nothing is said.

    Returns:
        Block and place of each base within a few children of a hidden one, and of the
        "yes" of it; they have to be protected as small counts are. None stays shown, so
        that hidden is never none.
    """
    wanted: set[Where] = set()
    for bases in _bases(found, left_out):
        for one in bases:
            if any(other.hidden and _near(one, other, rules) for other in bases):
                wanted |= {(one.name, place) for place in (one.place, one.yes) if place}
    return {(name, place) for name, place in wanted if _protects(found.blocks[name], place)}


def _protects(block: Block, place: Place) -> bool:
    there = block.counts[place] and place not in block.fixed | block.virtual
    return bool(there) and place not in block.needs


def _bases(found: Collected, left_out: AbstractSet[Key]) -> list[list[Base]]:
    """Those of one period and place, of all indicators."""
    by_place: dict[tuple[str, object], list[Base]] = defaultdict(list)
    for key, cell in found.cells.items():
        if key not in left_out and cell.denominator:
            name = found.denominators[key][0]
            block, place = found.now(found.denominators[key])
            of_yes, yes = found.now(found.numerators[key])
            inside = yes if of_yes is block and yes != place else None
            by_place[key[1], key[2]].append(Base(cell.denominator, name, block, place, inside))
    return list(by_place.values())


def _near(one: Base, other: Base, rules: Rules) -> bool:
    apart = (one.name, one.place) != (other.name, other.place)
    return apart and abs(one.count - other.count) <= rules.hidden_to
