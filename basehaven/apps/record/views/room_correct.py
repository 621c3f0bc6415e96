from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_room
from basehaven.apps.record.actions.history import stamp
from basehaven.apps.record.editing import history_of, open_form, write
from basehaven.apps.record.forms.corrections import correcting
from basehaven.apps.record.forms.rooms import RoomForm
from basehaven.apps.record.models import Room

CorrectRoom = correcting(RoomForm)


@with_room
@require_http_methods(["GET", "POST"])
def room_correct(request: HttpRequest, room: Room) -> HttpResponse:
    initial = {**CorrectRoom.initial_of(room), "seen": stamp(room)}
    form = open_form(request, CorrectRoom, None, initial)
    return write(
        request,
        form,
        lambda by, request_id: actions.row_correct(
            by=by,
            request_id=request_id,
            row=room,
            values=form.values(),
            reason=form.reason,
            seen=form.cleaned_data["seen"],
        ),
        template="room_correct",
        done=reverse("room_show", args=[room.ref]),
        said=_("Put right. What stood there before is in the history."),
        room=room,
        versions=history_of(request, room),
    )
