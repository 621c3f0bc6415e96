from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions as record
from basehaven.apps.record.models import Room
from basehaven.apps.room.access import board_children, with_board
from basehaven.apps.room.pages import back_to_board
from basehaven.apps.room.queries import care_event_on_board
from basehaven.apps.room.sent import request_id_of


@with_board
@require_POST
def moment_undo(request: HttpRequest, room: Room, event: UUID) -> HttpResponse:
    """Take back a moment logged by mistake: hidden, and kept in the history."""
    found = care_event_on_board(board_children(request.user, room), event)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    if not found.entered_in_error:
        record.row_mark_error(
            by=Actor.of(request.user),  # type: ignore[arg-type]
            request_id=request_id_of(request),
            row=found,
            reason="slip",
        )
    return back_to_board(request, room, _("Undone. It is kept in the history only."))
