"""What a room keeps for the day. What was seen of a child is a ``CareEvent`` of the record."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.models import Adult, Child, Room
from basehaven.apps.room.card_models import CardLine, CardShare
from basehaven.apps.room.comfort_models import ComfortAnswer, ComfortDispute
from basehaven.apps.room.tablet_models import StaffPin, Tablet

__all__ = [
    "Away",
    "Beside",
    "Call",
    "CardLine",
    "CardShare",
    "ComfortAnswer",
    "ComfortDispute",
    "CueRowOn",
    "DayLine",
    "Routine",
    "StaffPin",
    "Tablet",
]


class OfRoom(models.Model):
    """A row of one room's day. Undone rows stay and are shown nowhere."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")
    written_by = models.CharField(max_length=100)  # Actor.label: opaque
    written_at = models.DateTimeField(auto_now_add=True)
    undone = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Beside(OfRoom):
    """An adult is with this child now: nobody else need hurry over."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="beside")
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="beside_ends_after_it_starts",
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(until_at=None, undone=False),
                name="one_adult_beside_a_child",
            ),
        ]


class Away(OfRoom):
    """An adult on shift whom nobody can turn to now: on a break, or busy."""

    class Reason(models.TextChoices):
        BREAK = "break", _("on a break")
        BUSY = "busy", _("busy")

    adult = models.ForeignKey(Adult, models.PROTECT, related_name="+")
    reason = models.CharField(_("why"), max_length=5, choices=Reason)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["adult"],
                condition=Q(until_at=None, undone=False),
                name="one_reason_to_be_away",
            )
        ]


class Routine(OfRoom):
    """A bottle, a nap, a nappy: one tap each. The family's note is made of these."""

    class Kind(models.TextChoices):
        BOTTLE = "bottle", _("bottle")
        MEAL = "meal", _("meal")
        NAP = "nap", _("fell asleep")
        WOKE = "woke", _("woke up")
        NAPPY = "nappy", _("nappy")

    child = models.ForeignKey(Child, models.CASCADE, related_name="routines")
    kind = models.CharField(max_length=6, choices=Kind)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["child", "at"], name="routine_of_child")]


class DayLine(OfRoom):
    """Today's one line about a child, for the adults of the room: a hard night, a move."""

    class Kind(models.TextChoices):
        NIGHT = "night", _("a hard night")
        MOVE = "move", _("moved home")
        VISIT = "visit", _("a visit today")
        MISSING = "missing", _("somebody is away")
        WELL = "well", _("something good")
        OTHER = "other", _("something else")

    child = models.ForeignKey(Child, models.CASCADE, related_name="day_lines")
    on = models.DateField()
    kind = models.CharField(_("what"), max_length=8, choices=Kind)
    words = models.CharField(_("in a few words"), max_length=140, blank=True)

    class Meta:
        indexes = [models.Index(fields=["child", "on"], name="day_line_of_child")]


class Call(OfRoom):
    """A room asks for another adult; the rooms of its centre see it until somebody goes."""

    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=100, blank=True)  # Actor.label

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room"],
                condition=Q(answered_at=None, undone=False),
                name="one_open_call_a_room",
            )
        ]


class SettlingPlan(OfRoom):
    """How a child arrives in a room and is helped to settle, from a day on.

    Never overwritten: a change ends one and begins the next, and earlier ones
    stay readable.
    """

    child = models.ForeignKey(Child, models.CASCADE, related_name="settling_plans")
    brings = models.ForeignKey(Adult, models.PROTECT, null=True, blank=True, related_name="+")
    first_adult = models.ForeignKey(Adult, models.PROTECT, null=True, blank=True, related_name="+")
    goodbye = models.CharField(max_length=300, blank=True)
    first_place = models.CharField(max_length=140, blank=True)
    thing = models.CharField(max_length=140, blank=True)
    phrases = models.CharField(max_length=300, blank=True)
    return_phrase = models.CharField(max_length=200, blank=True)
    not_to_do = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True, blank=True)
    from_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="settling_plan_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["child", "room"],
                condition=Q(ended_on=None, undone=False),
                name="one_settling_plan_in_a_room",
            ),
        ]


class CueRowOn(models.Model):
    """A row of the knowledge on cues that a named clinician has turned on for an agency."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="cue_rows_on")
    row_id = models.CharField(max_length=40)
    turned_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="cue_rows_turned_on"
    )
    turned_on_at = models.DateTimeField(auto_now_add=True)
    turned_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "row_id"],
                condition=Q(turned_off_at=None),
                name="a_cue_row_is_on_once",
            )
        ]
