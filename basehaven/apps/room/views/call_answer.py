from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.access import back_from_here, for_roles, opens_by_pin
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import User
from basehaven.apps.room import actions
from basehaven.apps.room.access import boards_for
from basehaven.apps.room.queries import open_calls
from basehaven.apps.room.sent import request_id_of


@opens_by_pin
@for_roles("teacher", "director")
@require_POST
def call_answer(request: HttpRequest, call: UUID) -> HttpResponse:
    """Somebody of the centre goes, or the room says that it is over."""
    user: User = request.user  # type: ignore[assignment]
    calls = {one.ref: one for one in open_calls(user.agency_id, boards_for(user))}
    if call not in calls:
        raise Http404
    actions.call_answer(
        by=Actor.of(user),
        request_id=request_id_of(request),
        call=calls[call],
    )
    messages.success(request, _("The call is over."))
    return redirect(back_from_here(request, reverse("board_list")))
