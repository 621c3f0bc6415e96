"""Tables drawn at random out of children, so that every sum holds by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from hypothesis import strategies as st

from basehaven.core.disclosure import Cell, Table, at

REGIONS = ("east", "north", "south")
AGES = ("0-1", "2-3")
Child = tuple[str, str, bool]  # region, age, yes

COUNTS = st.one_of(st.integers(0, 4), st.integers(0, 12), st.integers(8, 60))


@st.composite
def children(draw: st.DrawFn) -> Counter[Child]:
    """How many children of each kind; small numbers often."""
    regions = REGIONS[: draw(st.integers(1, 3))]
    kinds = [(r, a, yes) for r in regions for a in AGES for yes in (True, False)]
    return Counter({kind: draw(COUNTS) for kind in kinds})


def cells(
    indicator: str, counted: Counter[Child], by: Sequence[str], period: str = "2024"
) -> list[Cell]:
    """One table by some dimensions with every margin."""
    found = []
    kinds = sorted(counted)
    for size in range(len(by) + 1):
        for named in combinations(by, size):
            places = {at(**_named(kind, named)) for kind in kinds}
            for place in sorted(places):
                inside = [kind for kind in kinds if at(**_named(kind, named)) == place]
                yes = sum(counted[kind] for kind in inside if kind[2])
                found.append(
                    Cell(indicator, period, place, yes, sum(counted[kind] for kind in inside))
                )
    return found


def _named(kind: Child, names: Sequence[str]) -> dict[str, str]:
    values = {"region": kind[0], "age_band": kind[1]}
    return {name: values[name] for name in names}


def table(*made: Cell) -> Table:
    return Table(tuple(made))
