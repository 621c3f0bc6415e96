"""Which children somebody sees: in the query, on the server, as of a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from basehaven.apps.accounts.models import Role, Supervision, User
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.models import (
    Child,
    Enrolment,
    FamilyRight,
    Restriction,
    RowQuerySet,
    WorkingRelationship,
    today,
)

# They work with figures, or with nothing yet: no rows of theirs open a child.
SEES_NO_CHILD = frozenset({Role.ANALYST, Role.FUNDER, Role.NONE})
SUPPORTS_OTHERS = frozenset({Role.SUPERVISOR, Role.DIRECTOR})
# Work in a room opens the children in it; a visitor or caseworker works child by child.
WORKS_IN_ROOMS = (
    WorkingRelationship.Kind.TEACHER,
    WorkingRelationship.Kind.DIRECTOR,
    WorkingRelationship.Kind.CONSULTANT,
)
HIDES_PLACES = (Restriction.Kind.HIDE_ADDRESS, Restriction.Kind.NO_CONTACT)


def children_for(user: User, on: date | None = None) -> RowQuerySet:
    """Children whom ``user`` may see on a day (default today).

    Everything else asks this: pages, search, counts, imports, exports. Sealed,
    merged and mistaken records are nobody's. Whoever an order keeps from being
    told anything sees nothing, whatever their job.
    """
    day = on or today()
    if not user.is_active or user.agency_id is None or user.role in SEES_NO_CHILD:
        return Child.objects.none()
    seen = Child.objects.standing().filter(agency=user.agency_id, sealed_at=None, merged_into=None)
    if user.role != Role.DATA_MANAGER:
        seen = seen.filter(pk__in=_by_ground(user, day))
    told_nothing = (
        Restriction.objects.standing()
        .live_on(day)
        .filter(adult__user=user, kind=Restriction.Kind.NO_INFORMATION)
    )
    return seen.exclude(pk__in=told_nothing.values("child_id"))


def _by_ground(user: User, day: date) -> QuerySet:
    """Ids of children, ground by ground, each found through an index of its own."""
    rights = FamilyRight.objects.live_on(day).filter(adult__user=user, is_told=True)
    consents = Consent.objects.in_force(day).filter(to_user=user)
    grounds = [rights.values_list("child_id"), consents.values_list("child_id")]
    for work in working_relationships(user, day):
        rooms = work.filter(kind__in=WORKS_IN_ROOMS, room__isnull=False).values("room_id")
        enrolled = Enrolment.objects.standing().live_on(day).filter(room__in=rooms)
        grounds.append(work.filter(child__isnull=False).values_list("child_id"))
        grounds.append(enrolled.values_list("child_id"))
    return grounds[0].union(*grounds[1:])


def working_relationships(user: User, day: date) -> list[QuerySet]:
    """The user's own work, and the work that they supervise, on a day."""
    live = WorkingRelationship.objects.live_on(day).filter(agency=user.agency_id)
    found = [live.filter(user=user)]
    if user.role in SUPPORTS_OTHERS:
        found.append(live.filter(user__in=supervised_by(user, day)))
    return found


def supervised_by(user: User, day: date) -> QuerySet:
    """Ids of the workers whom ``user`` supervises on a day."""
    return (
        Supervision.objects.live_on(day)
        .filter(supervisor=user, worker__is_active=True, worker__agency=user.agency_id)
        .values("worker_id")
    )


def places_hidden_from(user: User, on: date | None = None) -> QuerySet:
    """Ids of children whose homes, rooms and addresses an order hides from ``user``.

    For whatever shows rows of many children at once, such as an export; one
    child's page asks ``sight_of``.
    """
    return (
        Restriction.objects.standing()
        .live_on(on or today())
        .filter(Q(adult__user=user), kind__in=HIDES_PLACES)
        .values("child_id")
    )
