"""What every row of the record carries, whichever open table it belongs to."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basehaven.apps.accounts.models import Agency, DatedQuerySet


def today() -> date:
    """Today where the server is set to be (``TIME_ZONE``)."""
    return timezone.localdate()


class RowQuerySet(DatedQuerySet):
    def standing(self) -> RowQuerySet:
        """Rows not marked as entered in error."""
        return self.filter(entered_in_error=False)


class Row(models.Model):
    """One row of an open table.

    ``source_id`` and ``key`` are the pair that names it in the open tables;
    ``ref`` is random and the only name that URLs carry. ``recorded_on`` says
    since when the record has known the present values: what it held before is
    in ``Version``.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    source_id = models.CharField(max_length=100)
    key = models.CharField(max_length=300)
    recorded_on = models.DateField(default=today)
    recorded_by = models.CharField(max_length=100, blank=True)  # Actor.label: opaque
    entered_in_error = models.BooleanField(default=False)
    source_digest = models.CharField(max_length=32, blank=True)  # of what the source wrote last
    edited = models.BooleanField(default=False)  # a person changed it since the source wrote
    extra = models.JSONField(default=dict, blank=True)  # columns carried along

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "source_id", "key"], name="%(class)s_source_and_key"
            )
        ]


class DatedRow(Row):
    """A row that holds from ``started_on`` until before ``ended_on``."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta(Row.Meta):
        abstract = True
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]
