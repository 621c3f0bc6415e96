"""The rows of one child, joined so that few questions are asked of the database.

Each row is a dict with ``ref``, ``recorded_on`` and ``entered_in_error``; other
rows stand under ``<name>_ref``. Rows entered in error are still among them,
because they may have stood on an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, JSONField, UUIDField, Value
from django.db.models.functions import Cast

from basehaven.apps.record.models import (
    Child,
    Enrolment,
    PrimarySpell,
    Removal,
    Restriction,
    Row,
    Sibling,
    Stay,
    Tie,
)

Fields = dict[str, Any]
KEPT = ("ref", "recorded_on", "entered_in_error")
ADULT = {
    "adult_ref": F("adult__ref"),
    "adult_name": F("adult__name"),
    "adult_roles": F("adult__roles"),
}
DATED: dict[str, tuple[type[Row], tuple[str, str, str, str]]] = {
    "restriction": (Restriction, ("started_on", "ended_on", "kind", "source")),
    "primaryspell": (PrimarySpell, ("started_on", "ended_on", "rank", "end_reason")),
    "removal": (Removal, ("removed_on", "exited_on", "exit_reason", "")),
    "enrolment": (Enrolment, ("started_on", "ended_on", "", "")),
}
ROOM = ("room_ref", "room_name", "centre")
SPELL = (*KEPT, *["started_on", "ended_on", "lives_with", "hours_per_week", "mode", "reason"])
TIE = (*KEPT, *["kind", "started_on", "ended_on", "end_reason", "called", "derived"])
PAIR = (*KEPT, *["kind", "twin", "started_on", "ended_on"])
OTHER = ("pk", "ref", "name", "born_on", "sex", "sealed_at")
LODGING = {
    "stay_pk": "pk",
    "stay_ref": "ref",
    "stay_recorded_on": "recorded_on",
    "stay_entered_in_error": "entered_in_error",
    "stay_started_on": "started_on",
    "stay_ended_on": "ended_on",
    "stay_home_ref": "home__ref",
    "stay_carer_pk": "carer_rows__pk",
    "stay_carer_ref": "carer_rows__adult__ref",
}


@dataclass(frozen=True, slots=True)
class Rows:
    """All of one child's dated rows, as the database holds them."""

    ties: list[Fields]
    dated: list[tuple[type[Row], Fields]]
    stays: list[Fields]
    pairs: list[Fields]

    @classmethod
    def of(cls, child: Child) -> Rows:
        return cls(tie_rows(child), dated_rows(child), list(stay_rows(child)), pair_rows(child))


def tie_rows(child: Child) -> list[Fields]:
    """Ties, each as often as it has spells (once if none)."""
    spells = {f"spell_{name}": F(f"spells__{name}") for name in SPELL}
    return list(
        Tie.objects.filter(child=child)
        .order_by("started_on", "pk", "spells__started_on", "spells__pk")
        .values(*TIE, **ADULT, **spells)
    )


def spell_of(joined: Fields) -> Fields:
    return {name: joined[f"spell_{name}"] for name in SPELL}


def dated_rows(child: Child) -> list[tuple[type[Row], Fields]]:
    """Restrictions, main adults, removals and rooms, each with its model, by first day."""
    arms = [
        _arm(Restriction, child, adult=True),
        _arm(PrimarySpell, child, adult=True, room=True),
        _arm(Removal, child),
        _arm(Enrolment, child, room=True),
    ]
    found = arms[0].union(*arms[1:], all=True)
    names = (*KEPT, "from", "until", *ADULT, *ROOM)
    rows = []
    for what, *values, one, other in found:
        model, (start, end, first, second) = DATED[what]
        row = dict(zip(names, values, strict=True))
        row[start], row[end] = row.pop("from"), row.pop("until")
        row |= {name: text for name, text in ((first, one), (second, other)) if name}
        rows.append((row[start], str(row["ref"]), model, row))
    return [(model, row) for _day, _ref, model, row in sorted(rows, key=lambda found: found[:2])]


def _arm(model: type[Row], child: Child, *, adult: bool = False, room: bool = False) -> Any:
    """One arm of the union: every arm has the same columns, empty where it has none."""
    what = model._meta.model_name or ""
    start, end, first, second = DATED[what][1]
    no_ref, nothing = Cast(Value(None), UUIDField()), Value("", CharField())
    adults = tuple(ADULT.values()) if adult else (no_ref, nothing, Value([], JSONField()))
    rooms: tuple[Any, ...] = (no_ref, nothing, nothing)
    if room:
        rooms = (F("room__ref"), F("room__name"), F("room__centre"))
    rows: Any = model._default_manager
    return (
        rows.filter(child=child)
        .annotate(
            what_=Value(what, CharField()),
            **{f"c{n}_": each for n, each in enumerate((F(start), F(end), *adults))},
            **{f"r{n}_": each for n, each in enumerate(rooms)},
            one_=Cast(first, CharField()) if first else nothing,
            two_=Cast(second, CharField()) if second else nothing,
        )
        .values_list(
            "what_", *KEPT, *(f"c{n}_" for n in range(5)), *(f"r{n}_" for n in range(3)),
            "one_", "two_",
        )
    )  # fmt: skip


def stay_rows(child: Child) -> Iterator[Fields]:
    """Stays in order, each once, with its home and ``carer_rows`` in their order."""
    found = (
        Stay.objects.filter(child=child)
        .order_by("started_on", "pk", "carer_rows__position")
        .values(
            *KEPT,
            *["pk", "started_on", "ended_on", "kind", "shared"],
            removal_ref=F("removal__ref"),
            home_ref=F("home__ref"),
            home_name=F("home__name"),
            address=F("home__address"),
            confidential=F("home__confidential"),
            carer_pk=F("carer_rows__pk"),
            adult_ref=F("carer_rows__adult__ref"),
            adult_name=F("carer_rows__adult__name"),
            adult_roles=F("carer_rows__adult__roles"),
        )
    )
    stay: Fields = {}
    for row in found:
        carer = {name: row.pop(name) for name in ("carer_pk", *ADULT)}
        if stay.get("ref") != row["ref"]:
            if stay:
                yield stay
            stay = {**row, "carer_rows": []}
        if carer["adult_ref"]:
            stay["carer_rows"].append(carer)
    if stay:
        yield stay


def pair_rows(child: Child) -> list[Fields]:
    """Pairs from both sides, each as often as the other child has stays and carers."""
    names = (*PAIR, *(f"other_{name}" for name in OTHER), *LODGING)
    arms = [
        Sibling.objects.filter(**{mine: child}).values_list(
            *PAIR,
            *(f"{other}__{name}" for name in OTHER),
            *(f"{other}__stays__{path}" for path in LODGING.values()),
        )
        for mine, other in (("child", "sibling"), ("sibling", "child"))
    ]
    rows = [dict(zip(names, row, strict=True)) for row in arms[0].union(arms[1], all=True)]
    return sorted(rows, key=lambda row: (row["other_born_on"] or date.max, str(row["ref"])))
