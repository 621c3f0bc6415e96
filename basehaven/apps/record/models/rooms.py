"""Rooms of early care: who is enrolled, whose main adult is whom, who is there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.models.base import DatedRow, Row
from basehaven.apps.record.models.people import Adult, Child
from basehaven.apps.record.models.ties import EndReason


class Room(Row):
    """A room of a centre, with its children and adults."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    centre = models.CharField(_("centre"), max_length=200, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)


class Enrolment(DatedRow):
    child = models.ForeignKey(Child, models.CASCADE, related_name="enrolments")
    room = models.ForeignKey(Room, models.PROTECT, related_name="enrolments")


class PrimarySpell(DatedRow):
    """Who is the child's main or backup adult in a room, and until when."""

    class Rank(models.TextChoices):
        MAIN = "main", _("main adult")
        BACKUP = "backup", _("backup adult")

    child = models.ForeignKey(Child, models.CASCADE, related_name="primary_spells")
    room = models.ForeignKey(Room, models.PROTECT, related_name="primary_spells")
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="primary_spells")
    rank = models.CharField(_("rank"), max_length=6, choices=Rank)
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason, blank=True)


class Attendance(Row):
    child = models.ForeignKey(Child, models.CASCADE, related_name="attendance")
    room = models.ForeignKey(Room, models.PROTECT, related_name="attendance")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta(Row.Meta):
        indexes = [models.Index(fields=["child", "arrived_at"], name="attendance_of_child")]


class Shift(Row):
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="shifts")
    room = models.ForeignKey(Room, models.PROTECT, related_name="shifts")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()

    class Meta(Row.Meta):
        indexes = [models.Index(fields=["room", "from_at"], name="shift_of_room")]
