"""Which indicators count the same children: told by name, or by denominators that agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from basehaven.core.disclosure.types import RATE, SHARE, At, Table
from basehaven.core.errors import NotPossible

Group = tuple[str, str]  # population, period
Indicator = tuple[str, str]  # id, period


def populations(tables: Sequence[Table]) -> dict[Indicator, str]:
    """(indicator, period) -> population; denominators that agree everywhere are one.

    Args:
        tables: of one release.

    Returns:
        For each indicator and period that is no rate.

    Raises:
        NotPossible: an indicator names a population whose counts are others.
    """
    given: dict[tuple[str, str], dict[At, int]] = defaultdict(dict)
    declared: dict[tuple[str, str], str] = {}
    for table in tables:
        for cell in table.cells if table.kind != RATE else ():
            given[cell.indicator, cell.period][cell.at] = cell.denominator
            if table.population:
                declared[cell.indicator, cell.period] = table.population
    named: dict[tuple[str, str], str] = {}
    groups: dict[tuple[str, str], dict[At, int]] = {}  # (population, period) -> its denominators
    for one in sorted(given, key=lambda one: (one not in declared, one)):
        indicator, period = one
        wanted = [(declared[one], period)] if one in declared else list(groups)
        agreeing = [g for g in wanted if g[1] == period and _agree(groups.get(g, {}), given[one])]
        if one in declared and wanted[0] in groups and not agreeing:
            raise NotPossible(
                f"{indicator}, {period}: its denominators are not those of the population "
                f"'{declared[one]}'. Name another, or none."
            )
        group = agreeing[0] if agreeing else (declared.get(one, indicator), period)
        groups.setdefault(group, {}).update(given[one])
        named[one] = group[0]
    return named


def _agree(one: Mapping[At, int], other: Mapping[At, int]) -> bool:
    both = one.keys() & other.keys()
    return bool(both) and all(one[where] == other[where] for where in both)


def nested(tables: Sequence[Table], named: Mapping[Indicator, str]) -> dict[Group, Indicator]:
    """Populations that are the "yes" of an indicator of another population.

    As where "re-entered within a year" is counted among those who went home, and
    "went home" is published too.

    Args:
        tables: of one release.
        named: from :func:`populations`.

    Returns:
        (population, period) -> the indicator; never in a circle.
    """
    yes: dict[Indicator, dict[At, int]] = defaultdict(dict)
    base: dict[Group, dict[At, int]] = defaultdict(dict)
    for table in tables:
        for cell in table.cells if table.kind != RATE else ():
            one = (cell.indicator, cell.period)
            base[named[one], cell.period][cell.at] = cell.denominator
            if table.kind == SHARE:
                yes[one][cell.at] = cell.numerator
    found: dict[Group, Indicator] = {}
    for group in sorted(base):
        for one in sorted(yes):
            chain = (named[one], one[1])
            while chain in found and chain != group:
                chain = (named[found[chain]], one[1])
            same = one[1] == group[1] and chain != group
            if same and _agree(yes[one], base[group]) and any(yes[one].values()):
                found[group] = one
                break
    return found
