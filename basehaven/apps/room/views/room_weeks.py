"""A room's last weeks by part of the day and staffing: hours, never people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.record.models import Room
from basehaven.apps.room.access import room_children, with_board
from basehaven.apps.room.pages import look
from basehaven.apps.room.queries import room_seen
from basehaven.apps.room.room_weeks import RoomWeeks
from basehaven.apps.room.weeks import Weeks


@with_board
@require_safe
def room_weeks(request: HttpRequest, room: Room) -> HttpResponse:
    asked = Weeks.asked(request)
    seen, counted = room_seen(
        room,
        room_children(request.user),  # type: ignore[arg-type]
        asked.since,
        asked.now,
    )
    look(request, "room_weeks", counted)
    return TemplateResponse(
        request,
        "room/room_weeks.html",
        {"room": room, "asked": asked, "page": RoomWeeks(seen), "counted": len(counted)},
    )
