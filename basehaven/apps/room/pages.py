"""What the room's views share: the day of a room, a child of its board, who is asking."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from basehaven.apps.accounts import drafts
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import User
from basehaven.apps.audit.actions import write_look, write_looks_this_hour
from basehaven.apps.record.models import Adult, Child, Room
from basehaven.apps.room.access import board_children
from basehaven.apps.room.queries import (
    RoomDay,
    RoomHere,
    RoomPeople,
    load_room_day,
    load_room_here,
    load_room_people,
)
from basehaven.core.errors import BasehavenError

GROUNDS = "works in the room"


def day_of(request: HttpRequest, room: Room) -> RoomDay:
    user: User = request.user  # type: ignore[assignment]
    return load_room_day(room, board_children(user, room), timezone.now())


def people_of(request: HttpRequest, room: Room) -> RoomPeople:
    user: User = request.user  # type: ignore[assignment]
    return load_room_people(room, board_children(user, room), timezone.now())


def here_of(request: HttpRequest, room: Room) -> RoomHere:
    user: User = request.user  # type: ignore[assignment]
    return load_room_here(room, board_children(user, room), timezone.now())


def child_or_404(request: HttpRequest, room: Room, ref: UUID | str) -> Child:
    """A child of this room's board whom the viewer sees there."""
    user: User = request.user  # type: ignore[assignment]
    try:
        child: Child | None = board_children(user, room).filter(ref=UUID(str(ref))).first()
    except ValueError:
        child = None
    if child is None:
        raise Http404
    return child


def look(request: HttpRequest, action: str, children: Iterable[Child]) -> None:
    write_looks_this_hour(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        action=action,
        child_refs=[child.ref for child in children],
        grounds=GROUNDS,
    )


def look_at_child(request: HttpRequest, action: str, child: Child, how: str = "page") -> None:
    """A look at a page of this child's, on the grounds on which the viewer sees the child."""
    write_look(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        action=action,
        child_ref=child.ref,
        grounds=request.sight.grounds,  # type: ignore[attr-defined]
        how=how,
    )


def me(user: User) -> Adult | None:
    """The person of the record who is signed in, if their account is linked to one."""
    found: Adult | None = Adult.objects.filter(user=user, merged_into=None).first()
    return found


def author_of(user: User) -> str:
    """Names the author of a queued moment on a shared device, and nobody else can read it."""
    return user.ref.hex[:12]


def queue_key(user: User) -> str:
    """The key under which this person's moments wait on a device: 256 bits, the same each time.

    Whoever takes the tablet finds what waits unreadable until its author signs in.
    """
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, b"room-queue:" + user.ref.bytes, hashlib.sha256).hexdigest()


def attempt(form: forms.Form, save: Callable[[], Any]) -> Any:
    """What was written, or None with the refusal on the form."""
    try:
        return save()
    except BasehavenError as error:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, str(error))
        return None


def saved(
    request: HttpRequest, form: forms.Form, draft: str, subject: object, save: Callable[[], Any]
) -> Any:
    """What was written, its draft forgotten in the same transaction; None if it was refused."""

    def write() -> Any:
        with transaction.atomic():
            row = save()
            drafts.clear_draft(request.user, draft, subject)  # type: ignore[arg-type]
            return row

    return attempt(form, write)


def back_to_board(request: HttpRequest, room: Room, said: str = "") -> HttpResponse:
    if said:
        messages.success(request, said)
    return redirect(board_address(room))


def board_address(room: Room) -> str:
    from django.urls import reverse

    return f"{reverse('board_show', args=[room.ref])}?open=1"
