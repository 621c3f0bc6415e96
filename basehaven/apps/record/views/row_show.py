"""One row of the record: what it holds, what it held, and what may be done with it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.record.access import with_child
from basehaven.apps.record.models import Child
from basehaven.apps.record.row_page import RowPage


@with_child(may="see")
@require_safe
def row_show(request: HttpRequest, child: Child, table: str, row: UUID) -> HttpResponse:
    page = RowPage.find(request, child, table, row)
    if page is None:
        raise Http404
    write_look(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        action="row_show",
        child_ref=child.ref,
        grounds=page.sight.grounds,
    )
    return TemplateResponse(request, "record/row_show.html", {"page": page, "child": child})
