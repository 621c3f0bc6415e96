from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, write
from basehaven.apps.record.forms.rooms import EnrolmentEndForm
from basehaven.apps.record.models import Child, Enrolment, today


@with_child(may="edit_rooms")
@require_http_methods(["GET", "POST"])
def enrolment_end(request: HttpRequest, child: Child, enrolment: UUID) -> HttpResponse:
    row = row_or_404(child, Enrolment, enrolment)
    form = open_form(request, EnrolmentEndForm, child, {"ended_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.enrolment_end(
            by=by, request_id=request_id, enrolment=row, **form.values()
        ),
        template="enrolment_end",
        done=child.get_absolute_url(),
    )
