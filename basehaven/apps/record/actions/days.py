"""What happens on a day: arriving, leaving with somebody, being in contact."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions import rules
from basehaven.apps.record.actions.history import keep_version
from basehaven.apps.record.actions.rows import names_of_new_row, same_agency, take_turn
from basehaven.apps.record.models import (
    Adult,
    Attendance,
    Child,
    Contact,
    Restriction,
    Room,
    today,
)
from basehaven.core.errors import NotPossible

A_CLOCK_AHEAD = timedelta(minutes=5)


def _not_to_come(at: datetime, *, field: str) -> None:
    if at > timezone.now() + A_CLOCK_AHEAD:
        raise NotPossible(_("This time is still to come. Give the time it happened."), field=field)


@audited("attendance_arrive")
def attendance_arrive(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    room: Room,
    arrived_at: datetime,
    brought_by: Adult | None = None,
) -> Attendance:
    """The child is here now, in this room; whoever brought it is noted, whatever an order says."""
    child = take_turn(by, child)
    if room.agency_id != by.agency.pk:
        raise NotPossible(_("Choose a room from your own agency's record."), field="room")
    attendance = Attendance(
        **names_of_new_row(by, child), child=child, room=room, arrived_at=arrived_at
    )
    check_attendance(attendance)
    if brought_by is not None:
        same_agency(by, brought_by, field="brought_by")
        attendance.extra = {"brought_by": _named(brought_by, attendance)}
    attendance.save()
    return attendance


def _named(adult: Adult, row: Attendance) -> str:
    """As the open tables name an adult of another source."""
    return adult.key if adult.source_id == row.source_id else f"{adult.source_id}::{adult.key}"


def check_attendance(attendance: Attendance) -> None:
    child, arrived_at, left_at = attendance.child, attendance.arrived_at, attendance.left_at
    _not_to_come(arrived_at, field="arrived_at")
    if left_at is not None:
        _not_to_come(left_at, field="left_at")
        if left_at < arrived_at:
            raise NotPossible(
                _("The child arrived at %(time)s. Give a later time.")
                % {"time": f"{timezone.localtime(arrived_at):%H:%M}"},
                field="left_at",
            )
    on = timezone.localtime(arrived_at).date()
    enrolled = child.enrolments.standing().filter(room=attendance.room, started_on__lte=on)
    # The day of a room move counts: the child may have come before it was written down.
    if not enrolled.filter(Q(ended_on=None) | Q(ended_on__gte=on)).exists():
        raise NotPossible(_("The child is not enrolled in this room that day."), field="room")
    midnight = timezone.make_aware(datetime.combine(on, datetime.min.time()))
    same_day = child.attendance.standing().filter(
        arrived_at__gte=midnight, arrived_at__lt=midnight + timedelta(days=1)
    )
    for other in same_day.exclude(pk=attendance.pk):
        starts_before_other_ends = other.left_at is None or arrived_at < other.left_at
        ends_after_other_starts = left_at is None or left_at > other.arrived_at
        if starts_before_other_ends and ends_after_other_starts:
            raise NotPossible(
                _("The child is already here since %(time)s.")
                % {"time": f"{timezone.localtime(other.arrived_at):%H:%M}"},
                field="arrived_at",
            )


def may_pick_up(child: Child, adult: Adult, on: date, *, checked: bool = False) -> None:
    """Refuse to hand the child over to somebody whom an order keeps from it."""
    live = {
        restriction.kind: restriction
        for restriction in child.restrictions.standing().live_on(on).filter(adult=adult)
    }
    for kind in (Restriction.Kind.NO_CONTACT, Restriction.Kind.NO_PICKUP):
        if kind in live:
            raise NotPossible(
                _(
                    "%(what)s (%(source)s). Do not hand the child over: call whoever is in charge "
                    "today."
                )
                % {
                    "what": Restriction.Kind(kind).label.capitalize(),
                    "source": live[kind].source or _("source not given"),
                },
                field="picked_up_by",
            )
    if Restriction.Kind.SUPERVISED_ONLY in live and not checked:
        raise rules.PleaseCheck(
            _(
                "Supervised contact only (%(source)s). If the supervisor is here and takes the "
                "child along, tick “I have checked this” and save again."
            )
            % {"source": live[Restriction.Kind.SUPERVISED_ONLY].source or _("source not given")},
            field="picked_up_by",
        )


@audited("attendance_leave")
def attendance_leave(
    *,
    by: Actor,
    request_id: UUID,
    attendance: Attendance,
    left_at: datetime,
    picked_up_by: Adult | None = None,
    checked: bool = False,
) -> Attendance:
    """The child leaves, with whom."""
    attendance.child = take_turn(by, attendance.child)
    attendance.refresh_from_db(fields=["left_at", "entered_in_error"])
    if attendance.left_at is not None:
        raise NotPossible(
            _("The child already left at %(time)s.")
            % {"time": f"{timezone.localtime(attendance.left_at):%H:%M}"}
        )
    if picked_up_by is not None:
        same_agency(by, picked_up_by, field="picked_up_by")
        on = timezone.localtime(left_at).date()
        may_pick_up(attendance.child, picked_up_by, on, checked=checked)
    keep_version(attendance, by, "")
    attendance.left_at = left_at
    check_attendance(attendance)
    if picked_up_by is not None:
        set_picked_up_by(attendance, picked_up_by)
    attendance.save()
    return attendance


def set_picked_up_by(attendance: Attendance, adult: Adult | None) -> None:
    """Who took the child home, as the open tables carry it; the caller saves."""
    named = _named(adult, attendance) if adult is not None else ""
    kept = {name: value for name, value in attendance.extra.items() if name != "picked_up_by"}
    attendance.extra = {**kept, "picked_up_by": named} if named else kept


@audited("contact_add")
def contact_add(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    adult: Adult,
    on: date,
    kind: str = "",
    minutes: int | None = None,
    seq: int | None = None,
    planned: bool | None = None,
    kept: bool | None = None,
    cancelled_by: str = "",
) -> Contact:
    """A contact that took place, was planned, or was cancelled.

    What happened is recorded even if an order forbids it: hiding it protects
    nobody. What is still to come is refused. What became of a plan of that day is
    written to the plan, so that one contact is one row.
    """
    child = take_turn(by, child)
    same_agency(by, adult)
    if kept is not None or cancelled_by:
        plan = _open_plan(child, adult, on)
        if plan is not None:
            return _settle(by, plan, kind=kind, minutes=minutes, kept=kept, by_whom=cancelled_by)
    contact = Contact(
        **names_of_new_row(by, child),
        child=child,
        adult=adult,
        on=on,
        seq=seq,
        minutes=minutes,
        kind=kind,
        planned=planned,
        kept=kept,
        cancelled_by=cancelled_by,
    )
    check_contact(contact)
    contact.save()
    return contact


def _open_plan(child: Child, adult: Adult, on: date) -> Contact | None:
    """The first contact planned for that day of which nobody has said what became of it."""
    plans = child.contacts.standing().filter(
        adult=adult, on=on, planned=True, kept=None, cancelled_by=""
    )
    return plans.order_by("seq", "pk").first()


def _settle(
    by: Actor, plan: Contact, *, kind: str, minutes: int | None, kept: bool | None, by_whom: str
) -> Contact:
    keep_version(plan, by, "")
    plan.kind = kind or plan.kind
    plan.minutes = plan.minutes if minutes is None else minutes
    plan.kept, plan.cancelled_by = kept, by_whom
    check_contact(plan)
    plan.save()
    return plan


def check_contact(contact: Contact) -> None:
    if contact.on > today():
        if contact.kept or not (contact.planned or contact.cancelled_by):
            raise NotPossible(_("This day is still to come: say that it is planned."), field="on")
        forbidden = contact.child.restrictions.standing().live_on(contact.on)
        if forbidden.filter(adult=contact.adult, kind=Restriction.Kind.NO_CONTACT).exists():
            raise NotPossible(
                _("An order forbids contact with this person on that day."), field="adult"
            )
    if contact.kept and contact.cancelled_by:
        raise NotPossible(
            _("A contact that took place was not cancelled. Choose one."), field="cancelled_by"
        )
