"""Why somebody may see a child: rights of family, and working relationships."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import User
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions import rules
from basehaven.apps.record.actions.history import keep_version
from basehaven.apps.record.actions.rows import same_agency, take_turn
from basehaven.apps.record.models import (
    Adult,
    Child,
    FamilyRight,
    Restriction,
    Room,
    WorkingRelationship,
)
from basehaven.core.errors import NotPossible


def check_family_right(right: FamilyRight) -> None:
    rules.ends_after_it_starts(right.started_on, right.ended_on)
    forbidden = set(
        right.child.restrictions.standing()
        .live_on(right.started_on)
        .filter(adult=right.adult)
        .values_list("kind", flat=True)
    )
    if right.sees_addresses and Restriction.Kind.HIDE_ADDRESS in forbidden:
        raise NotPossible(
            _(
                "An order says that this person may not learn where the child is. They cannot be "
                "shown addresses while it stands."
            ),
            field="sees_addresses",
        )
    if right.is_told and Restriction.Kind.NO_INFORMATION in forbidden:
        raise NotPossible(
            _(
                "An order says that this person is told nothing. They cannot see the record while "
                "it stands."
            ),
            field="is_told",
        )
    others = right.child.family_rights.filter(adult=right.adult).exclude(pk=right.pk)
    rules.not_live_twice(
        right.started_on, right.ended_on, others, what=_("What this person may know"), field="adult"
    )


@audited("family_right_grant")
def family_right_grant(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    adult: Adult,
    started_on: date,
    ended_on: date | None = None,
    consents: bool = False,
    is_told: bool = True,
    sees_addresses: bool = False,
    source: str = "",
) -> FamilyRight:
    """Say what a parent, relative or foster carer may know of their child."""
    child = take_turn(by, child)
    same_agency(by, adult)
    right = FamilyRight(
        agency=by.agency,
        child=child,
        adult=adult,
        started_on=started_on,
        ended_on=ended_on,
        consents=consents,
        is_told=is_told,
        sees_addresses=sees_addresses,
        source=source.strip(),
    )
    check_family_right(right)
    right.save()
    return right


@audited("family_right_end")
def family_right_end(
    *, by: Actor, request_id: UUID, right: FamilyRight, ended_on: date, reason: str = ""
) -> FamilyRight:
    right.child = take_turn(by, right.child)
    right.refresh_from_db(fields=["started_on", "ended_on"])
    if right.ended_on is not None and right.ended_on <= ended_on:
        raise NotPossible(_("This already ended on %(day)s.") % {"day": rules.day(right.ended_on)})
    rules.ends_after_it_starts(right.started_on, ended_on)
    keep_version(right, by, reason)
    right.ended_on = ended_on
    right.save()
    return right


@audited("working_relationship_start")
def working_relationship_start(
    *,
    by: Actor,
    request_id: UUID,
    user: User,
    kind: str,
    started_on: date,
    ended_on: date | None = None,
    child: Child | None = None,
    room: Room | None = None,
) -> WorkingRelationship:
    """Somebody begins to work with one child, or with a room and the children in it."""
    if (child is None) == (room is None):
        raise NotPossible(_("Choose one child or one room."), field="child")
    if child is not None:
        child = take_turn(by, child)
    if (room is not None and room.agency_id != by.agency.pk) or user.agency_id != by.agency.pk:
        raise NotPossible(_("This belongs to another agency."), field="worker")
    rules.ends_after_it_starts(started_on, ended_on)
    others = WorkingRelationship.objects.filter(user=user, kind=kind, child=child, room=room)
    rules.not_live_twice(
        started_on, ended_on, others, what=_("This working relationship"), field="worker"
    )
    return WorkingRelationship.objects.create(
        agency=by.agency,
        user=user,
        kind=kind,
        child=child,
        room=room,
        started_on=started_on,
        ended_on=ended_on,
    )


@audited("working_relationship_end")
def working_relationship_end(
    *, by: Actor, request_id: UUID, work: WorkingRelationship, ended_on: date, reason: str = ""
) -> WorkingRelationship:
    if work.agency_id != by.agency.pk:
        raise NotPossible(_("This belongs to another agency."))
    rules.ends_after_it_starts(work.started_on, ended_on)
    keep_version(work, by, reason)
    work.ended_on = ended_on
    work.save()
    return work
