"""Tables into blocks: which counts there are, which are small, which are public already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from basehaven.core.disclosure.block import NO, OUTCOME, TOP, YES, Block, Place, complete
from basehaven.core.disclosure.populations import Group, Indicator, nested, populations
from basehaven.core.disclosure.types import RATE, SHARE, Cell, Key, Rules, Table
from basehaven.core.errors import NotPossible

Where = tuple[str, Place]  # name of a block and a place in it


@dataclass(slots=True)
class Collected:
    """All tables of a release as blocks.

    Attributes:
        cells: by key, each once.
        blocks: by name.
        numerators: key of a cell -> where its numerator stands.
        denominators: likewise.
    """

    cells: dict[Key, Cell] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    numerators: dict[Key, Where] = field(default_factory=dict)
    denominators: dict[Key, Where] = field(default_factory=dict)

    def now(self, where: Where) -> tuple[Block, Place]:
        """The block and the place, by the dimensions that overlapping ones were split into."""
        name, place = where
        block = self.blocks[name]
        pairs = ((d, v) if d in block.parents else (f"{d}={v}", v) for d, v in place)
        return block, frozenset(pairs)


class _Under:
    """In which block an indicator stands, and which "yes" of others its places hold."""

    def __init__(self, named: Mapping[Indicator, str], above: Mapping[Group, Indicator]) -> None:
        self.named, self.above = named, above

    def of(self, cell: Cell) -> tuple[str, Place]:
        group = (self.named[cell.indicator, cell.period], cell.period)
        held: set[tuple[str, str]] = set()
        while group in self.above:
            one = self.above[group]
            held.add((OUTCOME + one[0], YES))
            group = (self.named[one], one[1])
        return group[0], frozenset(held)

    def last(self, cell: Cell) -> tuple[str, str]:
        """The "yes" that this indicator's own children are."""
        group = (self.named[cell.indicator, cell.period], cell.period)
        return OUTCOME + self.above[group][0], YES


def collect(tables: Sequence[Table], rules: Rules) -> Collected:
    """Put every count where it adds up with others.

    Raises:
        NotPossible: two tables say different things of one cell, or a cell cannot be.
    """
    found = Collected()
    named = populations(tables)
    under = _Under(named, nested(tables, named))
    small: dict[str, dict[Place, int]] = defaultdict(dict)
    for table in tables:
        for cell in table.cells:
            _check(cell, table, found)
            found.cells[cell.key] = cell
            _place(found, cell, table, under, small, rules)
    for name, block in found.blocks.items():
        block.needs |= {p: n for p, n in small[name].items() if n > 1}
        complete(block)
        _note_small(block, name, rules)
    return found


def _check(cell: Cell, table: Table, found: Collected) -> None:
    said = f"{cell.indicator}, {cell.period}, {dict(cell.at) or 'all'}"
    if found.cells.get(cell.key, cell) != cell:
        raise NotPossible(
            f"{said}: two tables give different counts for it. Compute both from one snapshot."
        )
    if cell.numerator < 0 or cell.denominator < 0:
        raise NotPossible(f"{said}: a count below zero. Check how it is computed.")
    if table.kind != RATE and cell.numerator > cell.denominator:
        raise NotPossible(f"{said}: more in the numerator than in the denominator. Is it a rate?")
    if table.kind == RATE and (cell.people is None or cell.with_events is None):
        raise NotPossible(
            f"{said}: a rate needs 'people' and 'with_events', how many children stand behind its "
            "base and behind its events."
        )


def _place(
    found: Collected,
    cell: Cell,
    table: Table,
    under: _Under,
    small: dict[str, dict[Place, int]],
    rules: Rules,
) -> None:
    where = frozenset(cell.at)
    if table.kind == RATE:
        events, units = (f"{cell.indicator}|{cell.period}|{part}" for part in ("events", "units"))
        _count(found, events, where, cell.numerator, table)
        _count(found, units, where, cell.denominator, table)
        found.numerators[cell.key], found.denominators[cell.key] = (events, where), (units, where)
        if rules.is_small(cell.with_events or 0) and cell.numerator:
            small[events][where] = _values(cell.numerator, cell.with_events or 0, rules)
        if rules.is_small(cell.people or 0) and cell.denominator:
            # Days of a few children: open by as much as they are themselves.
            small[units][where] = max(rules.least_possible, cell.denominator)
        return
    population, held = under.of(cell)
    name, where = f"{population}|{cell.period}", where | held
    _count(found, name, where, cell.denominator, table)
    found.numerators[cell.key] = found.denominators[cell.key] = (name, where)
    if table.kind == SHARE:
        outcome = OUTCOME + cell.indicator
        yes, no = where | {(outcome, YES)}, where | {(outcome, NO)}
        block = found.blocks[name]
        block.parents[outcome] = {YES: TOP, NO: TOP}
        if held:
            block.inside[outcome] = under.last(cell)
        block.counts[yes], block.counts[no] = cell.numerator, cell.denominator - cell.numerator
        block.virtual.add(no)
        found.numerators[cell.key] = (name, yes)
        if cell.behind is not None:
            counts = (cell.numerator, cell.denominator - cell.numerator, cell.denominator)
            for here, count, people in zip((yes, no, where), counts, cell.behind, strict=True):
                if count and rules.is_small(people):
                    least = max(small[name].get(here, 0), _values(count, people, rules))
                    small[name][here] = least


def _values(count: int, people: int, rules: Rules) -> int:
    """Visits of few children are open by as much as they are themselves, as days are."""
    return rules.least_possible if count <= people else max(rules.least_possible, count)


def _count(found: Collected, name: str, where: Place, count: int, table: Table) -> None:
    block = found.blocks.setdefault(name, Block())
    block.counts[where] = count
    for dimension, value in where:
        if dimension.startswith(OUTCOME):
            continue
        within = table.within.get(dimension, {})
        block.parents.setdefault(dimension, {})
        below = value
        while below != TOP:
            block.parents[dimension][below] = within.get(below, TOP)
            below = block.parents[dimension][below]
    block.overlapping |= {d for d, _ in where if d in table.overlapping}


def _note_small(block: Block, name: str, rules: Rules) -> None:
    """What must stay open. Of days and the like only what was noted already."""
    if name.endswith("|units"):
        return
    for place, count in block.counts.items():
        virtual_none = place in block.virtual and not count
        if rules.is_small(count) and not virtual_none:
            block.needs.setdefault(place, rules.least_possible)
