"""Brothers and sisters, from either side of the pair, and when they lived together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from basehaven.apps.record.child_record import SiblingFacts
from basehaven.apps.record.models import Sibling, Stay, today
from basehaven.apps.record.queries.known import Known
from basehaven.apps.record.queries.rows import LODGING, Fields
from basehaven.core.periods import Period
from basehaven.core.relationships.siblings import live_together, same_home
from basehaven.core.relationships.types import Stay as CoreStay


@dataclass(frozen=True, slots=True)
class Lodging:
    """A stay of a sibling: only what tells whether it is this child's home too."""

    started_on: date
    ended_on: date | None
    home_id: str | None
    carer_ids: frozenset[str]


def load_siblings(
    pairs: Sequence[Fields], stays: Sequence[CoreStay], known: Known
) -> tuple[SiblingFacts, ...]:
    """Pairs with this child on either side. Sealed records are not among them.

    ``child_ref`` is the present record's, by which access is decided, whatever
    record the pair named then.
    """
    found: dict[Any, Fields] = {}
    rows: dict[Any, list[Fields]] = {}
    for joined in pairs:
        pair = known.row(Sibling, joined) if joined["other_sealed_at"] is None else None
        if pair is not None:
            found.setdefault(pair["ref"], pair)
            rows.setdefault(pair["ref"], []).append(pair)
    return tuple(_sibling(pair, stays, _lodgings(rows[ref], known), known)
                 for ref, pair in found.items())  # fmt: skip


def _sibling(
    pair: Fields, stays: Sequence[CoreStay], lodgings: Sequence[Lodging], known: Known
) -> SiblingFacts:
    facts = known.facts(known.other(pair)) or {"name": "", "born_on": None, "sex": ""}
    return SiblingFacts(
        ref=str(pair["ref"]),
        child_ref=str(pair["other_ref"]),  # access.project empties what is not to be opened
        name=facts["name"],
        kind=pair["kind"],
        twin=bool(pair["twin"]),
        born_on=facts["born_on"],
        lives_together=live_together(stays, lodgings, today()),
        started_on=pair["started_on"],
        ended_on=pair["ended_on"],
        together=together_spells(stays, lodgings),
        sex=facts["sex"],
    )


def _lodgings(rows: Sequence[Fields], known: Known) -> list[Lodging]:
    """The other child's stays, each once, from a row for each of their carers."""
    stays: dict[int, Fields] = {}
    for row in rows:
        pk = row["stay_pk"]
        if pk is not None and pk not in stays:
            stays[pk] = {name.removeprefix("stay_"): row[name] for name in LODGING}
            stays[pk]["carer_rows"] = []
        if row["stay_carer_ref"]:
            carer = {"carer_pk": row["stay_carer_pk"], "adult_ref": row["stay_carer_ref"]}
            stays[pk]["carer_rows"].append(carer)
    found = []
    for given in stays.values():
        stay = known.row(Stay, given, whose=known.other(rows[0]))
        if stay is not None:
            home = str(stay["home_ref"]) if stay["home_ref"] else None
            carers = frozenset(str(ref) for ref in known.carers(stay))
            found.append(Lodging(stay["started_on"], stay["ended_on"], home, carers))
    return found


def together_spells(stays: Sequence[CoreStay], others: Sequence[Lodging]) -> tuple[Period, ...]:
    """When the two were in one home, joined where one stretch follows another."""
    spells: list[Period] = []
    for one in stays:
        for other in others:
            if same_home(one, other):
                start = max(one.started_on, other.started_on)
                ends = [end for end in (one.ended_on, other.ended_on) if end is not None]
                end = min(ends, default=None)
                if end is None or start < end:
                    spells.append(Period(start, end))
    joined: list[Period] = []
    for spell in sorted(spells, key=lambda spell: spell.started_on):
        last = joined[-1] if joined else None
        if last and (last.ended_on is None or spell.started_on <= last.ended_on):
            end = None
            if last.ended_on is not None and spell.ended_on is not None:
                end = max(last.ended_on, spell.ended_on)
            joined[-1] = Period(last.started_on, end)
        else:
            joined.append(spell)
    return tuple(joined)
