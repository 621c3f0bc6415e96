"""The tablets of a room: make this device one of them, or end one."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Room
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_board_signed_in
from basehaven.apps.room.tablet_forms import TabletForm
from basehaven.apps.room.tablets import give_token
from basehaven.apps.room.tokens import digest_of, new_token


@with_board_signed_in
@require_http_methods(["GET", "POST"])
def tablet_enrol(request: HttpRequest, room: Room) -> HttpResponse:
    form = TabletForm(
        request.POST if request.method == "POST" else None, initial={"request_id": uuid.uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        token = new_token()
        actions.tablet_enrol(
            by=Actor.of(request.user),  # type: ignore[arg-type]
            room=room,
            digest=digest_of(token),
            **form.cleaned_data,
        )
        response = redirect("tablet_show")
        give_token(response, token)
        return response
    tablets = room.tablets.filter(ended_at=None).order_by("enrolled_at")
    return TemplateResponse(
        request,
        "room/tablet_enrol.html",
        {"form": form, "room": room, "tablets": tablets, "request_id": uuid.uuid4()},
        status=422 if form.is_bound else 200,
    )
