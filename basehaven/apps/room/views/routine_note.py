from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Room
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_board
from basehaven.apps.room.models import Routine
from basehaven.apps.room.pages import back_to_board, child_or_404
from basehaven.apps.room.sent import request_id_of


@with_board
@require_POST
def routine_note(request: HttpRequest, room: Room, child: UUID) -> HttpResponse:
    """A bottle, a nap, a nappy, by one tap; taken back by another."""
    found = child_or_404(request, room, child)
    by, request_id = Actor.of(request.user), request_id_of(request)  # type: ignore[arg-type]
    kind = request.POST.get("kind", "")
    if kind not in Routine.Kind.values:
        raise Http404
    if request.POST.get("undo"):
        last = Routine.objects.filter(child=found, room=room, kind=kind, undone=False)
        row = last.order_by("-at").first()
        if row is not None:
            actions.routine_undo(by=by, request_id=request_id, routine=row)
        return back_to_board(request, room, _("Undone."))
    actions.routine_note(
        by=by, request_id=request_id, room=room, child=found, kind=kind, at=timezone.now()
    )
    return back_to_board(request, room, _("Saved."))
