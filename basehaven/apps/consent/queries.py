"""Reading consents: what is shared with whom, and what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.consent.models import Consent, ConsentQuerySet

if TYPE_CHECKING:
    from basehaven.apps.record.models import Child


def consents_of(child: Child) -> ConsentQuerySet:
    """Newest first, those revoked or over among them."""
    return (
        Consent.objects.filter(child=child)
        .select_related("given_by", "to_user")
        .order_by("-started_on", "-pk")
    )


def somebody_called(agency: Agency | None, name: str) -> User | None:
    """The one person of an agency with this sign-in name, or with exactly this name."""
    people = User.objects.filter(agency=agency, is_active=True)
    found = people.filter(username__iexact=name.strip()).first()
    if found is None:
        called = list(people.filter(name__iexact=name.strip())[:2])
        found = called[0] if len(called) == 1 else None
    return found
