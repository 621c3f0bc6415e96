"""A named clinician turns rows of the knowledge on cues on, and off again, for an agency."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Role, User
from basehaven.apps.audit.actions import audited
from basehaven.apps.room.models import CueRowOn
from basehaven.core.errors import NotAllowed, NotPossible
from basehaven.knowledge.cues.library import library


@audited("cue_row_turn_on")
def cue_row_turn_on(*, by: Actor, request_id: UUID, row_id: str) -> CueRowOn:
    """From now on the row may speak in this agency, under this clinician's name."""
    clinician = _clinician(by)
    if row_id not in library().entries:
        raise NotPossible(_("There is no such row."))
    on = CueRowOn.objects.filter(agency=by.agency, row_id=row_id, turned_off_at=None).first()
    return on or CueRowOn.objects.create(agency=by.agency, row_id=row_id, turned_on_by=clinician)


@audited("cue_row_turn_off")
def cue_row_turn_off(*, by: Actor, request_id: UUID, row: CueRowOn) -> CueRowOn:
    _clinician(by)
    if row.agency_id != by.agency.pk:
        raise NotAllowed(_("This record is kept by another agency."))
    if row.turned_off_at is None:
        row.turned_off_at = timezone.now()
        row.save(update_fields=["turned_off_at"])
    return row


def _clinician(by: Actor) -> User:
    if by.user is None or by.user.role != Role.CONSULTANT:
        raise NotAllowed(_("Only an infant mental health consultant decides this."))
    return by.user
