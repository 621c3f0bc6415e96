from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.actions.history import stamp
from basehaven.apps.record.editing import open_form, row_or_404, write
from basehaven.apps.record.forms.corrections import ReasonForm
from basehaven.apps.record.models import Child
from basehaven.apps.record.views.row_correct import table_or_404


@with_child(may="see")
@require_http_methods(["GET", "POST"])
def row_mark_error(request: HttpRequest, child: Child, table: str, row: UUID) -> HttpResponse:
    editable = table_or_404(request, table)
    if not editable.can_be_marked:
        raise Http404
    stored: Any = row_or_404(child, editable.model, row)
    form = open_form(request, ReasonForm, child, {"seen": stamp(stored)})
    return write(
        request,
        form,
        lambda by, request_id: actions.row_mark_error(
            by=by,
            request_id=request_id,
            row=stored,
            reason=form.reason,
            seen=form.cleaned_data["seen"],
        ),
        template="row_mark_error",
        done=child.get_absolute_url(),
        said=_("Hidden. It stays in the history and can be put back."),
        editable=editable,
        row=stored,
    )
