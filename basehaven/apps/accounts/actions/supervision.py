"""Who supports whose work: a supervisor sees what those whom they supervise see."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import Role, Supervision, User
from basehaven.core.errors import NotPossible

SUPPORT = (Role.SUPERVISOR, Role.DIRECTOR)


@transaction.atomic
def supervision_start(*, supervisor: User, worker: User, started_on: date) -> Supervision:
    """The caller writes the audit entry in the same transaction: the trail is a layer above."""
    if supervisor.pk == worker.pk or supervisor.agency_id != worker.agency_id:
        raise NotPossible(_("Choose two people of one agency."))
    if supervisor.role not in SUPPORT:
        raise NotPossible(_("Only a supervisor or a centre director supports others' work."))
    if Supervision.objects.live_on(started_on).filter(supervisor=supervisor, worker=worker):
        raise NotPossible(_("This is so already."))
    return Supervision.objects.create(supervisor=supervisor, worker=worker, started_on=started_on)


@transaction.atomic
def supervision_end(*, supervisor: User, worker: User, ended_on: date) -> Supervision:
    """End it on a day; what the supervisor saw through this worker closes with it."""
    live = Supervision.objects.live_on(ended_on).filter(supervisor=supervisor, worker=worker)
    found: Supervision | None = live.first()
    if found is None:
        raise NotPossible(_("There is nothing to end: they do not support this person's work."))
    found.ended_on = ended_on
    found.save(update_fields=["ended_on"])
    return found
