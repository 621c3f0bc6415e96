"""Whom adults say a child turns to, and who may not read it for now."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Agency, DatedQuerySet
from basehaven.apps.record.models import Adult, Child


class ComfortAnswer(models.Model):
    """What one adult answered to the nine questions on a day. Never edited: a later one is added.

    ``said`` holds, by the question's id, references of adults in the order in which
    they were named, or ``nobody``. A question that is not in it was not known.
    """

    class Sure(models.TextChoices):
        LOW = "low", _("not very")
        MEDIUM = "medium", _("fairly")
        HIGH = "high", _("very")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="comfort_answers")
    asked = models.ForeignKey(Adult, models.PROTECT, related_name="comfort_answers")
    asked_on = models.DateField()
    said = models.JSONField(default=dict)
    sure = models.CharField(max_length=6, choices=Sure, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    written_by = models.CharField(max_length=100)  # Actor.label: opaque
    written_at = models.DateTimeField(auto_now_add=True)
    entered_in_error = models.BooleanField(default=False)


class ComfortDispute(models.Model):
    """Two adults in dispute over a child: neither reads whom the child turns to while it lasts."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="comfort_disputes")
    one = models.ForeignKey(Adult, models.PROTECT, related_name="disputes_as_one")
    other = models.ForeignKey(Adult, models.PROTECT, related_name="disputes_as_other")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="comfort_dispute_is_between_two", condition=~Q(one=F("other"))
            ),
            models.CheckConstraint(
                name="comfort_dispute_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]
