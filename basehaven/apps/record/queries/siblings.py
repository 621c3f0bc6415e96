"""Brothers and sisters, from either side of the pair, and when they lived together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from basehaven.apps.record.child_record import SiblingFacts
from basehaven.apps.record.models import Child, Sibling, Stay, today
from basehaven.apps.record.queries.known import Known
from basehaven.core.periods import Period, covers
from basehaven.core.relationships.types import Stay as CoreStay

SIDES = ("child", "sibling")


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
    found = [_other_side(child, row) for row in _pairs(child)]
    standing = [pair for pair in found if known.row(Sibling, pair) is not None]
    if not standing:
        return ()
    lodgings = _lodgings(pair["other_pk"] for pair in standing)
    return tuple(
        SiblingFacts(
            ref=str(pair["ref"]),
            child_ref=str(pair["other_ref"]),  # access.project empties what is not to be opened
            name=pair["other_name"],
            kind=pair["kind"],
            twin=bool(pair["twin"]),
            born_on=pair["other_born_on"],
            lives_together=live_together(stays, lodgings[pair["other_pk"]], today()),
            started_on=pair["started_on"],
            ended_on=pair["ended_on"],
            together=together_spells(stays, lodgings[pair["other_pk"]]),
            sex=pair["other_sex"],
        )
        for pair in standing
    )


def _pairs(child: Child) -> Iterable[dict[str, Any]]:
    sides = {
        f"{side}_{name}": F(f"{side}__{name}")
        for side in SIDES
        for name in ("ref", "name", "born_on", "sex", "sealed_at")
    }
    return (
        Sibling.objects.filter(Q(child=child) | Q(sibling=child))
        .order_by("started_on", "pk")
        .values(
            *["ref", "recorded_on", "entered_in_error", "kind", "twin", "started_on", "ended_on"],
            "child_id",
            "sibling_id",
            **sides,
        )
    )


def _other_side(child: Child, row: dict[str, Any]) -> dict[str, Any]:
    side = "sibling" if row["child_id"] == child.pk else "child"
    other = {f"other_{name}": row[f"{side}_{name}"] for name in ("ref", "name", "born_on", "sex")}
    # A sealed record has no existence for anybody, also not as somebody's brother.
    hidden = row["entered_in_error"] or row[f"{side}_sealed_at"] is not None
    return {**row, **other, "other_pk": row[f"{side}_id"], "entered_in_error": hidden}


def _lodgings(children: Iterable[int]) -> dict[int, list[Lodging]]:
    rows = (
        Stay.objects.standing()
        .filter(child__in=list(children))
        .order_by("started_on", "pk")
        .values_list(
            "child_id", "pk", "started_on", "ended_on", "home__ref", "carer_rows__adult__ref"
        )
    )
    carers: dict[int, set[str]] = defaultdict(set)
    stays: dict[int, tuple[int, date, date | None, str | None]] = {}
    for child_id, pk, started_on, ended_on, home, carer in rows:
        stays[pk] = (child_id, started_on, ended_on, str(home) if home else None)
        if carer:
            carers[pk].add(str(carer))
    lodgings: dict[int, list[Lodging]] = defaultdict(list)
    for pk, (child_id, started_on, ended_on, home_id) in stays.items():
        lodgings[child_id].append(Lodging(started_on, ended_on, home_id, frozenset(carers[pk])))
    return lodgings


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
        if joined and (joined[-1].ended_on is None or spell.started_on <= joined[-1].ended_on):
            last = joined.pop()
            ends = (last.ended_on, spell.ended_on)
            spell = Period(last.started_on, None if None in ends else max(filter(None, ends)))
        joined.append(spell)
    return tuple(joined)
