"""A release before it is published: what may be said of counts, beside all that was said before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from basehaven.analytics.release import Counted
from basehaven.apps.accounts.models import Agency
from basehaven.apps.policy.queries import core_release, releases_of
from basehaven.core.disclosure import Cell, Protected, Release, Rules, Table, protect
from basehaven.core.disclosure.types import RATE
from basehaven.core.errors import NotPossible

CANNOT_PROTECT = "cannot_protect"


@dataclass(frozen=True, slots=True)
class Offer:
    """What is handed in to be published.

    Attributes:
        quarter: as ``2026Q3``.
        counted: every indicator that is due.
        rules: the jurisdiction's, and ``rules_name`` as they are called.
        as_of: the day of the snapshot, and ``snapshot_digest`` of its files.
        left_out: whether rows had to be left out of it. How many is not published.
    """

    quarter: str
    counted: Sequence[Counted]
    rules: Rules
    rules_name: str
    as_of: date
    snapshot_digest: str
    left_out: bool = False


@dataclass(frozen=True)
class Prepared:
    """A release that could be published as it is."""

    name: str
    release: Release
    about: str
    protected: Protected
    withheld: Sequence[dict[str, Any]] = field(default_factory=tuple)


def prepare(agency: Agency, offer: Offer, published_on: date) -> Prepared:
    """Protect everything together, beside every earlier release of the agency.

    Raises:
        NotPossible: nothing to publish, or it contradicts what was published.
    """
    tables = [one.table for one in offer.counted if one.table is not None]
    if not tables:
        raise NotPossible(
            f"Nothing of {offer.quarter} can be told from this snapshot: every figure is withheld. "
            "Publish a quarter in which there were children."
        )
    before = list(releases_of(agency))
    earlier = [core_release(one) for one in before]
    protected = protect([_with_none(one, earlier) for one in tables], offer.rules, earlier)
    name = _name(offer.quarter, [one.name for one in before])
    release = Release.of(protected, id=name, published_on=published_on.isoformat())
    withheld = _withheld(offer, protected)
    return Prepared(name, release, _about(agency, offer, withheld), protected, withheld)


def _with_none(table: Table, earlier: Sequence[Release]) -> Table:
    """Cells that were published and have nobody any more: none, which is not the same as left out.

    A row is there only where somebody was counted.
    """
    mine = {(cell.indicator, cell.period) for cell in table.cells}
    there = {cell.key for cell in table.cells}
    none = {"people": 0, "with_events": 0}
    nobody = none if table.kind == RATE else {"behind": (0, 0, 0)}
    published = {key for one in earlier for key in one.figures if key[:2] in mine}
    more = tuple(Cell(*key, 0, 0, **nobody) for key in sorted(published - there))
    return replace(table, cells=table.cells + more)


def _name(quarter: str, taken: Sequence[str]) -> str:
    corrections = sum(name.partition("-")[0] == quarter for name in taken)
    return f"{quarter}-{corrections + 1}" if corrections else quarter


def _withheld(offer: Offer, protected: Protected) -> list[dict[str, Any]]:
    """Why something is not there, as a name and without any count."""
    found = [
        {"indicator": one.id, "period": one.period, "by": [], "why": one.withheld,
         "missing": list(one.missing)}
        for one in offer.counted if one.withheld
    ]  # fmt: skip
    found += [
        {"indicator": one.indicator, "period": one.period, "by": list(one.dimensions),
         "why": CANNOT_PROTECT, "missing": []}
        for one in protected.withheld
    ]  # fmt: skip
    return found


def _about(agency: Agency, offer: Offer, withheld: Sequence[dict[str, Any]]) -> str:
    rules = offer.rules
    said = {
        "agency": agency.name,
        "quarter": offer.quarter,
        "as_of": offer.as_of.isoformat(),
        "snapshot_sha256": offer.snapshot_digest,
        "rows_left_out": offer.left_out,
        "rules": {
            "name": offer.rules_name,
            "hidden_from": rules.hidden_from,
            "hidden_to": rules.hidden_to,
            "rounding": rules.rounding,
            "least_base": rules.least_base,
            "least_possible": rules.least_possible,
            "zeros_shown": rules.zeros_shown,
        },
        "settings": {
            one.id: {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in one.settings.items()
            }
            for one in offer.counted
        },
        "withheld": list(withheld),
    }
    return json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False)
