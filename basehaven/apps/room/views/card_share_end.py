from __future__ import annotations

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Child
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_card
from basehaven.apps.room.models import CardShare
from basehaven.apps.room.pages import look_at_child
from basehaven.apps.room.sent import request_id_of


@with_card(may="give_consent")
@require_http_methods(["GET", "POST"])
def card_share_end(request: HttpRequest, child: Child, share: UUID) -> HttpResponse:
    """End a link now."""
    found = CardShare.objects.filter(child=child, ref=share).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        by = Actor.of(request.user)  # type: ignore[arg-type]
        actions.card_share_end(by=by, request_id=request_id_of(request), share=found)
        messages.success(request, _("Ended. Whoever opens the link now finds nothing."))
        return redirect("card_share", child.ref)
    look_at_child(request, "card_share_end", child)
    return TemplateResponse(
        request,
        "room/card_share_end.html",
        {"child": child, "share": found, "request_id": uuid.uuid4()},
    )
