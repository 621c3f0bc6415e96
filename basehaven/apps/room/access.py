"""Which rooms somebody works in, and which children of a room they see on its board.

The board belongs to those who work in the room: its teachers and the centre's
director, while that work is live. A child whom an order keeps from one of them
is not on their board at all: the board says where a child is.
"""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from basehaven.apps.accounts.models import User
from basehaven.apps.record.access import children_for, places_hidden_from
from basehaven.apps.record.models import Child, Enrolment, Room, WorkingRelationship, today

View = Callable[..., HttpResponse]
WORKS_IN_ROOM = (WorkingRelationship.Kind.TEACHER, WorkingRelationship.Kind.DIRECTOR)


def boards_for(user: User, on: date | None = None) -> QuerySet[Room, Any]:
    """Rooms whose board ``user`` may open on a day (default today)."""
    if not user.is_active or user.agency_id is None:
        return Room.objects.none()
    work = WorkingRelationship.objects.live_on(on or today()).filter(
        user=user, agency=user.agency_id, kind__in=WORKS_IN_ROOM, room__isnull=False
    )
    return Room.objects.standing().filter(agency=user.agency_id, pk__in=work.values("room_id"))


def board_children(user: User, room: Room, on: date | None = None) -> QuerySet[Child, Any]:
    """Children enrolled in the room that day whom ``user`` sees there."""
    day = on or today()
    enrolled = Enrolment.objects.standing().live_on(day).filter(room=room)
    return (
        children_for(user, day)
        .filter(pk__in=enrolled.values("child_id"))
        .exclude(pk__in=places_hidden_from(user, day))
    )


def room_children(user: User, on: date | None = None) -> QuerySet[Child, Any]:
    """Children whose days in a room may count for ``user``: whoever they see, and where.

    Those who have left the room but are still theirs, in the room next door, count too.
    """
    day = on or today()
    return children_for(user, day).exclude(pk__in=places_hidden_from(user, day))


def with_board(view: View) -> View:
    """Hand the view a room that the viewer works in; to others it is a 404.

    The route's ``room`` argument is the random reference.
    """

    @functools.wraps(view)
    def find(request: HttpRequest, room: uuid.UUID, **kwargs: Any) -> HttpResponse:
        found = boards_for(request.user).select_related("agency").filter(ref=room).first()  # type: ignore[arg-type]
        if found is None:
            raise Http404
        request.user.agency = found.agency  # type: ignore[union-attr]  # one query less
        return view(request, room=found, **kwargs)

    ruled = login_required(find)
    ruled.access_rule = "room:board"  # type: ignore[attr-defined]
    return ruled
