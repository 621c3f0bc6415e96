"""A release before it is published: what may be said of counts, beside all that was said before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from basehaven.analytics.release import Counted, due_of
from basehaven.apps.accounts.models import Agency
from basehaven.apps.policy.queries import as_published, periods_in
from basehaven.core.disclosure import Cell, Protected, Release, Rules, Table, protect
from basehaven.core.disclosure.types import RATE
from basehaven.core.errors import NotPossible
from basehaven.knowledge.releases import release_list

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
        again: a correction. Otherwise a period is published once.
    """

    quarter: str
    counted: Sequence[Counted]
    rules: Rules
    rules_name: str
    as_of: date
    snapshot_digest: str
    left_out: bool = False
    again: bool = False


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
        NotPossible: nothing to publish, rules that round too little or otherwise than
            before, published before and no correction, or it contradicts what was
            published.
    """
    refuse_unrounded(offer.rules, offer.rules_name)
    published = as_published(agency)
    _refuse_published(offer, periods_in(published))
    tables = [one.table for one in offer.counted if one.table is not None]
    if not tables:
        raise NotPossible(
            f"Nothing of {offer.quarter} can be told from this snapshot: every figure is withheld. "
            "Publish a quarter in which there were children."
        )
    earlier = [release for _row, release in published]
    _refuse_other_rounding(offer, earlier)
    protected = protect([_with_none(one, earlier) for one in tables], offer.rules, earlier)
    name = _name(offer.quarter, [row.name for row, _release in published])
    release = Release.of(protected, id=name, published_on=published_on.isoformat())
    withheld = _withheld(offer, protected)
    return Prepared(name, release, _about(agency, offer, withheld), protected, withheld)


def refuse_unrounded(rules: Rules, name: str) -> None:
    """Refuse rules under which near counts of the fixed list could be subtracted.

    Raises:
        NotPossible: they round to less than the list asks for.
    """
    least = release_list().least_rounding.value
    if rules.rounding < least:
        raise NotPossible(
            f"Rules '{name}' round to {rules.rounding}; figures are published rounded to {least} "
            "or more. Several of them count nearly the same children, so that unrounded a hidden "
            "count would follow by subtraction. Copy the rules to a file of your own, keep "
            f"hidden_from and hidden_to, set rounding to {least}, and name its path: --rules."
        )


def _refuse_published(offer: Offer, before: set[tuple[str, str]]) -> None:
    """Ask anew what is due: since it was counted, somebody else may have published it."""
    offered = {(one.id, one.period) for one in offer.counted}
    if not offer.again and due_of(offered, before) != offered:
        raise NotPossible(
            f"Figures of {offer.quarter} were published while these were counted. Run it again: "
            "it counts what is still due. To correct what is published: --again."
        )


def _refuse_other_rounding(offer: Offer, earlier: Sequence[Release]) -> None:
    """Two roundings of one count leave fewer values to it than one; three often leave one."""
    offered = {(one.id, one.period) for one in offer.counted}
    for one in earlier:
        again = any(key[:2] in offered for key in one.figures)
        if again and one.rounding != offer.rules.rounding:
            raise NotPossible(
                f"Release {one.id} has some of these figures rounded to {one.rounding}, and rules "
                f"'{offer.rules_name}' round to {offer.rules.rounding}: laid side by side, the two "
                f"would tell more than either. Correct with rules that round to {one.rounding}."
            )


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
