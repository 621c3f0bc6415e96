"""Shifts: which adult is in which room, from when to when."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions.rows import names_of_new_row, room_of_agency, same_agency
from basehaven.apps.record.models import Adult, Room, Shift
from basehaven.core.errors import NotPossible

A_DAY = timedelta(hours=24)


def check_shift(shift: Shift) -> None:
    """Everything a shift must fit in with, whether new or corrected."""
    if shift.to_at <= shift.from_at:
        raise NotPossible(_("The shift ends before it starts. Check both times."), field="to_at")
    if shift.to_at - shift.from_at > A_DAY:
        raise NotPossible(
            _("This is longer than a day. Check both days, or write one shift for each day."),
            field="to_at",
        )
    others = Shift.objects.standing().filter(adult=shift.adult).exclude(pk=shift.pk)
    clash = others.filter(from_at__lt=shift.to_at, to_at__gt=shift.from_at).first()
    if clash is not None:
        raise NotPossible(
            _(
                "This person already has a shift then, from %(start)s to %(end)s. Correct that "
                "one, or choose other times."
            )
            % {"start": _moment(clash.from_at), "end": _moment(clash.to_at)},
            field="from_at",
        )


def _moment(at: datetime) -> str:
    return str(date_format(timezone.localtime(at), _("j F Y, H:i")))


def take_turn_of(adult: Adult) -> None:
    """Lock the person, so that two writers of their shifts check one after the other."""
    Adult.objects.select_for_update().get(pk=adult.pk)


@audited("shift_add")
def shift_add(
    *,
    by: Actor,
    request_id: UUID,
    adult: Adult,
    room: Room,
    from_at: datetime,
    to_at: datetime,
) -> Shift:
    """An adult works in a room for some hours, planned or past."""
    take_turn_of(adult)
    same_agency(by, adult)
    room_of_agency(by, room)
    shift = Shift(**names_of_new_row(by), adult=adult, room=room, from_at=from_at, to_at=to_at)
    check_shift(shift)
    shift.save()
    return shift
