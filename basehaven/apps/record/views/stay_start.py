from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.homes import StayStartForm
from basehaven.apps.record.models import Child


@with_child(may="edit_stays")
@require_http_methods(["GET", "POST"])
def stay_start(request: HttpRequest, child: Child) -> HttpResponse:
    in_care = child.removals.standing().filter(exited_on=None).first()
    form = open_form(
        request, StayStartForm, child, {"removal": str(in_care.ref) if in_care else ""}
    )
    return write(
        request,
        form,
        lambda by, request_id: actions.stay_start(
            by=by, request_id=request_id, child=child, home=form.place(by), **form.values()
        ),
        template="stay_start",
        done=child.get_absolute_url(),
    )
