"""A release is published: stored as it is, for good, and recorded."""

from __future__ import annotations

import uuid

from django.db import transaction

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency
from basehaven.apps.audit.actions import write_change
from basehaven.apps.policy.models import PublishedRelease, digest_of, ref_of
from basehaven.apps.policy.releasing import Offer, Prepared, prepare
from basehaven.apps.record.models import today
from basehaven.core.errors import NotAllowed


def release_publish(
    *, by: Actor, request_id: uuid.UUID, offer: Offer
) -> tuple[PublishedRelease, Prepared]:
    """Protect the figures beside every earlier release, and publish them.

    Args:
        by: an operator at the command line, who holds the snapshot.
        request_id: of this call.
        offer: what was counted, and from what.

    Returns:
        The row, and what was hidden or withheld.

    Raises:
        NotAllowed: asked by somebody who signs in.
        NotPossible: nothing to publish, or it contradicts what was published.
    """
    if by.user is not None:
        raise NotAllowed("Figures are published by whoever holds the snapshot: basehaven release.")
    with transaction.atomic():
        # Two releases at once would not know of each other: they take turns.
        Agency.objects.select_for_update().get(pk=by.agency.pk)
        prepared = prepare(by.agency, offer, today())
        text = prepared.release.to_json()
        digest = digest_of(text, prepared.about)
        row = PublishedRelease.objects.create(
            ref=ref_of(digest),
            agency=by.agency,
            name=prepared.name,
            quarter=offer.quarter,
            published_on=today(),
            as_of=offer.as_of,
            snapshot_digest=offer.snapshot_digest,
            text=text,
            about=prepared.about,
            digest=digest,
        )
        write_change(by=by, action="release_publish", request_id=request_id, row=row)
    return row, prepared
