from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_room
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.staff import RoomWorkForm
from basehaven.apps.record.models import Room, today


@with_room
@require_http_methods(["GET", "POST"])
def room_work_start(request: HttpRequest, room: Room) -> HttpResponse:
    form = open_form(request, RoomWorkForm, None, {"started_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.working_relationship_start(
            by=by, request_id=request_id, room=room, **form.values()
        ),
        template="room_work_start",
        done=reverse("room_show", args=[room.ref]),
        room=room,
    )
