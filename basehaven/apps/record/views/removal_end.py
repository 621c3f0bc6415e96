from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, write
from basehaven.apps.record.forms.homes import RemovalEndForm
from basehaven.apps.record.models import Child, Removal, today


@with_child(may="edit_stays")
@require_http_methods(["GET", "POST"])
def removal_end(request: HttpRequest, child: Child, removal: UUID) -> HttpResponse:
    row = row_or_404(child, Removal, removal)
    form = open_form(request, RemovalEndForm, child, {"exited_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.removal_end(
            by=by, request_id=request_id, removal=row, **form.values()
        ),
        template="removal_end",
        done=reverse("stay_start", args=[child.ref]),
        said=_("Saved. Now say where the child lives from that day on."),
    )
