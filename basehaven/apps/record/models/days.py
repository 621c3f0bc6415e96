"""What happened on a day: contacts, moments of care, visits, screens, needs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.models.base import Row
from basehaven.apps.record.models.people import Adult, Child


class CancelledBy(models.TextChoices):
    AGENCY = "agency", _("agency")
    TRANSPORT = "transport", _("transport")
    CARER = "carer", _("carer")
    PARENT = "parent", _("parent")
    WEATHER = "weather", _("weather")
    OTHER = "other", _("other")


class Contact(Row):
    class Kind(models.TextChoices):
        CARE = "care", _("care")
        VISIT = "visit", _("visit")
        FAMILY_TIME = "family_time", _("family time")
        CALL = "call", _("call")
        OTHER = "other", _("other")

    child = models.ForeignKey(Child, models.CASCADE, related_name="contacts")
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="contacts")
    on = models.DateField()
    seq = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    planned = models.BooleanField(null=True, blank=True)
    kept = models.BooleanField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=10, choices=CancelledBy, blank=True)

    class Meta(Row.Meta):
        indexes = [models.Index(fields=["child", "adult", "on"], name="contact_last")]


class CareEvent(Row):
    """A moment as it was seen. Adult lists hold the open tables' adult ids."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="care_events")
    at = models.DateTimeField()
    context = models.CharField(max_length=12)
    seen = models.JSONField(default=list, blank=True)
    distress = models.BooleanField(null=True, blank=True)
    arousal = models.CharField(max_length=12, blank=True)
    available = models.JSONField(default=list, blank=True)
    sought = models.CharField(max_length=8, blank=True)
    approached = models.JSONField(default=list, blank=True)
    approach = models.CharField(max_length=6, blank=True)
    missed = models.JSONField(default=list, blank=True)
    responder = models.ForeignKey(Adult, models.PROTECT, null=True, blank=True, related_name="+")
    response = models.TextField(blank=True)
    soothed = models.CharField(max_length=6, blank=True)
    minutes_to_settle = models.PositiveIntegerField(null=True, blank=True)
    back_to_play = models.BooleanField(null=True, blank=True)
    observer = models.ForeignKey(Adult, models.PROTECT, null=True, blank=True, related_name="+")
    confidence = models.CharField(max_length=6, blank=True)

    class Meta(Row.Meta):
        indexes = [models.Index(fields=["child", "at"], name="care_event_of_child")]


class Visit(Row):
    child = models.ForeignKey(Child, models.CASCADE, related_name="visits")
    on = models.DateField()
    programme_id = models.CharField(max_length=100, blank=True)
    visitor = models.ForeignKey(Adult, models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.PositiveIntegerField(null=True, blank=True)
    mode = models.CharField(max_length=6, blank=True)
    kept = models.BooleanField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=10, choices=CancelledBy, blank=True)


class Screen(Row):
    child = models.ForeignKey(Child, models.CASCADE, related_name="screens")
    subject = models.CharField(max_length=10, blank=True)
    instrument = models.CharField(max_length=60)
    on = models.DateField()
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    band = models.CharField(max_length=60, blank=True)


class Need(Row):
    child = models.ForeignKey(Child, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=10)
    raised_on = models.DateField()
    wants_help = models.BooleanField(null=True, blank=True)
    referred_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)


class Eligibility(Row):
    child = models.ForeignKey(Child, models.CASCADE, related_name="eligibility")
    programme_id = models.CharField(max_length=100)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
