"""Which rows of the knowledge on cues may speak here: decided by a named clinician."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.room import actions
from basehaven.apps.room.cue_rows import cue_rows
from basehaven.apps.room.models import CueRowOn
from basehaven.apps.room.sent import request_id_of
from basehaven.knowledge.cues.library import library


@for_roles("consultant")
@require_http_methods(["GET", "POST"])
def cue_row_list(request: HttpRequest) -> HttpResponse:
    by = Actor.of(request.user)  # type: ignore[arg-type]
    if request.method == "POST":
        _turn(request, by)
        messages.success(request, _("Saved."))
        return redirect("cue_row_list")
    return TemplateResponse(
        request,
        "room/cue_row_list.html",
        {"rows": cue_rows(by.agency), "request_id": uuid.uuid4()},
    )


def _turn(request: HttpRequest, by: Actor) -> None:
    row_id = request.POST.get("row", "")
    if row_id not in library().entries:
        raise Http404
    request_id = request_id_of(request)
    if request.POST.get("turn") == "on":
        actions.cue_row_turn_on(by=by, request_id=request_id, row_id=row_id)
        return
    on = CueRowOn.objects.filter(agency=by.agency, row_id=row_id, turned_off_at=None).first()
    if on is not None:
        actions.cue_row_turn_off(by=by, request_id=request_id, row=on)
