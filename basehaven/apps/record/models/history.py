"""What the record held before, merges that can be undone, and lawful removals."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.models.people import Child


class Version(models.Model):
    """Values that a row held from ``known_from`` until before ``known_to``.

    "As known on" a date is answered from here and from the rows' own
    ``recorded_on``; "as true on" a date from the dates inside the rows.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, null=True, blank=True, related_name="versions")
    table = models.CharField(max_length=60)  # the open table's name
    row_ref = models.UUIDField()
    known_from = models.DateField()
    known_to = models.DateField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=100)  # Actor.label
    reason = models.CharField(max_length=500, blank=True)
    values = models.JSONField()  # field name -> value, as the open tables write it

    class Meta:
        indexes = [
            models.Index(fields=["child", "known_to"], name="version_of_child"),
            models.Index(fields=["row_ref"], name="version_of_row"),
        ]


class Merge(models.Model):
    """Two rows found to be one person. Undoing gives each its rows back."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    table = models.CharField(max_length=10)  # children or adults
    kept_ref = models.UUIDField()
    merged_ref = models.UUIDField()
    moved = models.JSONField(default=list)  # [table, row ref, field] of each row that moved
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.CharField(max_length=100)
    undone_at = models.DateTimeField(null=True, blank=True)


class LawfulRemoval(models.Model):
    """An order to seal or erase a child's record: asked by one, done by another.

    After an erasure this row, with its reference and no name, is all that is left.
    """

    class Kind(models.TextChoices):
        SEAL = "seal", _("seal: kept, and seen by nobody")
        ERASE = "erase", _("erase: removed for good")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child_ref = models.UUIDField()
    kind = models.CharField(_("what"), max_length=5, choices=Kind)
    order = models.CharField(_("which lawful order"), max_length=20)
    reason = models.CharField(_("reason, without names"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
