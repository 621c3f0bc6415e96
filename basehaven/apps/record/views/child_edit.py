from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import look
from basehaven.apps.record.forms.pick import by_adult_in_words
from basehaven.apps.record.models import Child, Restriction, Sibling, today
from basehaven.core.periods import covers

EDIT_VERBS = frozenset(
    ["edit_child", "edit_ties", "edit_stays", "edit_rooms", "record_day", "edit_restrictions"]
)


@with_child(may="see")
@require_GET
def child_edit(request: HttpRequest, child: Child) -> HttpResponse:
    """Every row that one may change, in words, with what may be done to it."""
    may = request.sight.may  # type: ignore[attr-defined]
    if request.sight.restricted or not may & EDIT_VERBS:  # type: ignore[attr-defined]
        raise Http404
    look(request, "child_edit", child)
    parts: dict[str, Any] = {"child": child, "may": may}
    restrictions = list(child.restrictions.select_related("adult").order_by("started_on"))
    if "edit_ties" in may:
        ties = child.ties.select_related("adult").prefetch_related("spells")
        parts["ties"] = _with_restrictions(ties.order_by("started_on", "pk"), restrictions)
        parts["siblings"] = _siblings(request, child)
    if "edit_stays" in may:
        parts["stays"] = child.stays.select_related("home").order_by("started_on", "pk")
        parts["removals"] = child.removals.order_by("removed_on", "pk")
    if "record_day" in may:
        parts["here"] = child.attendance.standing().filter(left_at=None).last()
    if "edit_rooms" in may or "record_day" in may:
        parts["enrolments"] = child.enrolments.select_related("room").order_by("started_on")
        parts["primaries"] = _with_restrictions(
            child.primary_spells.select_related("room", "adult").order_by("started_on"),
            restrictions,
        )
    if "edit_restrictions" in may:
        parts["restrictions"] = restrictions
    return render(request, "record/child_edit.html", parts)


def _with_restrictions(
    rows: Iterable[Any], restrictions: list[Restriction]
) -> list[tuple[Any, str]]:
    """Each row with what restricts its adult today, in words."""
    live = [row for row in restrictions if not row.entered_in_error and covers(row, today())]
    forbidden = by_adult_in_words(live)
    return [(row, forbidden.get(row.adult_id, "")) for row in rows]


def _siblings(request: HttpRequest, child: Child) -> list[tuple[Sibling, Child]]:
    """Each pair with the other child; sealed children and those an order hides are not there."""
    hidden = request.sight.siblings_hidden  # type: ignore[attr-defined]
    found = []
    pairs = Sibling.objects.filter(Q(child=child) | Q(sibling=child))
    for row in pairs.select_related("child", "sibling").order_by("pk"):
        other = row.sibling if row.child_id == child.pk else row.child
        if other.sealed_at is None and str(other.ref) not in hidden:
            found.append((row, other))
    return found
