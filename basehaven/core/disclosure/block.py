"""Counts that add up with each other, and how: the base that moves are looked for in.

A *block* holds every count of one population and period. A place in it is a set
of ``(dimension, value)``; a dimension that is not named is its total. Yes and no
of an indicator are a dimension too, so that "base = yes + no" is a sum like any
other. Counts that nobody publishes but anybody can subtract are in it as well:
``no``, the rest of a total that its parts do not reach, "not in this group".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from basehaven.core.errors import NotPossible

Place = frozenset[tuple[str, str]]
Pattern = frozenset[tuple[str, int]]  # dimensions with the depth of their value

TOP = ""  # the value of a dimension that is not named
REST = "(rest)"
OUTCOME = "="  # begins the dimension of an indicator's yes and no
YES, NO = "yes", "no"
LEFT_OUT = -1


@dataclass(slots=True)
class Block:
    """Counts and their sums.

    Attributes:
        counts: place -> count.
        virtual: places that are not published themselves.
        parents: dimension -> value -> the wider value; :data:`TOP` if there is none.
        needs: place -> how many values it must be able to have.
        hidden: published places that are hidden.
        fixed: places whose count is public already.
        overlapping: dimensions in which a child may stand in several values.
        inside: dimension -> what every place by it holds too: an indicator of those
            alone who are a "yes" of another.
    """

    counts: dict[Place, int] = field(default_factory=dict)
    virtual: set[Place] = field(default_factory=set)
    parents: dict[str, dict[str, str]] = field(default_factory=dict)
    needs: dict[Place, int] = field(default_factory=dict)
    hidden: set[Place] = field(default_factory=set)
    fixed: set[Place] = field(default_factory=set)
    overlapping: set[str] = field(default_factory=set)
    inside: dict[str, tuple[str, str]] = field(default_factory=dict)

    def path(self, dimension: str, value: str) -> list[str]:
        """A value and every wider one, the total last."""
        found = [value]
        while found[-1] != TOP:
            found.append(self.parents[dimension].get(found[-1], TOP))
        return found

    def depth(self, dimension: str, value: str) -> int:
        return len(self.path(dimension, value)) - 1

    def children(self) -> dict[tuple[str, str], list[str]]:
        """(dimension, value) -> the values right below it."""
        below: dict[tuple[str, str], list[str]] = defaultdict(list)
        for dimension, parents in self.parents.items():
            for value, parent in sorted(parents.items()):
                below[dimension, parent].append(value)
        return below

    def pattern(self, place: Place) -> Pattern:
        return frozenset((d, self.depth(d, v)) for d, v in place)

    def patterns(self) -> dict[Pattern, list[Place]]:
        found: dict[Pattern, list[Place]] = defaultdict(list)
        for place in self.counts:
            found[self.pattern(place)].append(place)
        return found


def complete(block: Block) -> None:
    """Add what can be subtracted: the cells that were left out, and every rest.

    Raises:
        NotPossible: a part is more than its total.
    """
    _split_overlapping(block, block.overlapping & set(block.parents))
    _add_left_out(block)
    if overlapping := _overlapping(block):
        _split_overlapping(block, overlapping)
    if impossible := _overlapping(block):
        raise NotPossible(
            f"By {min(impossible).partition('=')[0] or 'outcome'}, a part counts more than the "
            "total it is part of. Compute both from the same children."
        )
    for dimension in sorted(block.parents):
        _add_rests(block, dimension)


def at_value(place: Place, dimension: str, value: str) -> Place:
    """The same place with another value of one dimension."""
    rest = frozenset(pair for pair in place if pair[0] != dimension)
    return rest if value == TOP else rest | {(dimension, value)}


def _sums(block: Block, dimension: str) -> Iterator[tuple[Place, str, int]]:
    """``(total, its value, sum of its parts)`` wherever parts are given."""
    below = block.children()
    with_parts = {
        (block.pattern(at_value(place, dimension, TOP)), block.depth(dimension, value))
        for place in block.counts
        if (value := dict(place).get(dimension, TOP)) != TOP
    }
    inside = block.inside.get(dimension)
    for total in sorted(block.counts, key=sorted):
        if inside is not None and inside not in total:
            continue
        value = dict(total).get(dimension, TOP)
        parts = below.get((dimension, value))
        key = (block.pattern(at_value(total, dimension, TOP)), block.depth(dimension, value) + 1)
        if parts and key in with_parts:
            places = (at_value(total, dimension, part) for part in parts)
            yield total, value, sum(max(block.counts.get(place, 0), 0) for place in places)


def _overlapping(block: Block) -> set[str]:
    return {
        dimension
        for dimension in block.parents
        if any(block.counts[total] < got for total, _, got in _sums(block, dimension))
    }


def _split_overlapping(block: Block, dimensions: set[str]) -> None:
    """Each value of such a dimension becomes one of its own: in it, or not in it."""
    for dimension in dimensions:
        for value in block.parents.pop(dimension):
            block.parents[f"{dimension}={value}"] = {value: TOP}
    for name in ("counts", "needs"):
        held: dict[Place, int] = getattr(block, name)
        setattr(block, name, {renamed(p, dimensions): n for p, n in held.items()})
    for name in ("virtual", "hidden", "fixed"):
        places: Iterable[Place] = getattr(block, name)
        setattr(block, name, {renamed(place, dimensions) for place in places})


def renamed(place: Place, overlapping: set[str]) -> Place:
    """A place in the dimensions that overlapping ones were split into."""
    return frozenset((f"{d}={v}" if d in overlapping else d, v) for d, v in place)


def _add_left_out(block: Block) -> None:
    """A cell that is missing among others of its kind: none, or the sum of its parts."""
    for pattern in list(block.patterns()):
        there = [frozenset[tuple[str, str]]()]
        for d, depth in sorted(pattern):
            values = [value for value in block.parents[d] if block.depth(d, value) == depth]
            there = [place | {(d, value)} for place in there for value in values]
        for place in there:
            held = {block.inside[d] for d, _ in place if d in block.inside}
            if place not in block.counts and held <= place:
                block.counts[place] = LEFT_OUT
    while _sum_left_out(block):
        pass  # a sum may be part of another
    for place, count in block.counts.items():
        block.counts[place] = max(count, 0)


def _sum_left_out(block: Block) -> int:
    found = {
        total: got
        for dimension in sorted(block.parents)
        for total, _, got in _sums(block, dimension)
        if block.counts[total] == LEFT_OUT and got > 0
    }
    block.counts |= found
    block.virtual |= set(found)
    return len(found)


def _add_rests(block: Block, dimension: str) -> None:
    left: dict[str, dict[Place, int]] = defaultdict(dict)
    for total, value, got in _sums(block, dimension):
        rest = f"{value}{REST}"
        left[rest][at_value(total, dimension, rest)] = block.counts[total] - got
    for rest, counts in left.items():
        if any(counts.values()):
            block.parents[dimension][rest] = rest.removesuffix(REST)
            block.counts |= counts
            block.virtual |= set(counts)
