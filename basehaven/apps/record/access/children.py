"""Which children somebody sees: in the query, on the server, as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from basehaven.apps.accounts.models import Role, User
from basehaven.apps.record.access.grounds import ids_by_ground, ids_told_nothing
from basehaven.apps.record.models import Child, Restriction, RowQuerySet, today

# They work with figures, or with nothing yet: no rows of theirs open a child.
SEES_NO_CHILD = frozenset({Role.ANALYST, Role.FUNDER, Role.NONE})
HIDES_PLACES = frozenset({Restriction.Kind.HIDE_ADDRESS, Restriction.Kind.NO_CONTACT})


def children_for(user: User, on: date | None = None) -> RowQuerySet:
    """Children whom ``user`` may see on a day (default today).

    Everything else asks this: pages, search, counts, imports, exports. Sealed,
    merged and mistaken records are nobody's. Whoever an order keeps from being
    told anything sees nothing, whatever their job.
    """
    day = on or today()
    if not user.is_active or user.agency_id is None or user.role in SEES_NO_CHILD:
        return Child.objects.none()
    seen = Child.objects.standing().filter(sealed_at=None, merged_into=None)
    if user.role == Role.DATA_MANAGER:
        seen = seen.filter(agency=user.agency_id)
    else:  # the agency is asked inside: here it would draw the database to all its children
        seen = seen.filter(pk__in=ids_by_ground(user, day))
    return seen.exclude(pk__in=ids_told_nothing(user, day))


def places_hidden_from(user: User, on: date | None = None) -> QuerySet[Restriction, Any]:
    """``child_id`` of children whose homes, rooms and addresses an order hides from ``user``.

    For whatever shows rows of many children at once, such as an export; one
    child's page asks ``sight_of``.
    """
    return (
        Restriction.objects.standing()
        .live_on(on or today())
        .filter(adult__user=user, kind__in=HIDES_PLACES)
        .values("child_id")
    )
