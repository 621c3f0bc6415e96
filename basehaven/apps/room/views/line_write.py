from __future__ import annotations

import uuid
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Room
from basehaven.apps.room import actions
from basehaven.apps.room.access import board_children, with_board
from basehaven.apps.room.forms import LineForm
from basehaven.apps.room.pages import attempt, back_to_board, child_or_404, look


@with_board
@require_http_methods(["GET", "POST"])
def line_write(request: HttpRequest, room: Room, child: UUID) -> HttpResponse:
    """Today's one line about a child, for the adults of the room."""
    found = child_or_404(request, room, child)
    form = LineForm(
        request.POST if request.method == "POST" else None, initial={"request_id": uuid.uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        others = board_children(request.user, room).exclude(pk=found.pk)  # type: ignore[arg-type]
        written = attempt(
            form,
            lambda: actions.day_line_write(
                by=Actor.of(request.user),  # type: ignore[arg-type]
                room=room,
                child=found,
                others=list(others),
                **form.cleaned_data,
            ),
        )
        if written is not None:
            return back_to_board(request, room, _("Saved."))
    look(request, "line_write", [found])
    return TemplateResponse(
        request,
        "room/line_write.html",
        {"form": form, "room": room, "child": found},
        status=422 if form.is_bound else 200,
    )
