from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_room
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.staff import ShiftForm
from basehaven.apps.record.models import Room


@with_room
@require_http_methods(["GET", "POST"])
def shift_add(request: HttpRequest, room: Room) -> HttpResponse:
    form = open_form(request, ShiftForm, None, room=room)
    return write(
        request,
        form,
        lambda by, request_id: actions.shift_add(
            by=by,
            request_id=request_id,
            room=room,
            adult=form.person(by, roles=["teacher"]),
            **form.values(),
        ),
        template="shift_add",
        done=reverse("room_show", args=[room.ref]),
        room=room,
    )
