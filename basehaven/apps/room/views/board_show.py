"""A room's board: first names until somebody of the room opens it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from basehaven.apps.accounts.models import User
from basehaven.apps.record.models import Room
from basehaven.apps.room.access import boards_for, with_board
from basehaven.apps.room.closed import ClosedBoard
from basehaven.apps.room.forms import MomentForm
from basehaven.apps.room.log import LogPage
from basehaven.apps.room.pages import author_of, day_of, here_of, look, queue_key
from basehaven.apps.room.queries import open_calls, rows_on
from basehaven.apps.room.tiles import Board
from basehaven.knowledge.board import closes_after


@with_board
@require_safe
@vary_on_headers("HX-Request")
def board_show(request: HttpRequest, room: Room) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    opened = request.GET.get("open") == "1"
    shown = _opened(request, room) if opened else {"board": ClosedBoard(here_of(request, room))}
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return TemplateResponse(
        request,
        "room/board_body.html" if part else "room/board_show.html",
        {
            **shown,
            "opened": opened,
            "calls": open_calls(user.agency_id, boards_for(user)),
            "request_id": uuid.uuid4(),
            "closes_after": closes_after(),
            "author": author_of(user),
            "queue_key": queue_key(user),
        },
    )


def _opened(request: HttpRequest, room: Room) -> dict[str, object]:
    board = Board(day_of(request, room), rows_on(room.agency))
    look(request, "board_show", board.day.children)
    form = MomentForm(children={}, adults={}, responses=[])
    return {"board": board, "log": LogPage(board), "log_form": form}
