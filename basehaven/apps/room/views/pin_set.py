"""Choose the digits that open a room's tablet."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.room import actions
from basehaven.apps.room.tablet_forms import NewPinForm


@for_roles("teacher", "director")
@sensitive_post_parameters("password", "digits", "again")
@require_http_methods(["GET", "POST"])
def pin_set(request: HttpRequest) -> HttpResponse:
    form = NewPinForm(
        request.POST if request.method == "POST" else None,
        user=request.user,  # type: ignore[arg-type]
        initial={"request_id": uuid.uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        actions.pin_set(
            by=Actor.of(request.user),  # type: ignore[arg-type]
            request_id=form.cleaned_data["request_id"],
            digits=form.cleaned_data["digits"],
        )
        messages.success(request, _("Your PIN opens the tablets of your rooms from now on."))
        return redirect("account_show")
    return TemplateResponse(
        request, "room/pin_set.html", {"form": form}, status=422 if form.is_bound else 200
    )
