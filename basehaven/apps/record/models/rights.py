"""Why somebody may see a child: family rights and working relationships, dated."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Agency, DatedQuerySet
from basehaven.apps.record.models.people import Adult, Child
from basehaven.apps.record.models.rooms import Room


class FamilyRight(models.Model):
    """What a parent, relative or foster carer may know of their own child."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="family_rights")
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="family_rights")
    consents = models.BooleanField(_("consents for the child"), default=False)
    is_told = models.BooleanField(_("is told and sees the record"), default=True)
    sees_addresses = models.BooleanField(_("sees addresses"), default=False)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("by which order or plan"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="family_right_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            )
        ]


class WorkingRelationship(models.Model):
    """A worker with one child, or with a room and so with the children in it."""

    class Kind(models.TextChoices):
        TEACHER = "teacher", _("teacher")
        HOME_VISITOR = "home_visitor", _("home visitor")
        CASEWORKER = "caseworker", _("caseworker")
        CONSULTANT = "consultant", _("consultant")
        DIRECTOR = "director", _("centre director")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="working_relationships"
    )
    kind = models.CharField(_("as"), max_length=12, choices=Kind)
    child = models.ForeignKey(
        Child, models.CASCADE, null=True, blank=True, related_name="working_relationships"
    )
    room = models.ForeignKey(
        Room, models.PROTECT, null=True, blank=True, related_name="working_relationships"
    )
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="work_is_with_a_child_or_a_room",
                condition=Q(child=None, room__isnull=False) | Q(child__isnull=False, room=None),
            ),
            models.CheckConstraint(
                name="work_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]
