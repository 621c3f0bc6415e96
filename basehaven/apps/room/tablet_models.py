"""Tablets that stand in a room, and the PINs that open them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.models import Room


class Tablet(models.Model):
    """A device that stands in a room and shows its board. What it holds is kept as a digest."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, related_name="tablets")
    name = models.CharField(_("name of the tablet"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    enrolled_by = models.CharField(max_length=100)  # Actor.label: opaque
    enrolled_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)


class StaffPin(models.Model):
    """The digits with which somebody opens a shared tablet. They open nothing else."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pin")
    digest = models.CharField(max_length=200)
    set_at = models.DateTimeField(auto_now=True)
    wrong = models.PositiveSmallIntegerField(default=0)  # in a row
    rests_until = models.DateTimeField(null=True, blank=True)
