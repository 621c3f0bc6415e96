"""Which rooms somebody plans: their names, staff and shifts. No child is in these pages."""

from __future__ import annotations

import functools
import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from basehaven.apps.accounts.access import View, for_roles
from basehaven.apps.accounts.models import Role, User
from basehaven.apps.record.models import Room, RowQuerySet, WorkingRelationship, today

PLANS_ROOMS = (Role.DIRECTOR, Role.DATA_MANAGER)


def rooms_for(user: User, on: date | None = None) -> RowQuerySet:
    """Rooms that ``user`` plans on a day: a director's own, a data manager's whole agency's."""
    rooms: RowQuerySet = Room.objects.standing().filter(agency=user.agency_id)
    if not user.is_active or user.agency_id is None or user.role not in PLANS_ROOMS:
        return rooms.none()
    if user.role == Role.DATA_MANAGER:
        return rooms
    directs = WorkingRelationship.objects.live_on(on or today()).filter(
        user=user, kind=WorkingRelationship.Kind.DIRECTOR
    )
    return rooms.filter(pk__in=directs.values("room_id"))


def with_room(view: View) -> View:
    """Hand the view a room that the viewer plans; to others it is a 404."""

    @functools.wraps(view)
    def find(request: HttpRequest, room: uuid.UUID, **kwargs: Any) -> HttpResponse:
        found = rooms_for(request.user).filter(ref=room).first()  # type: ignore[arg-type]
        if found is None:
            raise Http404
        return view(request, room=found, **kwargs)

    return for_roles(*PLANS_ROOMS)(find)
