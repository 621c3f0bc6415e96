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
    """Equal wherever both are given, and able to be the same children elsewhere.

    Two small tables may agree in their totals by chance. If the values that only one of
    them has do not fit into that total, they are not the same children.
    """
    both = one.keys() & other.keys()
    if not both or any(one[where] != other[where] for where in both):
        return False
    together = _past_their_total({**other, **one})
    return together <= _past_their_total(one) | _past_their_total(other)


def _past_their_total(counts: Mapping[At, int]) -> set[str]:
    """Dimensions whose values add up to more than everybody."""
    sums: dict[str, int] = defaultdict(int)
    for where, count in counts.items():
        if len(where) == 1:
            sums[where[0][0]] += count
    return {name for name, added in sums.items() if () in counts and added > counts[()]}


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
            above = (named[one], one[1])
            same = one[1] == group[1] and not _leads_to(above, group, found, named)
            fits = _agree(yes[one], base[group]) and _inside(base[group], base[above])
            if same and fits and any(yes[one].values()):
                found[group] = one
                yes[one] = {**base[group], **yes[one]}  # the next one has to agree with both
                break
    return found


def _leads_to(
    chain: Group, group: Group, found: Mapping[Group, Indicator], named: Mapping[Indicator, str]
) -> bool:
    while chain in found and chain != group:
        one = found[chain]
        chain = (named[one], one[1])
    return chain == group


def _inside(part: Mapping[At, int], whole: Mapping[At, int]) -> bool:
    """Whether a part can be children of the whole; a value that the whole lacks has nobody."""
    broken_down = {name for where in whole for name, _ in where}
    return all(
        count <= whole.get(where, 0)
        for where, count in part.items()
        if where in whole or (where and {name for name, _ in where} <= broken_down)
    )
