"""Which rooms somebody works in, and which children of a room they see on its board.

The board belongs to those who work in the room: its teachers and the centre's
director, while that work is live. A child whom an order keeps from one of them
is not on their board at all: the board says where a child is.

Whom a child turns to is not for everybody who may open the child: ``may_see_turns``.
"""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from basehaven.apps.accounts.access import opens_by_pin
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import User
from basehaven.apps.record.access import (
    GROUNDS,
    Sight,
    children_for,
    places_hidden_from,
    with_child,
)
from basehaven.apps.record.access.verbs import SUPERVISES
from basehaven.apps.record.models import Child, Enrolment, Room, WorkingRelationship, today
from basehaven.apps.room.models import ComfortAnswer
from basehaven.apps.room.tablets import is_still_open

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


def stands_on(sight: Sight) -> frozenset[str]:
    """The viewer's own grounds, in the words of the table; a supervisor's are others."""
    return frozenset(sight.grounds.split(" and "))


def is_family_only(sight: Sight) -> bool:
    """Whether no work of theirs lets this viewer read whom the child turns to: only family does."""
    works = {
        ground.words
        for name, ground in GROUNDS.items()
        if "see_turns" in ground.may and name != "family"
    }
    return not any(ground.removeprefix(SUPERVISES) in works for ground in stands_on(sight))


def may_see_turns(sight: Sight) -> bool:
    """Whether this viewer reads whom the child turns to, adult by adult.

    Who directs the centre does not, whatever else they are to the child: it would
    be read as a ranking of staff. Nor does whoever an order keeps from the child:
    moments say where the child was, and with whom.
    """
    if "see_turns" not in sight.may or sight.restricted:
        return False
    if GROUNDS["director"].words in stands_on(sight):
        return False
    return settings.BASEHAVEN_FAMILY_SEES_TURNS or not is_family_only(sight)


def may_mark_answer(by: Actor, answer: ComfortAnswer) -> bool:
    """Whether these are one's own answers, or one wrote them down for somebody."""
    own = by.user is not None and answer.asked.user_id == by.user.pk
    return own or answer.written_by == by.label


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
        if not is_still_open(request, room):
            raise Http404
        found = boards_for(request.user).select_related("agency").filter(ref=room).first()  # type: ignore[arg-type]
        if found is None:
            raise Http404
        request.user.agency = found.agency  # type: ignore[union-attr]  # one query less
        return view(request, room=found, **kwargs)

    ruled = login_required(find)
    ruled.access_rule = "room:board"  # type: ignore[attr-defined]
    return opens_by_pin(ruled)


def with_board_signed_in(view: View) -> View:
    """As ``with_board``, but not for somebody whom only a PIN let in."""
    ruled = with_board(view)
    ruled.opens_by_pin = False  # type: ignore[attr-defined]
    return ruled


def tablet_children(
    room: Room, users: Iterable[User], on: date | None = None
) -> QuerySet[Child, Any]:
    """Children whose first names a locked tablet shows: those whom all who work there see.

    Nobody is signed in then, so no order that keeps a child from one of them may be passed by.
    """
    children: QuerySet[Child, Any] = Child.objects.none()
    for count, user in enumerate(users):
        seen = board_children(user, room, on)
        children = seen if count == 0 else children.filter(pk__in=seen.values("pk"))
    return children


def tablet_users(room: Room, on: date | None = None) -> QuerySet[User, Any]:
    """Who works in the room that day, and so may open its tablet; each with their PIN."""
    work = WorkingRelationship.objects.live_on(on or today()).filter(
        room=room, agency=room.agency_id, kind__in=WORKS_IN_ROOM
    )
    found = User.objects.filter(
        pk__in=work.values("user_id"), is_active=True, agency=room.agency_id
    )
    return found.select_related("pin").order_by("name", "pk")


def with_card(*, may: str) -> Callable[[View], View]:
    """Hand the view a child whose card the viewer sees, by a verb of the record.

    Whoever an order keeps from the child, or from where the child is, finds nothing: a card
    says who looks after the child, and when.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def find(request: HttpRequest, child: Child, **kwargs: Any) -> HttpResponse:
            if request.sight.restricted:  # type: ignore[attr-defined]
                raise Http404
            return view(request, child=child, **kwargs)

        return with_child(may=may)(find)

    return decorate
