"""Hints for the data manager that two rows may be one person."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.finding.duplicates import hidden_duplicates
from basehaven.apps.record.models import Adult, Child, DuplicateHint
from basehaven.core.errors import NotAllowed

MOST = 3  # hints about one new person


def note_hidden_duplicates(by: Actor, row: Child | Adult) -> None:
    """After somebody was put on the record: whom its writer could not see and may have meant.

    Part of the write that created the row, and audited with it.
    """
    name = "child" if isinstance(row, Child) else "adult"
    for likely in hidden_duplicates(by.user, row)[:MOST]:
        DuplicateHint.objects.get_or_create(
            **{name: row, f"other_{name}": likely.person},
            defaults={"agency": by.agency, "reasons": list(likely.reasons)},
        )


@audited("duplicate_settle")
def duplicate_settle(*, by: Actor, request_id: UUID, hint: DuplicateHint) -> DuplicateHint:
    """Say that two rows are two people: the hint does not come back."""
    if hint.agency_id != by.agency.pk:
        raise NotAllowed(_("This record is kept by another agency."))
    hint.settled_at = timezone.now()
    hint.save(update_fields=["settled_at"])
    return hint
