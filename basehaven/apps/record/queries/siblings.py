"""Brothers and sisters, from either side of the pair, and when they lived together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from basehaven.apps.record.child_record import SiblingFacts
from basehaven.apps.record.models import Child, Sibling, today
from basehaven.apps.record.queries.known import Known
from basehaven.core.periods import Period, covers
from basehaven.core.relationships.types import Stay as CoreStay


@dataclass(frozen=True, slots=True)
class Lodging:
    """A stay of a sibling: only what tells whether it is this child's home too."""

    started_on: date
    ended_on: date | None
    home_id: str | None
    carer_ids: frozenset[str]


def load_siblings(
    child: Child, stays: Sequence[CoreStay], known: Known
) -> tuple[SiblingFacts, ...]:
    """Pairs with this child on either side. Sealed records are not among them."""
    pairs: dict[Any, dict[str, Any]] = {}
    lodgings: dict[Any, dict[Any, Lodging]] = {}
    for row in _pairs(child):
        if row["other_sealed_at"] is None and known.row(Sibling, row) is not None:
            pairs.setdefault(row["ref"], row)
            _lodge(lodgings.setdefault(row["ref"], {}), row)
    return tuple(
        SiblingFacts(
            ref=str(ref),
            child_ref=str(pair["other_ref"]),  # access.project empties what is not to be opened
            name=pair["other_name"],
            kind=pair["kind"],
            twin=bool(pair["twin"]),
            born_on=pair["other_born_on"],
            lives_together=live_together(stays, list(lodgings[ref].values()), today()),
            started_on=pair["started_on"],
            ended_on=pair["ended_on"],
            together=together_spells(stays, list(lodgings[ref].values())),
            sex=pair["other_sex"],
        )
        for ref, pair in pairs.items()
    )


OTHER = ("ref", "name", "born_on", "sex", "sealed_at")
LODGING = {
    "stay_pk": "pk",
    "stay_error": "entered_in_error",
    "stay_from": "started_on",
    "stay_until": "ended_on",
    "stay_home": "home__ref",
    "stay_carer": "carer_rows__adult__ref",
}


def _pairs(child: Child) -> list[dict[str, Any]]:
    """Pairs from both sides, each as often as the other child has stays and carers."""
    kept = ("ref", "recorded_on", "entered_in_error", "kind", "twin", "started_on", "ended_on")
    names = (*kept, *(f"other_{name}" for name in OTHER), *LODGING)
    arms = [
        Sibling.objects.filter(**{mine: child}).values_list(
            *kept,
            *(f"{other}__{name}" for name in OTHER),
            *(f"{other}__stays__{path}" for path in LODGING.values()),
        )
        for mine, other in (("child", "sibling"), ("sibling", "child"))
    ]
    rows = [dict(zip(names, row, strict=True)) for row in arms[0].union(arms[1], all=True)]
    return sorted(rows, key=lambda row: (row["other_born_on"] or date.max, str(row["ref"])))


def _lodge(lodgings: dict[Any, Lodging], row: dict[str, Any]) -> None:
    pk = row["stay_pk"]
    if pk is None or row["stay_error"]:
        return
    before = lodgings.get(pk)
    carers = before.carer_ids if before else frozenset()
    if row["stay_carer"]:
        carers |= {str(row["stay_carer"])}
    home = str(row["stay_home"]) if row["stay_home"] else None
    lodgings[pk] = Lodging(row["stay_from"], row["stay_until"], home, carers)


def same_home(one: CoreStay, other: Lodging) -> bool | None:
    """By the home if both name one, else by a carer they share; None if neither tells."""
    if one.home_id and other.home_id:
        return one.home_id == other.home_id
    if one.carer_ids and other.carer_ids:
        return not other.carer_ids.isdisjoint(one.carer_ids)
    return None


def live_together(stays: Sequence[CoreStay], others: Sequence[Lodging], day: date) -> bool | None:
    """Whether two children share a home on a day; with shared care, one of the homes."""
    answers = [
        same_home(one, other)
        for one in stays
        for other in others
        if covers(one, day) and covers(other, day)
    ]
    if True in answers:
        return True
    return False if answers and None not in answers else None


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
