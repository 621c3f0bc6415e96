from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.rooms import EnrolmentStartForm
from basehaven.apps.record.models import Child, today


@with_child(may="edit_rooms")
@require_http_methods(["GET", "POST"])
def enrolment_start(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, EnrolmentStartForm, child, {"started_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.enrolment_start(
            by=by, request_id=request_id, child=child, **form.values()
        ),
        template="enrolment_start",
        done=child.get_absolute_url(),
    )
