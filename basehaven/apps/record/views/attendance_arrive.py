from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.rooms import ArriveForm
from basehaven.apps.record.models import Child, today


@with_child(may="record_day")
@require_http_methods(["GET", "POST"])
def attendance_arrive(request: HttpRequest, child: Child) -> HttpResponse:
    here = child.enrolments.standing().live_on(today()).select_related("room").first()
    form = open_form(request, ArriveForm, child, {"room": str(here.room.ref) if here else ""})
    return write(
        request,
        form,
        lambda by, request_id: actions.attendance_arrive(
            by=by, request_id=request_id, child=child, **form.values()
        ),
        template="attendance_arrive",
        done=child.get_absolute_url(),
    )
