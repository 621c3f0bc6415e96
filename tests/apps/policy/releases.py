"""Releases made of drawn counts, as the command hands them in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from basehaven.analytics.release import Counted
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency
from basehaven.apps.policy.actions.release_publish import release_publish
from basehaven.apps.policy.models import PublishedRelease
from basehaven.apps.policy.releasing import Offer
from basehaven.core.disclosure import Cell, Rules, Table, at
from basehaven.core.disclosure.types import RATE, SHARE
from basehaven.core.indicators.quarters import Quarter
from basehaven.knowledge.disclosure import disclosure_rules

PAID, KIN, MALTREATED = "relationships.only_paid", "what_if.kin_first", "cfsr.s1"
LONG = "relationships.no_long_tie"
Counts = Mapping[str, tuple[int, int]]  # "" or a region or age band -> numerator, denominator

REGIONS = {"North": (20, 200), "South": (30, 150), "East": (3, 60)}


def share(indicator: str, period: str, counts: Counts, by: str = "region") -> Counted:
    """One indicator of children; what it is of everybody is added up."""
    everybody = tuple(sum(pair) for pair in zip(*counts.values(), strict=True))
    rows = {"": everybody, **counts}
    cells = [_cell(indicator, period, by, value, *pair) for value, pair in rows.items()]
    return counted(indicator, cells)


def _cell(indicator: str, period: str, by: str, value: str, yes: int, base: int) -> Cell:
    where = at(**{by: value}) if value else ()
    return Cell(indicator, period, where, yes, base, behind=(yes, base - yes, base))


def counted(indicator: str, cells: Sequence[Cell], kind: str = SHARE) -> Counted:
    settings = {"paid_roles": ["teacher"], "groups_rule": "own_category"}
    return Counted(indicator, cells[0].period, Table(tuple(cells), kind), settings)


def rate(indicator: str, period: str, events: int, days: int, people: int) -> Counted:
    """Each event another child's, as far as the children go."""
    cell = Cell(indicator, period, (), events, days, people, min(events, people))
    return counted(indicator, [cell], RATE)


def moves_by_region(period: str, counts: Counts) -> Counted:
    """Moves for each removal: a rate, each removal and each move another child's."""
    cells = [
        Cell("moves.first_year", period, at(region=name), moves, removals, removals, moves)
        for name, (moves, removals) in counts.items()
    ]
    return counted("moves.first_year", cells, RATE)


def offer(quarter: str, *found: Counted, rules: Rules | None = None, again: bool = False) -> Offer:
    return Offer(
        quarter, found, rules or disclosure_rules(), "default", date(2026, 11, 26), "d" * 64,
        again=again,
    )  # fmt: skip


def publish(agency: Agency, quarter: str, *found: Counted, **more: Any) -> PublishedRelease:
    by = Actor.at_command_line(agency, "olga")
    made = offer(quarter, *found, **more)
    return release_publish(by=by, request_id=uuid.uuid4(), offer=made)[0]


def two_quarters(agency: Agency) -> list[PublishedRelease]:
    """Two quarters as a small agency has them: shown, hidden, and withheld."""
    made = []
    for name, more in (("2026Q2", 0), ("2026Q3", 20)):
        quarter = Quarter.of_label(name)
        period, year = quarter.window.name, quarter.year_window.name
        regions = {region: (yes + more, base) for region, (yes, base) in REGIONS.items()}
        found = [
            share(PAID, period, {**regions, "East": (3, 60)}),
            share(KIN, period, {"North": (15, 40)}),
            Counted("families.needs_met", period, None, {}, "not_recorded", ("needs",)),
        ]
        if name == "2026Q2":
            found.append(rate(MALTREATED, year, 20, 200_000, 900))
        made.append(publish(agency, name, *found))
    return made
