from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.record import actions
from basehaven.apps.record.access.rooms import PLANS_ROOMS
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.rooms import RoomForm


@for_roles(*PLANS_ROOMS)
@require_http_methods(["GET", "POST"])
def room_create(request: HttpRequest) -> HttpResponse:
    form = open_form(request, RoomForm, None)
    return write(
        request,
        form,
        lambda by, request_id: actions.room_create(by=by, request_id=request_id, **form.values()),
        template="room_create",
        done=lambda room: reverse("room_show", args=[room.ref]),
    )
