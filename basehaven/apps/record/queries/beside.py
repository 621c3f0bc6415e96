"""What stands beside children in a list: rooms, carers and orders of today, in one query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from basehaven.apps.record.models import Enrolment, Restriction, Stay, StayCarer, Tie, today
from basehaven.core.relationships.types import Restriction as CoreRestriction

ROOM, CARER, PARENT, RESTRICTED, ORDER = "room", "carer", "parent", "restricted", "order"


@dataclass(frozen=True, slots=True)
class Beside:
    """By the child's key; orders by the adult's key and the child's."""

    rooms: dict[int, list[str]] = field(default_factory=dict)
    carers: dict[int, list[str]] = field(default_factory=dict)
    parents: dict[int, list[str]] = field(default_factory=dict)  # of children without a name
    orders: dict[tuple[int, int], list[CoreRestriction]] = field(default_factory=dict)
    restricted: dict[int, list[tuple[str, CoreRestriction]]] = field(default_factory=dict)
    """Carers of today by name, with what an order says of them."""


def load_beside(
    children: Collection[int],
    *,
    without_places: Sequence[Any] = (),
    adults: Collection[int] = (),
    around: Collection[int] = (),
) -> Beside:
    """Rooms and carers of some children, and the orders between some adults and children.

    Args:
        children: keys of those whose room and home are told.
        without_places: queries for keys of children whose home and room the viewer may
            not know.
        adults: keys of those whose orders are told,
        around: and of the children whom these orders are about.
    """
    told = Beside()
    by_kind = {ROOM: told.rooms, CARER: told.carers, PARENT: told.parents}
    arms = []
    if children:
        arms += [of(children, without_places) for of in (_rooms, _carers, _parents, _restricted)]
    if adults and around:
        arms.append(_orders(adults, around))
    found = arms[0].union(*arms[1:], all=True) if arms else ()
    for what, _pk, child, adult, name, text, start, end in sorted(found, key=lambda row: row[:2]):
        order = CoreRestriction(str(adult), text, start, end)
        if what == ORDER:
            told.orders.setdefault((adult, child), []).append(order)
        elif what == RESTRICTED:
            told.restricted.setdefault(child, []).append((name, order))
        elif text:
            names = by_kind[what].setdefault(child, [])
            if text not in names:
                names.append(text)
    return told


def _live(on: date, before: str = "") -> Q:
    started = Q(**{f"{before}started_on__lte": on})
    return started & (Q(**{f"{before}ended_on": None}) | Q(**{f"{before}ended_on__gt": on}))


def _rooms(children: Collection[int], without_places: Sequence[Any]) -> QuerySet[Any, Any]:
    rows = Enrolment.objects.standing().filter(_live(today()), child__in=children)
    for hidden in without_places:
        rows = rows.exclude(child__in=hidden)
    return _arm(rows, ROOM, child=F("child_id"), text=F("room__name"))


def _carers(children: Collection[int], without_places: Sequence[Any]) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = StayCarer.objects.filter(
        _live(today(), "stay__"), stay__entered_in_error=False, stay__child__in=children
    )
    for hidden in without_places:
        rows = rows.exclude(stay__child__in=hidden)
    return _arm(rows, CARER, child=F("stay__child_id"), text=F("adult__name"))


def _parents(children: Collection[int], without_places: Sequence[Any]) -> QuerySet[Any, Any]:
    """Of children without a name: the list says whose child it is."""
    rows = Tie.objects.standing().filter(
        _live(today()), child__in=children, child__name="", kind="parent"
    )
    for hidden in without_places:
        rows = rows.exclude(child__in=hidden)
    return _arm(rows, PARENT, child=F("child_id"), text=F("adult__name"))


def _restricted(children: Collection[int], without_places: Sequence[Any]) -> QuerySet[Any, Any]:
    """A carer's name stands in the list with what an order says of them, as everywhere."""
    stays = Stay.objects.standing().live_on(today()).filter(child=OuterRef("child"))
    rows = (
        Restriction.objects.standing()
        .live_on(today())
        .filter(Exists(stays.filter(carers=OuterRef("adult"))), child__in=children)
    )
    for hidden in without_places:
        rows = rows.exclude(child__in=hidden)
    return _arm(
        rows, RESTRICTED, child=F("child_id"), adult=F("adult_id"), name=F("adult__name"),
        text=F("kind"), start=F("started_on"), end=F("ended_on"),
    )  # fmt: skip


def _orders(adults: Collection[int], around: Collection[int]) -> QuerySet[Any, Any]:
    """Since when, not by which order: that is on the child's page, for those it is for."""
    rows = Restriction.objects.standing().live_on(today())
    rows = rows.filter(adult__in=adults, child__in=around)
    return _arm(
        rows, ORDER, child=F("child_id"), adult=F("adult_id"), text=F("kind"),
        start=F("started_on"), end=F("ended_on"),
    )  # fmt: skip


def _arm(
    rows: QuerySet[Any, Any],
    what: str,
    *,
    child: Any,
    text: Any,
    adult: Any = None,
    name: Any = None,
    start: Any = None,
    end: Any = None,
) -> QuerySet[Any, Any]:
    """One arm of the union: every arm has the same columns, empty where it has none."""
    no_day = Cast(Value(None), DateField())
    arm: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            what_=Value(what, CharField()),
            child_=child,
            adult_=adult or Cast(Value(None), IntegerField()),
            name_=Cast(name or Value(""), CharField()),
            text_=Cast(text, CharField()),
            start_=start or no_day,
            end_=end or no_day,
        )
        .values_list("what_", "pk", "child_", "adult_", "name_", "text_", "start_", "end_")
    )
    return arm
