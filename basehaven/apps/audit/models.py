"""The audit trail: one chain of changes and one of looks for each agency.

Entries hold references, never values, so that a lawful erasure leaves the
chains whole. Looks live behind a database alias of their own: on SQLite that
is a second file, so that reading a page never waits for an import that writes.
"""

from __future__ import annotations

import uuid

from django.db import models


class ChainedEntry(models.Model):
    """One link. ``hash`` covers every other field and the hash before it."""

    agency_ref = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)  # "user:<ref>" or "operator:<name>"
    action = models.CharField(max_length=60)  # noun_verb, as the action's function is called
    child_ref = models.UUIDField(null=True, blank=True, db_index=True)
    hash_before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        abstract = True
        ordering = ["agency_ref", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["agency_ref", "seq"], name="%(class)s_one_chain")
        ]


class Change(ChainedEntry):
    """Something was written."""

    table = models.CharField(max_length=60, blank=True)
    row_ref = models.UUIDField(null=True, blank=True)
    request_id = models.UUIDField(default=uuid.uuid4)

    class Meta(ChainedEntry.Meta):
        constraints = [
            *ChainedEntry.Meta.constraints,
            models.UniqueConstraint(fields=["request_id", "action"], name="written_once"),
        ]


class Look(ChainedEntry):
    """Somebody read a child's page, searched for a child or exported."""

    grounds = models.CharField(max_length=60, blank=True)  # why they were entitled to
    how = models.CharField(max_length=20, default="page")  # page api export search link
