"""What the tests of access share: asking whom and what somebody sees."""

from __future__ import annotations

from datetime import timedelta

from basehaven.apps.accounts.models import User
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.access import (
    children_for,
    project,
    sight_of,
)
from basehaven.apps.record.models import (
    Child,
)
from basehaven.apps.record.queries.child_record import load_child_record


def sees(user: User, child: Child, on=None) -> bool:
    return children_for(user, on).filter(ref=child.ref).exists()


def what(cast, who: str, child: Child | None = None):
    """A child's record as somebody of the cast sees it."""
    child = child or cast.milo
    return project(load_child_record(child), sight_of(cast.users[who], child))


def consent(cast, to: User, **values) -> Consent:
    return Consent.objects.create(
        **{
            "child": cast.other_child,
            "given_by": cast.adults["parent"],
            "to_user": to,
            "purpose": "to think together",
            "started_on": cast.ago(2),
            "ended_on": cast.today + timedelta(days=30),
            **values,
        }
    )


def canaries(cast) -> dict[str, set[str]]:
    homes = {name: {home.name, home.address} for name, home in cast.homes.items()}
    rooms = {"Baby room", "Toddler room", "Willow House"}
    return {**homes, "rooms": rooms, "addresses": {h.address for h in cast.homes.values()}}
