from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.models import User
from basehaven.apps.room.access import boards_for
from basehaven.apps.room.queries import open_calls, rooms_now


@for_roles("teacher", "director")
@require_safe
def board_list(request: HttpRequest) -> HttpResponse:
    """Rooms whose board one may open; whoever works in one alone goes straight there."""
    user: User = request.user  # type: ignore[assignment]
    rooms = boards_for(user)
    found = list(rooms.order_by("centre", "name", "pk"))
    if len(found) == 1:
        return redirect("board_show", room=found[0].ref)
    shown = {"rooms": rooms_now(found), "calls": open_calls(user.agency_id, rooms)}
    return TemplateResponse(request, "room/board_list.html", shown)
