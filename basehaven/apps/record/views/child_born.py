from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.people import BornForm
from basehaven.apps.record.models import Child


@with_child(may="edit_child")
@require_http_methods(["GET", "POST"])
def child_born(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, BornForm, child, {"name": child.name, "sex": child.sex})
    return write(
        request,
        form,
        lambda by, request_id: actions.child_born(
            by=by, request_id=request_id, child=child, **form.values()
        ),
        template="child_born",
        done=child.get_absolute_url(),
    )
