from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Room
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_board
from basehaven.apps.room.models import Away
from basehaven.apps.room.pages import back_to_board
from basehaven.apps.room.queries import adult_on_shift, away_now
from basehaven.apps.room.sent import request_id_of


@with_board
@require_POST
def away_set(request: HttpRequest, room: Room, adult: UUID) -> HttpResponse:
    """An adult goes on a break, is busy, or is back."""
    found = adult_on_shift(room, adult, timezone.now())
    reason = request.POST.get("reason", "")
    if found is None or reason not in (*Away.Reason.values, "back"):
        raise Http404
    by, request_id = Actor.of(request.user), request_id_of(request)  # type: ignore[arg-type]
    now = timezone.now()
    if reason == "back":
        away = away_now(found)
        if away is not None:
            actions.away_end(by=by, request_id=request_id, away=away, at=now)
    else:
        actions.away_begin(
            by=by, request_id=request_id, room=room, adult=found, reason=reason, at=now
        )
    return back_to_board(request, room)
