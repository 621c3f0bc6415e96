"""Rooms: what they are called, who is enrolled, and whose main adult is whom."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Role
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions import rules
from basehaven.apps.record.actions.history import keep_version
from basehaven.apps.record.actions.rows import (
    names_of_new_row,
    room_of_agency,
    same_agency,
    take_turn,
)
from basehaven.apps.record.models import (
    Adult,
    Child,
    EndReason,
    Enrolment,
    PrimarySpell,
    Room,
    WorkingRelationship,
    today,
)
from basehaven.core.errors import NotPossible


@audited("room_create")
def room_create(
    *, by: Actor, request_id: UUID, name: str, centre: str = "", region: str = ""
) -> Room:
    """Put a room on the record; a director who does so directs it from that day on."""
    room = Room(
        **names_of_new_row(by), name=name.strip(), centre=centre.strip(), region=region.strip()
    )
    check_room(room)
    room.save()
    if by.user is not None and by.user.role == Role.DIRECTOR:
        WorkingRelationship.objects.create(
            agency=by.agency,
            user=by.user,
            kind=WorkingRelationship.Kind.DIRECTOR,
            room=room,
            started_on=today(),
        )
    return room


def check_room(room: Room) -> None:
    if not room.name.strip():
        raise NotPossible(_("Give the room the name people call it by."), field="name")


def check_enrolment(enrolment: Enrolment) -> None:
    rules.ends_after_it_starts(enrolment.started_on, enrolment.ended_on)
    rules.not_in_the_future(enrolment.ended_on, today(), field="ended_on")
    others = enrolment.child.enrolments.standing().filter(room=enrolment.room)
    rules.not_live_twice(
        enrolment.started_on,
        enrolment.ended_on,
        others.exclude(pk=enrolment.pk),
        what=_("This room"),
        field="room",
    )


@audited("enrolment_start")
def enrolment_start(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    room: Room,
    started_on: date,
    ended_on: date | None = None,
    ends_current: bool = False,
) -> Enrolment:
    """Enrol a child in a room. ``ends_current``: it is a room move."""
    child = take_turn(by, child)
    room_of_agency(by, room)
    if ends_current:
        now = child.enrolments.standing().filter(ended_on=None, started_on__lte=started_on)
        for before in now.exclude(room=room):
            before.child = child
            _end(by, before, started_on, EndReason.ROOM_MOVE)
    enrolment = Enrolment(
        **names_of_new_row(by, child),
        child=child,
        room=room,
        started_on=started_on,
        ended_on=ended_on,
    )
    check_enrolment(enrolment)
    enrolment.save()
    return enrolment


@audited("enrolment_end")
def enrolment_end(
    *, by: Actor, request_id: UUID, enrolment: Enrolment, ended_on: date, end_reason: str
) -> Enrolment:
    """The child leaves the room; ties to the adults there go on until ended by name."""
    enrolment.child = take_turn(by, enrolment.child)
    enrolment.refresh_from_db(fields=["started_on", "ended_on", "entered_in_error"])
    if enrolment.ended_on is not None:
        raise NotPossible(
            _("The child already left this room on %(day)s. Correct it if that is wrong.")
            % {"day": rules.day(enrolment.ended_on)}
        )
    if end_reason not in EndReason.values:
        raise NotPossible(_("Choose why it ended; “other” is an answer too."), field="end_reason")
    _end(by, enrolment, ended_on, end_reason)
    return enrolment


def _end(by: Actor, enrolment: Enrolment, ended_on: date, end_reason: str) -> None:
    keep_version(enrolment, by, "")
    enrolment.ended_on = ended_on
    check_enrolment(enrolment)
    enrolment.save()
    for spell in enrolment.child.primary_spells.standing().filter(
        room=enrolment.room, ended_on=None
    ):
        _end_primary(by, spell, ended_on, end_reason)


@audited("primary_set")
def primary_set(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    room: Room,
    adult: Adult,
    rank: str,
    started_on: date,
    ended_on: date | None = None,
    end_reason: str = "",
) -> PrimarySpell:
    """Say who is the child's main or backup adult in a room; the one before ends that day.

    ``end_reason`` is why the one before ended, or why this one did if it has ended.
    """
    child = take_turn(by, child)
    room_of_agency(by, room)
    same_agency(by, adult)
    of_rank = child.primary_spells.standing().filter(room=room, rank=rank)
    for before in of_rank.filter(ended_on=None, started_on__lt=started_on):
        _end_primary(by, before, started_on, end_reason)
    spell = PrimarySpell(
        **names_of_new_row(by, child),
        child=child,
        room=room,
        adult=adult,
        rank=rank,
        started_on=started_on,
        ended_on=ended_on,
        end_reason=end_reason if ended_on is not None else "",
    )
    check_primary(spell)
    spell.save()
    return spell


def check_primary(spell: PrimarySpell) -> None:
    if spell.rank not in PrimarySpell.Rank.values:
        raise NotPossible(_("Choose main or backup."), field="rank")
    rules.ends_after_it_starts(spell.started_on, spell.ended_on)
    enrolled = spell.child.enrolments.standing().filter(room=spell.room)
    if not enrolled.live_on(spell.started_on).exists():
        raise NotPossible(
            _(
                "The child is not in this room on that day. Enrol the child first, or choose "
                "another day."
            ),
            field="started_on",
        )
    others = spell.child.primary_spells.standing().filter(room=spell.room, rank=spell.rank)
    rules.not_live_twice(
        spell.started_on,
        spell.ended_on,
        others.exclude(pk=spell.pk),
        what=_("A main or backup adult"),
        field="started_on",
    )


@audited("primary_end")
def primary_end(
    *, by: Actor, request_id: UUID, spell: PrimarySpell, ended_on: date, end_reason: str
) -> PrimarySpell:
    """Somebody stops being the child's main or backup adult; the tie to them goes on."""
    spell.child = take_turn(by, spell.child)
    spell.refresh_from_db(fields=["started_on", "ended_on", "entered_in_error"])
    if spell.ended_on is not None:
        raise NotPossible(_("This already ended on %(day)s.") % {"day": rules.day(spell.ended_on)})
    if end_reason not in EndReason.values:
        raise NotPossible(_("Choose why it ended; “other” is an answer too."), field="end_reason")
    rules.not_in_the_future(ended_on, today(), field="ended_on")
    _end_primary(by, spell, ended_on, end_reason)
    return spell


def _end_primary(by: Actor, spell: PrimarySpell, ended_on: date, end_reason: str) -> None:
    rules.ends_after_it_starts(spell.started_on, ended_on)
    keep_version(spell, by, "")
    spell.ended_on, spell.end_reason = ended_on, end_reason
    spell.save()
