"""The locked tablet: first names, the ratio, and who may open it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from basehaven.apps.room.access import tablet_children, tablet_users
from basehaven.apps.room.closed import ClosedBoard
from basehaven.apps.room.models import Tablet
from basehaven.apps.room.queries import load_room_here
from basehaven.apps.room.tablets import lock, on_tablet


@on_tablet
@require_safe
def tablet_show(request: HttpRequest, tablet: Tablet) -> HttpResponse:
    """Whoever comes here locks it: this address is the lock."""
    lock(request)
    if request.user.is_authenticated:  # somebody's own sign-in, with a password
        return redirect("board_show", room=tablet.room.ref)
    users = list(tablet_users(tablet.room))
    children = tablet_children(tablet.room, users)
    board = ClosedBoard(load_room_here(tablet.room, children, timezone.now()))
    response = TemplateResponse(
        request,
        "room/tablet_body.html" if request.htmx else "room/tablet_show.html",  # type: ignore[attr-defined]
        {"board": board, "tablet": tablet, "users": [(one, hasattr(one, "pin")) for one in users]},
    )
    response["Cache-Control"] = "no-store"
    return response
