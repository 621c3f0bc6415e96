"""Agencies, the people who sign in, who supervises whom, and unsaved drafts."""

from __future__ import annotations

import secrets
import uuid
from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def random_key() -> str:
    """256 bits that nobody can guess, as text."""
    return secrets.token_hex(32)


class Agency(models.Model):
    """An organisation that keeps records; each has an audit chain of its own.

    ``id_key`` goes into ids that are made from what must not be found out, such
    as a postcode. It stays with the record, so that next year's ids are the same.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    demo = models.BooleanField(default=False)  # a production setting refuses to serve these
    id_key = models.CharField(max_length=64, default=random_key, editable=False)

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What someone's job is. Access follows working relationships, not this alone."""

    PARENT = "parent", _("Parent")
    FOSTER_CARER = "foster_carer", _("Foster carer")
    TEACHER = "teacher", _("Teacher")
    HOME_VISITOR = "home_visitor", _("Home visitor")
    CONSULTANT = "consultant", _("Consultant")
    CASEWORKER = "caseworker", _("Caseworker")
    DIRECTOR = "director", _("Centre director")
    SUPERVISOR = "supervisor", _("Supervisor")
    DATA_MANAGER = "data_manager", _("Data manager")
    ANALYST = "analyst", _("Policy analyst")
    FUNDER = "funder", _("Funder")
    NONE = "none", _("No role yet")


class User(AbstractUser):
    """Someone who signs in. Whom they may see is decided in the apps' ``access.py``."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="users")
    name = models.CharField(_("name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.NONE)
    language = models.CharField(_("language"), max_length=10, default="en")
    must_change_password = models.BooleanField(default=False)  # the present one was handed over

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    @property
    def must_use_second_step(self) -> bool:
        """Data managers hold everyone's rows, so a password alone does not open them."""
        return self.role == Role.DATA_MANAGER


class DatedQuerySet(models.QuerySet[Any]):
    """Rows with half-open intervals: ``started_on`` counts, ``ended_on`` does not."""

    def live_on(self, day: date) -> Self:
        return self.filter(started_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))


class Supervision(models.Model):
    """Who supports whose work, and from when to when."""

    supervisor = models.ForeignKey(User, models.PROTECT, related_name="supervises")
    worker = models.ForeignKey(User, models.PROTECT, related_name="supervised_by")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="supervision_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            )
        ]


class Draft(models.Model):
    """What somebody has typed and not yet saved, kept through time-outs.

    The key is user + form + subject, so that a draft never turns up in another
    record; the action that saves the form removes it in the same transaction.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form", "subject"], name="one_draft_a_form")
        ]
