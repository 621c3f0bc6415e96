"""Tablets that stand in a room, and the PINs that open them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.models import Room
from basehaven.apps.room.actions.rows import same_agency
from basehaven.apps.room.models import StaffPin, Tablet
from basehaven.core.errors import NotPossible
from basehaven.knowledge.board import pin_settings


@audited("tablet_enrol")
def tablet_enrol(*, by: Actor, request_id: UUID, room: Room, name: str, digest: str) -> Tablet:
    """``digest`` is of what the device alone holds."""
    same_agency(by, room)
    return Tablet.objects.create(
        agency=by.agency, room=room, name=name, digest=digest, enrolled_by=by.label
    )


@audited("tablet_end")
def tablet_end(*, by: Actor, request_id: UUID, tablet: Tablet) -> Tablet:
    """From now on the device is a stranger; what was logged with it stays."""
    same_agency(by, tablet.room)
    tablet = Tablet.objects.select_for_update().get(pk=tablet.pk)
    if tablet.ended_at is None:
        tablet.ended_at = timezone.now()
        tablet.save(update_fields=["ended_at"])
    return tablet


@audited("tablet_open")
def tablet_open(*, by: Actor, request_id: UUID, tablet: Tablet) -> Tablet:
    """Somebody opened it with their PIN: who and when stands in the trail."""
    same_agency(by, tablet.room)
    return tablet


@audited("pin_set")
def pin_set(*, by: Actor, request_id: UUID, digits: str) -> StaffPin:
    """The person's own, and new digits put the old ones out."""
    if by.user is None:
        raise NotPossible(_("A PIN belongs to somebody who signs in."))
    values = {"digest": make_password(digits), "wrong": 0, "rests_until": None}
    return StaffPin.objects.update_or_create(user=by.user, defaults=values)[0]


def pin_check(*, by: Actor, request_id: UUID, digits: str) -> bool:
    """Whether these are the person's digits. Wrong ones are counted, whatever follows.

    Raises:
        NotPossible: too many were wrong; it says until when the PIN rests.
    """
    rules = pin_settings()
    with transaction.atomic():
        pin = StaffPin.objects.select_for_update().get(user=by.user)
        if pin.rests_until is not None and timezone.now() < pin.rests_until:
            until = timezone.localtime(pin.rests_until).strftime("%H:%M")
            said = _("This PIN rests until %(time)s, after too many that were wrong. ")
            more = _("Until then, sign in with your password.")
            raise NotPossible(said % {"time": until} + more, field="digits")
        right = check_password(digits, pin.digest)
        pin.wrong = 0 if right else pin.wrong + 1
        if pin.wrong >= rules.most_wrong:
            pin.wrong = 0
            pin.rests_until = timezone.now() + timedelta(minutes=rules.rest_minutes)
        pin.save(update_fields=["wrong", "rests_until"])
    return right
