from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from basehaven.apps.audit.queries import lookers
from basehaven.apps.record.access import with_child
from basehaven.apps.record.access.verbs import in_words
from basehaven.apps.record.editing import look
from basehaven.apps.record.models import Child


@with_child(may="see_sharing")
@require_GET
def child_lookers(request: HttpRequest, child: Child) -> HttpResponse:
    """Who looked at this child's page, by person and day, newest first."""
    look(request, "child_lookers", child)
    before = request.GET.get("before", "")
    if before and not (before.isdigit() and len(before) < 19):
        raise Http404
    sight: Any = request.sight  # type: ignore[attr-defined]
    by_role = sight.restricted or not sight.sees_lookers
    page = lookers(child.ref, by_role=by_role, before=int(before) if before else None)
    for line in page.lookers:
        line.grounds = in_words(line.grounds)
    days = [(day, list(rows)) for day, rows in groupby(page.lookers, key=lambda line: line.day)]
    context = {"child": child, "days": days, "before": page.before, "by_role": by_role}
    return render(request, "record/child_lookers.html", context)
