"""Ties between a child and an adult, how they change, and what restricts them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.models.base import DatedRow
from basehaven.apps.record.models.people import Adult, AdultRole, Child


class EndReason(models.TextChoices):
    MOVED = "moved", _("moved")
    STAFF_LEFT = "staff_left", _("staff left")
    ROOM_MOVE = "room_move", _("room move")
    FAMILY_LEFT = "family_left", _("family left")
    REMOVAL = "removal", _("removal")
    DIED = "died", _("died")
    CONTACT_STOPPED = "contact_stopped", _("contact stopped")
    OTHER = "other", _("other")


class Tie(DatedRow):
    """A relationship over time. It ends or changes; it is never deleted."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="ties")
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="ties")
    kind = models.CharField(_("kind"), max_length=20, choices=AdultRole)
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason, blank=True)
    called = models.CharField(_("the child calls them"), max_length=100, blank=True)
    derived = models.BooleanField(default=False)


class TieSpell(DatedRow):
    """How a tie is lived for a while: where, how much, by which means."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        SUPERVISED = "supervised", _("supervised")
        VIDEO = "video", _("video")
        PHONE = "phone", _("phone")
        LETTER = "letter", _("letter")
        NONE = "none", _("no contact at present")

    class Reason(models.TextChoices):
        PRISON = "prison", _("prison")
        HOSPITAL = "hospital", _("hospital")
        DEPLOYMENT = "deployment", _("deployment")
        ORDER = "order", _("court order")
        DISTANCE = "distance", _("distance")
        OTHER = "other", _("other")

    child = models.ForeignKey(Child, models.CASCADE, related_name="tie_spells")
    tie = models.ForeignKey(Tie, models.CASCADE, related_name="spells")
    lives_with = models.BooleanField(_("lives with the child"), null=True, blank=True)
    hours_per_week = models.DecimalField(
        _("hours a week"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    mode = models.CharField(_("how"), max_length=12, choices=Mode, blank=True)
    reason = models.CharField(_("why"), max_length=12, choices=Reason, blank=True)


class Restriction(DatedRow):
    """What the law or a plan forbids. Shown in words wherever the person appears."""

    class Kind(models.TextChoices):
        NO_CONTACT = "no_contact", _("no contact")
        SUPERVISED_ONLY = "supervised_only", _("supervised contact only")
        NO_PICKUP = "no_pickup", _("may not pick up")
        NO_INFORMATION = "no_information", _("is told nothing")
        HIDE_ADDRESS = "hide_address", _("may not learn where the child is")

    child = models.ForeignKey(Child, models.CASCADE, related_name="restrictions")
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="restrictions")
    kind = models.CharField(_("what"), max_length=16, choices=Kind)
    source = models.CharField(_("by which order or plan"), max_length=300, blank=True)
