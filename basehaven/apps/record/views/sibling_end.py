from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, write
from basehaven.apps.record.forms.homes import EndForm
from basehaven.apps.record.models import Child, Sibling, today


@with_child(may="edit_ties")
@require_http_methods(["GET", "POST"])
def sibling_end(request: HttpRequest, child: Child, sibling: UUID) -> HttpResponse:
    row = row_or_404(child, Sibling, sibling)
    form = open_form(request, EndForm, child, {"ended_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.sibling_end(
            by=by, request_id=request_id, sibling=row, ended_on=form.cleaned_data["ended_on"]
        ),
        template="sibling_end",
        done=child.get_absolute_url(),
    )
