"""A moment that was just logged: undo it, add whether it helped, and read what it may mean.

The readings are worked out for this page and kept nowhere.
"""

from __future__ import annotations

import uuid
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions as record
from basehaven.apps.record.models import CareEvent, Room
from basehaven.apps.room.access import board_children, with_board
from basehaven.apps.room.forms import FinishForm
from basehaven.apps.room.pages import attempt, back_to_board, day_of, look
from basehaven.apps.room.queries import care_event_on_board, rows_on
from basehaven.apps.room.said import said_of
from basehaven.apps.room.tiles import Board, Tile
from basehaven.knowledge.board import done_to_another


@with_board
@require_http_methods(["GET", "POST"])
def moment_show(request: HttpRequest, room: Room, event: UUID) -> HttpResponse:
    found = care_event_on_board(board_children(request.user, room), event)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    form = FinishForm(
        request.POST if request.method == "POST" else None,
        initial={"request_id": uuid.uuid4(), "soothed": found.soothed},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = attempt(
            form,
            lambda: record.care_event_finish(
                by=Actor.of(request.user),  # type: ignore[arg-type]
                event=found,
                **values,
            ),
        )
        if done is not None:
            return back_to_board(request, room, _("Saved."))
    look(request, "moment_show", [found.child])
    return _page(request, room, found, form)


def _others(board: Board, event: CareEvent) -> list[Tile]:
    """Children here to one of whom this may have been done: theirs is a moment of its own."""
    if not done_to_another() & set(event.seen) or event.entered_in_error:
        return []
    return [tile for tile in board.here if tile.child.pk != event.child_id]


def _page(request: HttpRequest, room: Room, event: CareEvent, form: FinishForm) -> HttpResponse:
    board = Board(day_of(request, room), rows_on(room.agency))
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return TemplateResponse(
        request,
        "room/moment_said.html" if part else "room/moment_show.html",
        {
            "room": room,
            "event": event,
            "form": form,
            "name": board.names.get(event.child_id, ""),
            "said": said_of(board, event),
            "others": _others(board, event),
            "undo_id": uuid.uuid4(),
            "part": part,
        },
        status=422 if form.is_bound and form.errors else 200,
    )
