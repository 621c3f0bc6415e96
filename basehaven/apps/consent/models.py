"""Consent: who lets whom see which part of a child's record, for what, until when."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import DatedQuerySet


class ConsentQuerySet(DatedQuerySet):
    def in_force(self, day: date) -> Self:
        return self.live_on(day).filter(revoked_at=None)


class Consent(models.Model):
    """One permission. Revoking takes effect on the next request."""

    class Scope(models.TextChoices):
        TIES = "ties", _("who matters to the child, without places")
        RECORD = "record", _("the whole child page")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    child = models.ForeignKey("record.Child", models.CASCADE, related_name="consents")
    given_by = models.ForeignKey("record.Adult", models.PROTECT, related_name="consents_given")
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="consents_received"
    )
    purpose = models.CharField(_("what for"), max_length=300)
    scope = models.CharField(_("what"), max_length=10, choices=Scope, default=Scope.TIES)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until"))  # a consent without an end is not asked for
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_ends_after_it_starts",
                condition=Q(ended_on__gte=F("started_on")),
            )
        ]
