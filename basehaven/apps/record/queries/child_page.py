"""One page of the list of children, found by key and never by counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from basehaven.apps.record.models import Child, Enrolment, StayCarer, Tie, today

PAGE = 50


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child in the list. Home and room are empty unless the viewer may see places."""

    child: Child
    carers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()  # of a child without a name: whose child it is


@dataclass(frozen=True, slots=True)
class ChildLines:
    lines: Sequence[ChildLine] = field(default_factory=tuple)
    after: UUID | None = None  # the last child's ref when more follow


def load_child_lines(
    children: QuerySet[Child], *, after: UUID | None, without_places: Sequence[Any] = ()
) -> ChildLines:
    """A page of the list, by name.

    Args:
        children: whom the viewer may see.
        after: the ref of the last child of the page before.
        without_places: queries for ids of children whose home and room the viewer may not
            know.
    """
    found = children.order_by("name", "pk")
    if after is not None:
        last = children.filter(ref=after).values_list("name", "pk").first()
        if last is not None:
            found = found.filter(Q(name__gt=last[0]) | Q(name=last[0], pk__gt=last[1]))
    page = list(found[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    known = Child.objects.filter(pk__in=[child.pk for child in page])
    for hidden in without_places:
        known = known.exclude(pk__in=hidden)
    told = list(known.values_list("pk", flat=True))
    day = today()
    rooms = _names(Enrolment.objects.standing(), told, day, "child_id", "room__name")
    carers = _names(
        StayCarer.objects.filter(stay__entered_in_error=False),
        told,
        day,
        "stay__child_id",
        "adult__name",
    )
    nameless = {child.pk for child in page if not child.name}
    parents: Mapping[int, list[str]] = {}
    if nameless:
        ties = Tie.objects.standing().filter(kind="parent")
        parents = _names(
            ties, [pk for pk in told if pk in nameless], day, "child_id", "adult__name"
        )
    lines = [
        ChildLine(child, *(tuple(found.get(child.pk, ())) for found in (carers, rooms, parents)))
        for child in page
    ]
    return ChildLines(lines, page[-1].ref if more and page else None)


def _names(
    rows: QuerySet[Any], children: Sequence[int], day: date, child: str, name: str
) -> Mapping[int, list[str]]:
    before = "stay__" if child.startswith("stay__") else ""
    found: dict[int, list[str]] = {}
    live = Q(**{f"{before}started_on__lte": day}) & (
        Q(**{f"{before}ended_on": None}) | Q(**{f"{before}ended_on__gt": day})
    )
    for pk, text in (
        rows.filter(live, **{f"{child}__in": children})
        .annotate(_name=F(name))
        .order_by("pk")
        .values_list(child, "_name")
    ):
        if text and text not in found.setdefault(pk, []):
            found[pk].append(text)
    return found
