from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, write
from basehaven.apps.record.forms.rooms import PrimaryEndForm
from basehaven.apps.record.models import Child, PrimarySpell, today


@with_child(may="edit_rooms")
@require_http_methods(["GET", "POST"])
def primary_end(request: HttpRequest, child: Child, primary: UUID) -> HttpResponse:
    row = row_or_404(child, PrimarySpell, primary)
    form = open_form(request, PrimaryEndForm, child, {"ended_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.primary_end(
            by=by, request_id=request_id, spell=row, **form.values()
        ),
        template="primary_end",
        done=child.get_absolute_url(),
        primary=row,
    )
