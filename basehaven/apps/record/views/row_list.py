from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import look
from basehaven.apps.record.forms.pick import restrictions_by_adult
from basehaven.apps.record.models import Child
from basehaven.apps.record.queries.day_rows import load_day_rows, who_picked_up
from basehaven.apps.record.views.row_correct import table_or_404


@with_child(may="see")
@require_safe
def row_list(request: HttpRequest, child: Child, table: str) -> HttpResponse:
    """A child's contacts, or days in a room: each with the way to put it right."""
    editable = table_or_404(request, table)
    if request.sight.restricted:  # type: ignore[attr-defined]
        raise Http404
    look(request, f"{table}_list", child)
    after = _ref(request.GET.get("after", ""))
    page = load_day_rows(child, table, after=after)
    forbidden = restrictions_by_adult(child)
    lines: list[tuple[Any, Any, str]]
    if table == "attendance":
        took = who_picked_up(page.rows)
        people = [took.get(row.pk) for row in page.rows]
    else:
        people = [row.adult for row in page.rows]
    lines = [
        (row, adult, forbidden.get(adult.pk, "") if adult else "")
        for row, adult in zip(page.rows, people, strict=True)
    ]
    context = {"child": child, "editable": editable, "lines": lines, "after": after, "page": page}
    return TemplateResponse(request, "record/row_list.html", context)


def _ref(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
