"""Who of the adults on shift cannot be turned to now, so that no moment counts them as there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.models import Adult, Room
from basehaven.apps.room.actions.rows import of_room, same_agency
from basehaven.apps.room.models import Away
from basehaven.core.errors import NotPossible


@audited("away_begin")
def away_begin(
    *, by: Actor, request_id: UUID, room: Room, adult: Adult, reason: str, at: datetime
) -> Away:
    same_agency(by, room, adult)
    if reason not in Away.Reason.values:
        raise NotPossible(_("Choose a break, or busy."), field="reason")
    before = Away.objects.select_for_update().filter(adult=adult, until_at=None, undone=False)
    for one in before:
        _end(one, at)
    return Away.objects.create(**of_room(by, room), adult=adult, reason=reason, from_at=at)


@audited("away_end")
def away_end(*, by: Actor, request_id: UUID, away: Away, at: datetime) -> Away:
    away = Away.objects.select_for_update().get(pk=away.pk)
    same_agency(by, away.room)
    if away.until_at is None:
        _end(away, at)
    return away


def _end(away: Away, at: datetime) -> None:
    away.until_at = max(at, away.from_at)
    away.save(update_fields=["until_at"])
