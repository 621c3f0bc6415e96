"""What every action of the room does to a row."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Adult, Child, Room
from basehaven.core.errors import NotAllowed


def of_room(by: Actor, room: Room) -> dict[str, Any]:
    return {"agency": by.agency, "room": room, "written_by": by.label}


def same_agency(by: Actor, *rows: Adult | Child | Room) -> None:
    if any(row.agency_id != by.agency.pk for row in rows):
        raise NotAllowed(_("This record is kept by another agency."))
