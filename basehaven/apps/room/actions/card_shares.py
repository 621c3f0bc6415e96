"""Lending a care card by a link, with somebody's consent, and ending that."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions.rows import take_turn
from basehaven.apps.record.models import Adult, Child, today
from basehaven.apps.room.actions.rows import same_agency
from basehaven.apps.room.card.rules import names_one_of, not_called
from basehaven.apps.room.models import CardShare
from basehaven.apps.room.tokens import digest_of
from basehaven.core.errors import NotAllowed, NotPossible
from basehaven.knowledge.card import card_settings


@audited("card_share_make")
def card_share_make(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    given_by: Adult,
    to_whom: str,
    days: int,
    token: str,
    language: str = "en",
) -> CardShare:
    """Lend the card for some days. ``given_by`` consents; ``by`` may write down what they said."""
    child = take_turn(by, child)
    same_agency(by, given_by)
    if not child.family_rights.live_on(today()).filter(adult=given_by, consents=True).exists():
        raise NotPossible(
            _("No right says that this person consents for the child. Record that right first."),
            field="given_by",
        )
    if not to_whom.strip():
        raise NotPossible(_("Say for whom the link is."), field="to_whom")
    if names_one_of(to_whom, [adult.name for adult in not_called(child).values()], own=child.name):
        raise NotPossible(
            _("An order keeps somebody of this name from the child. The card is not for them."),
            field="to_whom",
        )
    most = card_settings().link_days_most
    if not 1 <= days <= most:
        raise NotPossible(_("Choose between 1 and %(most)s days.") % {"most": most}, field="days")
    return CardShare.objects.create(
        agency=by.agency,
        child=child,
        given_by=given_by,
        to_whom=to_whom.strip(),
        language=language,
        digest=digest_of(token),
        written_by=by.label,
        expires_at=timezone.now() + timedelta(days=days),
    )


@audited("card_share_end")
def card_share_end(*, by: Actor, request_id: UUID, share: CardShare) -> CardShare:
    """End a link now. Whoever opens it from here on finds nothing."""
    if share.agency_id != by.agency.pk:
        raise NotAllowed(_("This record is kept by another agency."))
    if share.revoked_at is None:
        share.revoked_at = timezone.now()
        share.save(update_fields=["revoked_at"])
    return share
