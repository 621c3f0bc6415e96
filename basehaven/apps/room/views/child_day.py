"""A child's day in the room, as the family reads it: what went well first. It writes itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import opens_by_pin
from basehaven.apps.record.access import with_child
from basehaven.apps.record.models import Child, today
from basehaven.apps.room.note import note_of
from basehaven.apps.room.pages import look_at_child


@opens_by_pin
@with_child(may="see")
@require_safe
def child_day(request: HttpRequest, child: Child) -> HttpResponse:
    sight = request.sight  # type: ignore[attr-defined]
    if not sight.sees_places:  # the note says where the child is
        raise Http404
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    day = min(asked or today(), today())
    look_at_child(request, "child_day", child)
    return TemplateResponse(
        request, "room/child_day.html", {"child": child, "note": note_of(child, day)}
    )
