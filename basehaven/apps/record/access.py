"""Which children, ties, places and names somebody sees. One answer for all.

Pages, the API, search, counts and exports ask here and nowhere else.
"""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from basehaven.apps.accounts.models import Role, User
from basehaven.apps.record.child_record import ChildRecord
from basehaven.apps.record.models import Child, RowQuerySet


@dataclass(frozen=True, slots=True)
class Sight:
    """What one viewer sees of one child, and why.

    Attributes:
        grounds: in words for the audit trail, such as ``teacher of the room``.
        may: verbs that views ask for, such as ``see`` or ``edit_ties``.
        sees_places: homes and rooms by name.
        sees_addresses: addresses of homes that are not confidential.
        sees_lookers: who else looked at this page, by name.
        adult_ref: the viewer's own person in the record, if they have one.
    """

    grounds: str
    may: frozenset[str] = field(default_factory=frozenset)
    sees_places: bool = True
    sees_addresses: bool = False
    sees_lookers: bool = False
    adult_ref: str = ""


EVERYTHING = frozenset(
    "see edit_child edit_ties edit_stays edit_rooms edit_restrictions edit_rights see_history "
    "ask_removal give_consent export".split()
)


def children_for(user: User, on: date | None = None) -> RowQuerySet:
    """Children whom ``user`` may see on a day (default today)."""
    if user.role in (Role.DATA_MANAGER, Role.CASEWORKER):
        return Child.objects.filter(agency=user.agency, sealed_at=None)
    return Child.objects.none()


def sight_of(user: User, child: Child, on: date | None = None) -> Sight:
    """What ``user`` sees of ``child``, whom ``children_for`` has let through."""
    return Sight(grounds="", may=EVERYTHING, sees_addresses=True, sees_lookers=True)


def project(record: ChildRecord, sight: Sight) -> ChildRecord:
    """The part of a record that a viewer may see."""
    return record


def with_child(*, may: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Hand the view a child whom the viewer may see; to others it is a 404.

    The route's ``child`` argument is the random reference. The view is called
    with ``child`` (the model) and finds ``request.sight``.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def find(request: HttpRequest, child: uuid.UUID, **kwargs: Any) -> HttpResponse:
            found = children_for(request.user).filter(ref=child).first()  # type: ignore[arg-type]
            if found is None:
                raise Http404
            sight = sight_of(request.user, found)  # type: ignore[arg-type]
            if may not in sight.may:
                raise Http404
            request.sight = sight  # type: ignore[attr-defined]
            return view(request, child=found, **kwargs)

        find = login_required(find)
        find.access_rule = f"child:{may}"  # type: ignore[attr-defined]
        return find

    return decorate
