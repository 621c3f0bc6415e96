from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Role, User
from basehaven.apps.audit.actions import audited
from basehaven.apps.consent.models import Consent
from basehaven.core.errors import NotAllowed, NotPossible

if TYPE_CHECKING:
    from basehaven.apps.record.models import Adult, Child

# They work with figures and see no child, so nothing can be shared with them.
SEES_NO_CHILD = frozenset({Role.ANALYST, Role.FUNDER, Role.NONE})


@audited("consent_give")
def consent_give(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    given_by: Adult,
    to_user: User,
    purpose: str,
    scope: str,
    ended_on: date,
    started_on: date | None = None,
) -> Consent:
    """Share a child's record with one person, for a purpose, until a day.

    ``given_by`` is who consents: somebody whose family right says so. ``by`` may
    be another, who writes down what they were told.
    """
    day = timezone.localdate()
    started_on = started_on or day
    _can_give(by, child, given_by, day)
    _can_receive(by, child, to_user, scope, day)
    if not purpose.strip():
        raise NotPossible(_("Say what it is for, in the family's words."), field="purpose")
    if scope not in Consent.Scope.values:
        raise NotPossible(_("Choose what is shared."), field="scope")
    if ended_on <= max(started_on, day):
        raise NotPossible(
            _("Choose a last day after today: a consent ends by itself then."), field="ended_on"
        )
    return Consent.objects.create(
        child=child,
        given_by=given_by,
        to_user=to_user,
        purpose=purpose.strip(),
        scope=scope,
        started_on=started_on,
        ended_on=ended_on,
    )


def _can_give(by: Actor, child: Child, given_by: Adult, day: date) -> None:
    if child.agency_id != by.agency.pk or given_by.agency_id != by.agency.pk:
        raise NotAllowed(_("This child's record is kept by another agency."))
    if child.sealed_at is not None:
        raise NotAllowed(_("This record is sealed by a lawful order."))
    if not child.family_rights.live_on(day).filter(adult=given_by, consents=True).exists():
        raise NotPossible(
            _("No right says that this person consents for the child. Record that right first."),
            field="given_by",
        )


def _can_receive(by: Actor, child: Child, to_user: User, scope: str, day: date) -> None:
    if to_user.agency_id != by.agency.pk or not to_user.is_active:
        raise NotPossible(
            _("Nobody of your agency signs in by this name. Ask them for their sign-in name."),
            field="to_user",
        )
    if to_user.role in SEES_NO_CHILD:
        raise NotPossible(
            _("This person works with figures, not with children's records. Choose somebody else."),
            field="to_user",
        )
    present = Consent.objects.in_force(day).filter(child=child, to_user=to_user, scope=scope)
    for other in present:
        raise NotPossible(
            _("This is shared with them already, until %(day)s. End that one first.")
            % {"day": date_format(other.ended_on, _("j F Y"))},
            field="to_user",
        )
