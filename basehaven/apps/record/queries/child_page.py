"""One page of the list of children, found by key and never by counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from basehaven.apps.record.models import Child
from basehaven.apps.record.queries.beside import Beside, load_beside
from basehaven.core.relationships.types import Restriction as CoreRestriction

PAGE = 50


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child in the list. Home and room are empty unless the viewer may see places."""

    child: Child
    carers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()  # of a child without a name: whose child it is
    restricted: tuple[tuple[str, CoreRestriction], ...] = ()  # carers by name, with what restricts


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
    beside = load_beside([child.pk for child in page], without_places=without_places)
    return ChildLines(lines_beside(page, beside), page[-1].ref if more and page else None)


def lines_beside(children: Sequence[Child], beside: Beside) -> list[ChildLine]:
    """Children in the order given, each with what was loaded beside them."""
    return [
        ChildLine(
            child,
            tuple(beside.carers.get(child.pk, ())),
            tuple(beside.rooms.get(child.pk, ())),
            tuple(beside.parents.get(child.pk, ())),
            tuple(beside.restricted.get(child.pk, ())),
        )
        for child in children
    ]
