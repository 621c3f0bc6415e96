from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from basehaven.apps.record.access import with_room
from basehaven.apps.record.forms.staff import MAY_APPOINT
from basehaven.apps.record.models import Room, today
from basehaven.apps.record.queries.rooms import A_WEEK, shifts_in_week, staff_of, week_of


@with_room
@require_safe
def room_show(request: HttpRequest, room: Room) -> HttpResponse:
    """Who works in a room, and its shifts of one week. No child is on this page."""
    monday = week_of(_day(request.GET.get("week", "")) or today())
    context = {
        "room": room,
        "staff": staff_of(room),
        "may_end": MAY_APPOINT[request.user.role],  # type: ignore[union-attr,index]
        "shifts": shifts_in_week(room, monday),
        "monday": monday,
        "sunday": monday + A_WEEK - (A_WEEK / 7),
        "before": monday - A_WEEK,
        "after": monday + A_WEEK,
    }
    return TemplateResponse(request, "record/room_show.html", context)


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and date(1900, 1, 8) < day < date(9999, 1, 1) else None
