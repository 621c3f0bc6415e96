from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.rooms import PrimaryForm
from basehaven.apps.record.models import Child, today


@with_child(may="edit_rooms")
@require_http_methods(["GET", "POST"])
def primary_set(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, PrimaryForm, child, {"started_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.primary_set(
            by=by,
            request_id=request_id,
            child=child,
            adult=form.person(by, roles=["teacher"]),
            **form.values(),
        ),
        template="primary_set",
        done=child.get_absolute_url(),
    )
