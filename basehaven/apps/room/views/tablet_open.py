"""Somebody of the room opens the tablet with their PIN."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import User
from basehaven.apps.room import actions
from basehaven.apps.room.access import tablet_users
from basehaven.apps.room.models import Tablet
from basehaven.apps.room.pages import attempt, board_address
from basehaven.apps.room.tablet_forms import PinForm
from basehaven.apps.room.tablets import on_tablet, open_by_pin


@on_tablet
@require_http_methods(["GET", "POST"])
def tablet_open(request: HttpRequest, tablet: Tablet, user: UUID) -> HttpResponse:
    who = get_object_or_404(
        tablet_users(tablet.room).filter(pin__isnull=False, must_change_password=False), ref=user
    )
    form = PinForm(
        request.POST if request.method == "POST" else None, initial={"request_id": uuid.uuid4()}
    )
    if request.method == "POST" and form.is_valid() and _fits(form, who):
        actions.tablet_open(
            by=Actor.of(who), request_id=form.cleaned_data["request_id"], tablet=tablet
        )
        open_by_pin(request, tablet, who)
        return redirect(board_address(tablet.room))
    response = TemplateResponse(
        request,
        "room/tablet_open.html",
        {"form": form, "tablet": tablet, "who": who},
        status=422 if form.is_bound else 200,
    )
    response["Cache-Control"] = "no-store"
    return response


def _fits(form: PinForm, who: User) -> bool:
    fits = attempt(form, lambda: actions.pin_check(by=Actor.of(who), **form.cleaned_data))
    if not fits and not form.errors:
        form.add_error("digits", _("These are not your digits. Try once more."))
    return bool(fits)
