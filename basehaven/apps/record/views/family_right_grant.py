from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.family import RightForm
from basehaven.apps.record.models import Child, today


@with_child(may="edit_rights")
@require_http_methods(["GET", "POST"])
def family_right_grant(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, RightForm, child, {"started_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.family_right_grant(
            by=by,
            request_id=request_id,
            child=child,
            adult=form.person(by, roles=[]),
            **form.values(),
        ),
        template="family_right_grant",
        done=reverse("rights_show", args=[child.ref]),
    )
