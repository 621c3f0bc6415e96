"""The one disclosure step: counts in, what may be published out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from basehaven.core.disclosure.alike import to_hide_alike
from basehaven.core.disclosure.block import Place
from basehaven.core.disclosure.collect import Collected, Where, collect
from basehaven.core.disclosure.earlier import check_against
from basehaven.core.disclosure.moves import Moves
from basehaven.core.disclosure.release import Release
from basehaven.core.disclosure.types import (
    HIDDEN,
    ROUNDED,
    SHOWN,
    Figure,
    Key,
    Protected,
    Rules,
    Table,
    Withheld,
)

CANNOT = (
    "a small count in it could be worked out from what is published already, and nothing else "
    "that could be hidden would prevent it"
)


def protect(tables: Sequence[Table], rules: Rules, earlier: Sequence[Release] = ()) -> Protected:
    """Say what may be published of tables, so that no small count can be worked out.

    Args:
        tables: everything of one release. What is published together must be
            handed in together; what is left out is not protected against.
        rules: the jurisdiction's.
        earlier: every release published so far, in any order.

    Returns:
        A figure for each cell, hidden or not, and the breakdowns left out whole.
        Each hidden small count could have ``rules.least_possible`` values or more
        for somebody who knows all figures of this release and of the earlier ones.

    Raises:
        NotPossible: tables that contradict each other, or do not hold what was
            published earlier.

    It must not be used figure by figure: two tables protected apart may betray
    each other. It does not protect against what somebody knows from elsewhere.

    >>> from basehaven.core.disclosure.types import Cell, at
    >>> regions = {"north": (3, 90), "south": (40, 95), "east": (60, 120)}
    >>> cells = [Cell("moves", "2024", at(region=r), n, d) for r, (n, d) in regions.items()]
    >>> cells.append(Cell("moves", "2024", (), 103, 305))
    >>> done = protect([Table(tuple(cells))], Rules())
    >>> [(figure.numerator, figure.denominator) for figure in done.figures.values()]
    [(None, 90), (None, 95), (60, 120), (105, 305)]
    """
    withheld: list[Withheld] = []
    left_out: set[Key] = set()
    alike: set[Where] = set()
    while True:
        found = collect(tables, rules)
        check_against(found, earlier, rules)
        _forget(found, left_out)
        _need(found, alike, rules)
        stuck = _hide_all(found, rules, left_out)
        if stuck is not None:
            more, told = _leave_out(found, stuck, left_out)
            left_out |= more
            withheld += told
        elif telling := to_hide_alike(found, rules, left_out) - alike:
            alike |= telling
        else:
            break
    # A row that says "hidden" tells that somebody is there: of what is left out there is no row.
    figures = {key: _figure(found, key, rules) for key in found.cells
               if key not in left_out or _public_already(found, key)}  # fmt: skip
    return Protected(figures, tuple(withheld), rules)


def _public_already(found: Collected, key: Key) -> bool:
    places = (found.now(where) for where in (found.numerators[key], found.denominators[key]))
    return any(place in block.fixed for block, place in places)


def _forget(found: Collected, left_out: set[Key]) -> None:
    """Nothing is said of these cells, not even that there is nobody."""
    for key in left_out:
        for where in (found.numerators[key], found.denominators[key]):
            block, place = found.now(where)
            if place not in block.fixed:
                block.hidden.add(place)
                block.virtual.add(place)


def _need(found: Collected, places: set[Where], rules: Rules) -> None:
    """These are no small counts, and must stay as open as one."""
    for name, place in places:
        found.blocks[name].needs.setdefault(place, rules.least_possible)


def _hide_all(found: Collected, rules: Rules, left_out: set[Key]) -> Where | None:
    """Hide what is small and what would betray it; returns where that cannot be done."""
    for name, block in found.blocks.items():
        if _keys_of(found, name) <= left_out:
            continue  # nothing new is said of it
        block.hidden |= set(block.needs) - block.virtual - block.fixed
        moves = Moves(block, rules.zeros_shown)
        safe: dict[Place, float] = {}
        for place in sorted(block.needs, key=lambda one: (len(one), sorted(one))):
            if place in block.fixed or safe.get(place, 0) >= block.needs[place]:
                continue  # public already, or touched by the move of another
            move = moves.cheapest(place)
            if move is None:
                return name, place
            block.hidden |= move.touched - block.virtual
            for one in move.touched:
                safe[one] = max(safe.get(one, 0), move.possible)
    return None


def _leave_out(found: Collected, stuck: Where, before: set[Key]) -> tuple[set[Key], list[Withheld]]:
    """The breakdown that a count stands in; if that was not enough, all of the indicator."""
    name, place = stuck
    dimensions = _dimensions(place)
    of_block = _keys_of(found, name)
    inside = {key for key in of_block if dimensions and {d for d, _ in key[2]} >= dimensions}
    gone = inside - before or of_block - before
    which = sorted({(indicator, period) for indicator, period, _ in gone})
    named = tuple(sorted(dimensions)) if gone <= inside else ()
    return gone, [Withheld(indicator, period, named, CANNOT) for indicator, period in which]


def _keys_of(found: Collected, name: str) -> set[Key]:
    return {
        key for key in found.cells if name in (found.numerators[key][0], found.denominators[key][0])
    }


def _dimensions(place: Place) -> set[str]:
    return {d.partition("=")[0] for d, _ in place} - {""}


def _figure(found: Collected, key: Key, rules: Rules) -> Figure:
    cell = found.cells[key]
    shown: list[int | None] = []
    for where, count in (
        (found.numerators[key], cell.numerator),
        (found.denominators[key], cell.denominator),
    ):
        block, place = found.now(where)
        shown.append(None if place in block.hidden else rules.rounded(count))
    numerator, denominator = shown
    value, small_base = None, denominator is not None and denominator < rules.least_base
    if numerator is not None and denominator and not small_base:
        value = Fraction(numerator, denominator)
    state = HIDDEN if numerator is None else SHOWN if rules.rounding == 1 else ROUNDED
    return Figure(*key, numerator, denominator, value, state, small_base)
