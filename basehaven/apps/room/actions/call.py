"""A room asks for another adult, and somebody goes."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.models import Room
from basehaven.apps.room.actions.rows import of_room, same_agency
from basehaven.apps.room.models import Call


@audited("call_make")
def call_make(*, by: Actor, request_id: UUID, room: Room) -> Call:
    """Asking twice is one call."""
    same_agency(by, room)
    Room.objects.select_for_update().get(pk=room.pk)
    open_call = Call.objects.filter(room=room, answered_at=None, undone=False).first()
    return open_call or Call.objects.create(**of_room(by, room))


@audited("call_answer")
def call_answer(*, by: Actor, request_id: UUID, call: Call) -> Call:
    """Somebody goes, or has come: the call is over."""
    same_agency(by, call.room)
    if call.answered_at is None:
        call.answered_at, call.answered_by = timezone.now(), by.label
        call.save(update_fields=["answered_at", "answered_by"])
    return call
