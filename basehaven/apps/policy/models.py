"""Figures that an agency published from its record: written once, and never changed."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.db import models

from basehaven.apps.accounts.models import Agency


class PublishedRelease(models.Model):
    """Everything that was published together. The database itself refuses a change.

    ``text`` is the release as the disclosure step made it, with its own digest;
    ``about`` says from which snapshot, by which rules and settings, and why a
    figure is not in it. ``digest`` covers both, and ``ref`` is its beginning: the
    audit trail's entry holds the ref, and so says what was published.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="releases")
    name = models.CharField(max_length=20)  # 2026Q3, and 2026Q3-2 for its correction
    quarter = models.CharField(max_length=6)
    published_on = models.DateField()
    as_of = models.DateField()  # the day of the snapshot
    snapshot_digest = models.CharField(max_length=64)
    text = models.TextField()
    about = models.TextField()  # JSON
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["agency", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="release_named_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def says(self) -> dict[str, Any]:
        """What it was made from and by which rules."""
        found: dict[str, Any] = json.loads(self.about)
        return found


def ref_of(digest: str) -> uuid.UUID:
    """The first half of a digest: 128 bits, which no other text can be made to have."""
    return uuid.UUID(hex=digest[:32])


def digest_of(text: str, about: str) -> str:
    """SHA-256 over what was published and what it was made from."""
    return hashlib.sha256(f"{text}\n{about}".encode()).hexdigest()
