"""What the record learnt after a day: values it kept, and records joined as one person's.

Two questions at most, whatever there is to find, because a page "as known on" a
day may ask no more than any other. So each of them is a union of tables that have
little in common, and its columns are named for what they carry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    F,
    JSONField,
    Q,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone

from basehaven.apps.record.actions.history import from_values
from basehaven.apps.record.models import Adult, Child, Home, Merge, Room, Version
from basehaven.apps.record.queries.facts import FACTS, Facts
from basehaven.apps.record.queries.rows import Fields

MERGES_IN_A_ROW = 3  # one person found to be another, who was found to be a third, and once more
MERGE = "merge"  # beside the names of the open tables, of which none is called so
MODELS: dict[str, Any] = {"adults": Adult, "children": Child, "homes": Home, "rooms": Room}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a row held until some day after the one asked about."""

    table: str
    known_from: date
    values: Fields


@dataclass(frozen=True, slots=True)
class Joined:
    """Two records found to be one person's, after the day asked about.

    Attributes:
        kept, merged: refs.
        moved: rows that pointed at ``merged`` until then: model and name.
        aside: stays that named both as carers: key and place of the second.
    """

    kept: UUID
    merged: UUID
    moved: frozenset[tuple[str, str]]
    aside: dict[int, int]

    @classmethod
    def of(cls, kept: UUID, merged: UUID, moved: list[Any]) -> Joined:
        aside = {row[3]["stay"]: row[3]["position"] for row in moved if _is_aside(row)}
        return cls(kept, merged, frozenset((row[0], row[1]) for row in moved), aside)


def _is_aside(moved: list[Any]) -> bool:
    return moved[0] == "record.staycarer" and len(moved) > 3


@dataclass
class Later:
    """Kept values by the row's ref, the first after the day; merges, the last one first."""

    kept: dict[UUID, Kept] = field(default_factory=dict)
    joined: list[Joined] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)  # of rows that none of the child's names now


def later_than(on: date, child: Child, refs: Collection[UUID], others: Collection[int]) -> Later:
    """What was learnt after ``on`` about a child's rows and the rows they name.

    Args:
        on: the day, to its end.
        child: whose rows.
        refs: of adults, homes, rooms and other children that the rows name now.
        others: keys of those other children, for where they lived.
    """
    about = Q(child=child) | Q(row_ref__in=refs) | Q(child__in=others, table="stays")
    versions = _arm(
        Version.objects.filter(about, known_to__gt=on),
        what=F("table"), ref=F("row_ref"), known_from=F("known_from"), known_to=F("known_to"),
        at=F("changed_at"), values=F("values"),
    )  # fmt: skip
    merges = _arm(
        _merges_touching([child.ref, *refs], on),
        what=Value(MERGE, CharField()), ref=F("kept_ref"), other=F("merged_ref"),
        at=F("merged_at"), values=F("moved"),
    )  # fmt: skip
    found = Later()
    _sort_out(found, versions.union(merges, all=True))
    strangers = _named_then(found, on) - set(refs) - {child.ref}
    if strangers:
        _look_up(found, on, strangers)
    return found


def _merges_touching(refs: Collection[UUID], on: date) -> QuerySet[Merge]:
    """Merges that stand, since the day: one that was undone is not gone back through.

    It had mixed two people up, and nobody is shown the other one's name again.
    """
    midnight = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    since = Merge.objects.filter(undone_at=None, merged_at__gte=midnight)
    touching = Q(kept_ref__in=refs)
    for _again in range(MERGES_IN_A_ROW - 1):
        touching |= Q(kept_ref__in=since.filter(touching).values("merged_ref"))
    return since.filter(touching)


COLUMNS: dict[str, Any] = {
    "what": CharField(),
    "ref": UUIDField(),
    "other": UUIDField(),
    "known_from": DateField(),
    "known_to": DateField(),
    "at": DateTimeField(),
    "values": JSONField(),
    "name": CharField(),
    "text": CharField(),
    "flag": BooleanField(),
    "day": DateField(),
}


def _arm(rows: QuerySet[Any], **given: Any) -> QuerySet[Any, Any]:
    """One arm of a union: every arm has the same columns, empty where it has none."""
    empty = {name: Cast(Value(None), kind) for name, kind in COLUMNS.items()}
    columns = {f"{name}_": given.get(name, empty[name]) for name in COLUMNS}
    arm: QuerySet[Any, Any] = rows.order_by().annotate(**columns).values_list(*columns)
    return arm


def _sort_out(found: Later, rows: Iterable[tuple[Any, ...]]) -> None:
    named = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    kept = [row for row in named if row["known_to"] is not None]
    for row in sorted(kept, key=lambda row: (row["known_to"], row["at"])):
        found.kept.setdefault(row["ref"], Kept(row["what"], row["known_from"], row["values"]))
    merges = [row for row in named if row["what"] == MERGE]
    for row in sorted(merges, key=lambda row: row["at"], reverse=True):
        found.joined.append(Joined.of(row["ref"], row["other"], row["values"]))


def _named_then(found: Later, on: date) -> set[UUID]:
    """Rows that the child's rows named then, of whatever table."""
    refs = {merge.merged for merge in found.joined} | {merge.kept for merge in found.joined}
    for kept in found.kept.values():
        if kept.known_from <= on and kept.table not in MODELS:
            named = [kept.values.get(name) for name in ("adult", "home", "room")]
            refs |= {UUID(ref) for ref in [*named, *kept.values.get("carers", ())] if ref}
    return refs


def _look_up(found: Later, on: date, refs: set[UUID]) -> None:
    """Facts of rows that stood beside the child then and do not now, with their kept values."""
    text = {"adults": None, "children": "sex", "homes": "address", "rooms": "centre"}
    arms = [
        _arm(
            MODELS[table].objects.filter(ref__in=refs),
            what=Value(table, CharField()), ref=F("ref"), name=F("name"),
            **({"text": F(column)} if column else {"values": F("roles")}),
            **({"flag": F("confidential")} if table == "homes" else {}),
            **({"day": F("born_on")} if table == "children" else {}),
        )
        for table, column in text.items()
    ]  # fmt: skip
    versions = _arm(
        Version.objects.filter(row_ref__in=refs, known_to__gt=on),
        what=F("table"), ref=F("row_ref"), known_from=F("known_from"), known_to=F("known_to"),
        at=F("changed_at"), values=F("values"),
    )  # fmt: skip
    rows = list(versions.union(*arms, all=True))
    _sort_out(found, rows)
    for row in (dict(zip(COLUMNS, row, strict=True)) for row in rows):
        if row["known_to"] is None:
            facts = {"name": row["name"], "roles": tuple(row["values"] or ())}
            facts |= {"born_on": row["day"], "confidential": bool(row["flag"])}
            facts[text[row["what"]] or "text"] = row["text"]
            found.facts[row["ref"]] = facts


def facts_then(now: Fields, kept: Kept | None) -> Fields:
    """What somebody or somewhere was called then, and as guarded as then or as now.

    Whoever was put on the record after the day is called what they were called first.
    """
    if kept is None:
        return now
    then = from_values(MODELS[kept.table], kept.values)
    facts = {**now, **{name: value for name, value in then.items() if name in FACTS}}
    facts["roles"] = tuple(facts.get("roles") or ())
    if "confidential" in now:
        facts["confidential"] = bool(now["confidential"] or facts["confidential"])
    return facts
