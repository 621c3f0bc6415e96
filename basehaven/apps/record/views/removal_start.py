from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.homes import RemovalStartForm
from basehaven.apps.record.models import Child


@with_child(may="edit_stays")
@require_http_methods(["GET", "POST"])
def removal_start(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, RemovalStartForm, child)
    return write(
        request,
        form,
        lambda by, request_id: actions.removal_start(
            by=by, request_id=request_id, child=child, **form.values()
        ),
        template="removal_start",
        done=reverse("stay_start", args=[child.ref]),
        said=_("Saved. Now say where the child lives in this time."),
    )
