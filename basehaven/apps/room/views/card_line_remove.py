from __future__ import annotations

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Child
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_card
from basehaven.apps.room.card.forms import CardLineRemoveForm
from basehaven.apps.room.card.pages import line_or_404
from basehaven.apps.room.pages import attempt, look_at_child


@with_card(may="write_card")
@require_http_methods(["GET", "POST"])
def card_line_remove(request: HttpRequest, child: Child, line: UUID) -> HttpResponse:
    """Take a line off the card. It stays in the history, unless it was entered in error."""
    found = line_or_404(child, line)
    form = CardLineRemoveForm(
        request.POST if request.method == "POST" else None, initial={"request_id": uuid.uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = attempt(
            form,
            lambda: actions.card_line_remove(
                by=Actor.of(request.user),  # type: ignore[arg-type]
                request_id=values["request_id"],
                line=found,
                in_error=values["why"] == "error",
            ),
        )
        if done is not None:
            messages.success(request, _("Taken off the card."))
            return redirect("child_card", child.ref)
    look_at_child(request, "card_line_remove", child)
    return TemplateResponse(
        request,
        "room/card_line_remove.html",
        {"child": child, "form": form, "line": found},
        status=422 if form.is_bound else 200,
    )
