from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Room
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_board
from basehaven.apps.room.pages import back_to_board
from basehaven.apps.room.sent import request_id_of


@with_board
@require_POST
def call_make(request: HttpRequest, room: Room) -> HttpResponse:
    """Ask for another adult: every open board of the centre shows it."""
    actions.call_make(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        request_id=request_id_of(request),
        room=room,
    )
    return back_to_board(request, room, _("The other rooms and the director see that you ask."))
