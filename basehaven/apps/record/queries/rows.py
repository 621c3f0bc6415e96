"""The rows of one child, joined so that few questions are asked of the database.

Each row is a dict with ``ref``, ``recorded_on`` and ``entered_in_error``; other
rows stand under ``<name>_ref``. Rows entered in error are still among them,
because they may have stood on an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import CharField, F, UUIDField, Value
from django.db.models.functions import Cast

from basehaven.apps.record.models import (
    Child,
    Enrolment,
    PrimarySpell,
    Removal,
    Restriction,
    Stay,
    Tie,
)

Fields = dict[str, Any]
NOBODY: Fields = {"adult_name": "", "adult_roles": ()}
KEPT = ("ref", "recorded_on", "entered_in_error")
ADULT = {
    "adult_ref": F("adult__ref"),
    "adult_name": F("adult__name"),
    "adult_roles": F("adult__roles"),
}
SPELL = (*KEPT, *["started_on", "ended_on", "lives_with", "hours_per_week", "mode", "reason"])
TIE = (*KEPT, *["kind", "started_on", "ended_on", "end_reason", "called", "derived"])


def tie_rows(child: Child) -> Iterator[Fields]:
    """Ties, each as often as it has spells (once if none)."""
    spells = {f"spell_{name}": F(f"spells__{name}") for name in SPELL}
    for row in (
        Tie.objects.filter(child=child)
        .order_by("started_on", "pk", "spells__started_on", "spells__pk")
        .values(*TIE, **ADULT, **spells)
    ):
        yield {**row, "adult_ref_now": row["adult_ref"]}


def spell_of(joined: Fields) -> Fields:
    return {name: joined[f"spell_{name}"] for name in SPELL}


def restriction_and_primary_rows(child: Child) -> Iterator[Fields]:
    """Both at once: primary spells have a ``room_ref``, restrictions have none."""
    no_room = Cast(Value(None), UUIDField())
    restrictions = Restriction.objects.filter(child=child).values_list(
        *KEPT, "started_on", "ended_on", *ADULT.values(), no_room, "kind", "source"
    )
    primaries = PrimarySpell.objects.filter(child=child).values_list(
        *KEPT, "started_on", "ended_on", *ADULT.values(), "room__ref", "rank", "end_reason"
    )
    names = (*KEPT, "started_on", "ended_on", *ADULT, "room_ref")
    for values in _in_order(restrictions.union(primaries, all=True), at=3):
        row = dict(zip(names, values, strict=False))
        one, other = values[-2:]
        words = {"rank": one, "end_reason": other} if row["room_ref"] else {}
        yield {
            **row,
            "adult_ref_now": row["adult_ref"],
            **(words or {"kind": one, "source": other}),
        }


def removal_and_enrolment_rows(child: Child) -> Iterator[Fields]:
    """Both at once: enrolments have a ``room_ref``, removals have none."""
    no_room, nothing = Cast(Value(None), UUIDField()), Value("", CharField())
    removals = Removal.objects.filter(child=child).values_list(
        *KEPT, F("removed_on"), F("exited_on"), no_room, nothing, nothing, "exit_reason"
    )
    enrolments = Enrolment.objects.filter(child=child).values_list(
        *KEPT, "started_on", "ended_on", "room__ref", "room__name", "room__centre", nothing
    )
    for values in _in_order(removals.union(enrolments, all=True), at=3):
        kept = dict(zip(KEPT, values, strict=False))
        start, end, room, room_name, centre, exit_reason = values[3:]
        if room:
            dates = {"started_on": start, "ended_on": end}
        else:
            dates = {"removed_on": start, "exited_on": end, "exit_reason": exit_reason}
        yield {**kept, **dates, "room_ref": room, "room_name": room_name, "centre": centre}


def _in_order(found: Any, *, at: int) -> list[Sequence[Any]]:
    return sorted(found, key=lambda values: (values[at], str(values[0])))


def stay_rows(child: Child) -> Iterator[Fields]:
    """Stays in order, each once, with its home and ``carer_rows`` in their order."""
    found = (
        Stay.objects.filter(child=child)
        .order_by("started_on", "pk", "carer_rows__position")
        .values(
            *KEPT,
            *["started_on", "ended_on", "kind", "shared"],
            removal_ref=F("removal__ref"),
            home_ref=F("home__ref"),
            home_name=F("home__name"),
            address=F("home__address"),
            confidential=F("home__confidential"),
            adult_ref=F("carer_rows__adult__ref"),
            adult_name=F("carer_rows__adult__name"),
            adult_roles=F("carer_rows__adult__roles"),
        )
    )
    stay: Fields = {}
    for row in found:
        carer = {name: row.pop(name) for name in ADULT}
        if stay.get("ref") != row["ref"]:
            if stay:
                yield stay
            stay = {**row, "carer_rows": []}
        if carer["adult_ref"]:
            stay["carer_rows"].append(carer)
    if stay:
        yield stay
