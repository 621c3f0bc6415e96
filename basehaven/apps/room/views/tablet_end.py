from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Room
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_board_signed_in
from basehaven.apps.room.sent import request_id_of


@with_board_signed_in
@require_POST
def tablet_end(request: HttpRequest, room: Room, tablet: UUID) -> HttpResponse:
    """A tablet that was lost, sold or moved opens nothing from now on."""
    found = get_object_or_404(room.tablets.filter(ended_at=None), ref=tablet)
    actions.tablet_end(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        request_id=request_id_of(request),
        tablet=found,
    )
    messages.success(request, _("That tablet opens nothing any more."))
    return redirect("tablet_enrol", room=room.ref)
