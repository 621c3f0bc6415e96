from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Room
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_board
from basehaven.apps.room.pages import back_to_board, child_or_404, me
from basehaven.apps.room.queries import beside_now
from basehaven.apps.room.sent import request_id_of


@with_board
@require_POST
def beside_set(request: HttpRequest, room: Room, child: UUID) -> HttpResponse:
    """One tap says that I am with this child, another that I am not any more."""
    found = child_or_404(request, room, child)
    by, now = Actor.of(request.user), timezone.now()  # type: ignore[arg-type]
    request_id, mine = request_id_of(request), me(request.user)  # type: ignore[arg-type]
    before = beside_now(found)
    if request.POST.get("end"):
        if before is not None:
            actions.beside_end(by=by, request_id=request_id, beside=before, at=now)
    elif mine is None:
        return back_to_board(
            request, room, _("Your account is not linked to a person of the record yet.")
        )
    else:
        actions.beside_begin(
            by=by, request_id=request_id, room=room, child=found, adult=mine, at=now
        )
    return back_to_board(request, room)
