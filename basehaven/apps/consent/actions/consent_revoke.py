from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.consent.models import Consent
from basehaven.core.errors import NotAllowed, NotPossible


@audited("consent_revoke")
def consent_revoke(*, by: Actor, request_id: UUID, consent: Consent) -> Consent:
    """Stop sharing: the next request finds nothing. What was seen before stays known."""
    if consent.child.agency_id != by.agency.pk:
        raise NotAllowed(_("This child's record is kept by another agency."))
    if consent.revoked_at is not None:
        raise NotPossible(_("This was stopped before."))
    consent.revoked_at = timezone.now()
    consent.save(update_fields=["revoked_at"])
    return consent
