from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import back_from_here, opens_by_pin
from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, restricted_people, row_or_404, write
from basehaven.apps.record.forms.rooms import LeaveForm
from basehaven.apps.record.models import Attendance, Child


@opens_by_pin
@with_child(may="record_day")
@require_http_methods(["GET", "POST"])
def attendance_leave(request: HttpRequest, child: Child, attendance: UUID) -> HttpResponse:
    row = row_or_404(child, Attendance, attendance)
    form = open_form(request, LeaveForm, child)
    return write(
        request,
        form,
        lambda by, request_id: actions.attendance_leave(
            by=by,
            request_id=request_id,
            attendance=row,
            checked=form.cleaned_data["checked"],
            **form.values(),
        ),
        template="attendance_leave",
        done=back_from_here(request, child.get_absolute_url()),
        warnings=restricted_people(child),
    )
