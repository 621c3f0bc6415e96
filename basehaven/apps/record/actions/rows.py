"""What every action does to a row: give it its names, take turns, keep to the agency."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Adult, Child, Room
from basehaven.core.errors import NotAllowed, NotPossible


def names_of_new_row(by: Actor, child: Child | None = None) -> dict[str, Any]:
    """Values that a row made by a person carries, whatever its table.

    ``source_digest`` stays empty, so that an import never thinks it vanished.
    """
    return {
        "agency": by.agency,
        "source_id": child.source_id if child is not None else by.agency.slug,
        "key": f"bh-{uuid.uuid4().hex}",
        "recorded_by": by.label,
    }


def take_turn(by: Actor, child: Child) -> Child:
    """Lock the child's row, so that two writers of one child check one after the other."""
    locked: Child | None = Child.objects.select_for_update().filter(pk=child.pk).first()
    if locked is None or locked.agency_id != by.agency.pk:
        raise NotAllowed(_("This child's record is kept by another agency."))
    if locked.sealed_at is not None:
        raise NotAllowed(_("This record is sealed by a lawful order."))
    if locked.merged_into_id is not None:
        raise NotPossible(_("This record was merged into another. Write in that one."))
    return locked


def same_agency(by: Actor, adult: Adult, *, field: str = "adult") -> None:
    if adult.agency_id != by.agency.pk:
        raise NotPossible(_("Choose a person from your own agency's record."), field=field)
    if adult.merged_into_id is not None:
        raise NotPossible(
            _("This person was merged with another record. Choose that one."), field=field
        )


def room_of_agency(by: Actor, room: Room) -> None:
    if room.agency_id != by.agency.pk:
        raise NotPossible(_("Choose a room from your own agency's record."), field="room")
