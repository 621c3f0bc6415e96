"""An adult takes a child to themselves, or lets go: nobody else need hurry over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.models import Adult, Child, Room
from basehaven.apps.room.actions.rows import of_room, same_agency
from basehaven.apps.room.models import Beside


@audited("beside_begin")
def beside_begin(
    *, by: Actor, request_id: UUID, room: Room, child: Child, adult: Adult, at: datetime
) -> Beside:
    """From now on this adult is with the child; whoever was before is not any more."""
    same_agency(by, room, child, adult)
    child = Child.objects.select_for_update().get(pk=child.pk)
    for before in Beside.objects.filter(child=child, until_at=None, undone=False):
        _end(before, at)
    return Beside.objects.create(**of_room(by, room), child=child, adult=adult, from_at=at)


@audited("beside_end")
def beside_end(*, by: Actor, request_id: UUID, beside: Beside, at: datetime) -> Beside:
    beside = Beside.objects.select_for_update().get(pk=beside.pk)
    same_agency(by, beside.room)
    if beside.until_at is None:
        _end(beside, at)
    return beside


def _end(beside: Beside, at: datetime) -> None:
    beside.until_at = max(at, beside.from_at)
    beside.save(update_fields=["until_at"])
