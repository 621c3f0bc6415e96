from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, write
from basehaven.apps.record.forms.corrections import ReasonForm
from basehaven.apps.record.models import Child
from basehaven.apps.record.views.row_correct import table_or_404


@with_child(may="see")
@require_http_methods(["GET", "POST"])
def row_restore(request: HttpRequest, child: Child, table: str, row: UUID) -> HttpResponse:
    editable = table_or_404(request, table)
    if not editable.can_be_marked:
        raise Http404
    stored: Any = row_or_404(child, editable.model, row)
    form = open_form(request, ReasonForm, child)
    return write(
        request,
        form,
        lambda by, request_id: actions.row_restore(
            by=by, request_id=request_id, row=stored, reason=form.reason
        ),
        template="row_restore",
        done=child.get_absolute_url(),
        editable=editable,
        row=stored,
    )
