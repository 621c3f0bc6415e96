"""The fixed tables of a release: counts, and how many children stand behind each of them.

What is counted may be visits, ties or minutes. The disclosure step has to know
of how many children they are: forty visits may be one child's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import ibis

from basehaven.analytics.catalogue import ALL, Computed
from basehaven.analytics.compute import RANGE
from basehaven.analytics.engine import Engine
from basehaven.analytics.figures import WHERE, with_groups
from basehaven.analytics.settings import chosen_settings
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.totals import named_groups
from basehaven.analytics.units import COUNTED, Settings
from basehaven.core.disclosure import Cell, Table, at
from basehaven.core.disclosure.types import RATE, SHARE
from basehaven.core.indicators.quarters import MONTHS, Quarter
from basehaven.core.indicators.window import Window
from basehaven.knowledge.release_tables import TablesOf
from basehaven.knowledge.releases import published_tables

COUNTS = ("numerator", "denominator", "with_yes", "with_no", "children")
NOT_RECORDED, NOBODY, LOW_AND_HIGH = "not_recorded", "nobody", "low_and_high"
EVERYONE, GROUP = "", "group"
Row = Mapping[str, Any]
IdPeriod = tuple[str, str]  # an indicator, and a period such as 2025-04-01/2026-03-31


@dataclass(frozen=True, slots=True)
class Wanted:
    """One indicator of a release, for its period."""

    id: str
    window: Window
    how: TablesOf


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted for one indicator.

    Attributes:
        id: of the indicator.
        period: as ``2025-04-01/2026-03-31``.
        table: its cells; None when it is withheld.
        settings: the rules it was computed by.
        withheld: why, as a name; empty when it is not. Never with a count.
        missing: tables that are not recorded.
    """

    id: str
    period: str
    table: Table | None
    settings: Mapping[str, Any] = field(default_factory=dict)
    withheld: str = ""
    missing: tuple[str, ...] = ()


def wanted_for(quarter: Quarter) -> list[Wanted]:
    """Every indicator of the list, with the newest period that can be told after a quarter."""
    found = []
    for id_, how in published_tables().items():
        followed = quarter.back(how.followed_months // MONTHS)
        window = followed.window if how.period == "quarter" else followed.year_window
        found.append(Wanted(id_, window, how))
    return found


def due(wanted: Sequence[Wanted], before: AbstractSet[IdPeriod]) -> list[Wanted]:
    """Those of a quarter that are due: see :func:`due_of`."""
    now = due_of({(one.id, one.window.name) for one in wanted}, before)
    return [one for one in wanted if (one.id, one.window.name) in now]


def due_of(asked: AbstractSet[IdPeriod], before: AbstractSet[IdPeriod]) -> set[IdPeriod]:
    """What was not published before, and whatever has to be protected together with it.

    Args:
        asked: (indicator, period) of a quarter.
        before: (indicator, period) of every earlier release.

    Returns:
        All indicators of the same period and follow-up as one that is new: they may count
        the same children, so that the new one could give a hidden count of theirs away.
    """
    together = {one: (one[1], published_tables()[one[0]].followed_months) for one in asked}
    new = {together[one] for one in asked - before}
    return {one for one in asked if together[one] in new}


def agencies_of(engine: Engine, tables: Tables) -> set[str]:
    """Whose rows a snapshot holds, by its children."""
    return {row["source_id"] for row in engine.rows(tables.children.select("source_id").distinct())}


def counted(engine: Engine, tables: Tables, wanted: Sequence[Wanted]) -> Iterator[Counted]:
    """Count each indicator, one after the other."""
    settings = chosen_settings([one.id for one in wanted], {})
    for one in wanted:
        yield _counted(engine, tables, one, settings[one.id])


def _counted(engine: Engine, tables: Tables, one: Wanted, settings: Settings) -> Counted:
    found = ALL[one.id]
    missing = tuple(name for name in found.needs if not tables.has(name))
    if missing:
        return Counted(one.id, one.window.name, None, settings, NOT_RECORDED, missing)
    rows = _rows(engine, tables, one, settings, high=True)
    if _in_range(found, settings) and rows != _rows(engine, tables, one, settings, high=False):
        return Counted(one.id, one.window.name, None, settings, LOW_AND_HIGH)
    if not any(row["children"] for row in rows):
        return Counted(one.id, one.window.name, None, settings, NOBODY)
    several = {"group"} if settings.get("groups_rule") == "any_mention" else set()
    cells = tuple(_cell(row, one) for row in rows)
    table = Table(cells, RATE if one.how.kind == RATE else SHARE, overlapping=frozenset(several))
    return Counted(one.id, one.window.name, table, settings)


def _in_range(found: Computed, settings: Settings) -> bool:
    return found.bounds is not None and settings[found.bounds[0]] == RANGE


def _rows(
    engine: Engine, tables: Tables, one: Wanted, settings: Settings, *, high: bool
) -> list[dict[str, Any]]:
    """Each breakdown apart, each child once in each cell."""
    found = ALL[one.id]
    given = dict(settings)
    if found.bounds is not None and _in_range(found, settings):
        name, low_value, high_value = found.bounds
        given[name] = high_value if high else low_value
    units = found.units(tables, one.window, given)
    inside = units.filter(units.rule == COUNTED)
    parts = [_part(inside, tables, by) for by in (EVERYONE, *one.how.by) if by != GROUP]
    rows = engine.rows(reduce(lambda first, other: first.union(other), parts))
    if GROUP in one.how.by:
        rows += _by_group(engine.rows(_part(inside, tables, GROUP)), given)
    return sorted(rows, key=lambda row: (row["by"], row["value"]))


def _part(inside: ibis.Table, tables: Tables, by: str) -> ibis.Table:
    """Counts by one thing; by ``group`` the value is a child's whole list of groups."""
    rows = with_groups(inside, tables) if by else inside
    rows = rows.mutate(value=rows[WHERE.get(by, by)] if by else ibis.literal(EVERYONE))
    of_child = rows.group_by([*KEY, "value"]).aggregate(
        yes=rows.numerator.sum(), all=rows.denominator.sum()
    )
    counts = of_child.group_by("value").aggregate(
        numerator=of_child.yes.sum(),
        denominator=of_child["all"].sum(),
        with_yes=(of_child.yes > 0).sum(),
        with_no=(of_child.yes < of_child["all"]).sum(),
        children=of_child.count(),
    )
    whole = {name: counts[name].fill_null(0).cast("int64") for name in COUNTS}
    return counts.select(by=ibis.literal(by), value=counts["value"], **whole)


def _by_group(lists: Sequence[Row], settings: Settings) -> list[dict[str, Any]]:
    """A child has one list, so what stands behind several lists of a group adds up."""
    found: dict[str, dict[str, Any]] = {}
    for row in lists:
        for group in named_groups(row["value"], settings):
            sums = found.setdefault(group, {"by": GROUP, "value": group} | dict.fromkeys(COUNTS, 0))
            for name in COUNTS:
                sums[name] += row[name]
    return list(found.values())


def _cell(row: Row, one: Wanted) -> Cell:
    where = at(**{row["by"]: row["value"]}) if row["by"] else ()
    counts = int(row["numerator"]), int(row["denominator"])
    if one.how.kind == RATE:
        children, with_events = int(row["children"]), int(row["with_yes"])
        return Cell(
            one.id, one.window.name, where, *counts, people=children, with_events=with_events
        )
    behind = int(row["with_yes"]), int(row["with_no"]), int(row["children"])
    return Cell(one.id, one.window.name, where, *counts, behind=behind)
