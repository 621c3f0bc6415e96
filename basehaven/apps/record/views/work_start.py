from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.rooms import WorkForm
from basehaven.apps.record.models import Child, today


@with_child(may="edit_rights")
@require_http_methods(["GET", "POST"])
def work_start(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, WorkForm, child, {"started_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.working_relationship_start(
            by=by, request_id=request_id, child=child, **form.values()
        ),
        template="work_start",
        done=reverse("rights_show", args=[child.ref]),
    )
