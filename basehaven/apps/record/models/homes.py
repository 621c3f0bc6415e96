"""Where a child lives: removals, stays, and the homes they are in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.models.base import DatedRow, Row
from basehaven.apps.record.models.people import Adult, Child


class Home(Row):
    """A home or provider. Its address is shown only to those entitled to it."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    confidential = models.BooleanField(_("address is confidential"), default=True)


class Removal(Row):
    """A period of care under the law: one row whatever the moves inside it."""

    class ExitReason(models.TextChoices):
        REUNIFIED = "reunified", _("home again")
        RELATIVE = "relative", _("to relatives")
        ADOPTION = "adoption", _("adoption")
        GUARDIANSHIP = "guardianship", _("guardianship")
        EMANCIPATION = "emancipation", _("on their own")
        TRANSFER = "transfer", _("to another authority")
        RUNAWAY = "runaway", _("whereabouts unknown")
        DEATH = "death", _("died")
        OTHER = "other", _("other")

    child = models.ForeignKey(Child, models.CASCADE, related_name="removals")
    removed_on = models.DateField(_("removed on"))
    exited_on = models.DateField(_("left care on"), null=True, blank=True)
    exit_reason = models.CharField(_("how"), max_length=14, choices=ExitReason, blank=True)

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="removal_exits_after_it_starts",
                condition=Q(exited_on=None) | Q(exited_on__gte=F("removed_on")),
            ),
        ]


class Stay(DatedRow):
    """Where the child lives from one day until before another."""

    class Kind(models.TextChoices):
        PARENT_HOME = "parent_home", _("with a parent")
        KIN = "kin", _("with kin")
        RELATIVE_FOSTER = "relative_foster", _("fostered by a relative")
        FOSTER = "foster", _("foster home")
        PRE_ADOPTIVE = "pre_adoptive", _("with future adopters")
        GROUP = "group", _("group home")
        RESIDENTIAL = "residential", _("residential home")
        HOSPITAL = "hospital", _("hospital")
        RESPITE = "respite", _("respite")
        CAMP = "camp", _("camp or holiday")
        TRIAL_HOME_VISIT = "trial_home_visit", _("trial home visit")
        RUNAWAY = "runaway", _("whereabouts unknown")
        INDEPENDENT = "independent", _("on their own")
        OTHER = "other", _("other")

    child = models.ForeignKey(Child, models.CASCADE, related_name="stays")
    kind = models.CharField(_("kind"), max_length=18, choices=Kind)
    removal = models.ForeignKey(
        Removal, models.PROTECT, null=True, blank=True, related_name="stays"
    )
    home = models.ForeignKey(Home, models.PROTECT, null=True, blank=True, related_name="stays")
    shared = models.BooleanField(_("shared care"), null=True, blank=True)
    carers = models.ManyToManyField(Adult, through="StayCarer", related_name="stays_given")


class StayCarer(models.Model):
    """Who cares for the child in a stay, in the order the source gives."""

    stay = models.ForeignKey(Stay, models.CASCADE, related_name="carer_rows")
    adult = models.ForeignKey(Adult, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["stay", "adult"], name="one_carer_once_a_stay")
        ]


class Report(Row):
    """A report of harm. Who reported is never recorded here."""

    child = models.ForeignKey(Child, models.CASCADE, related_name="reports")
    reported_on = models.DateField()
    incident_on = models.DateField(null=True, blank=True)
    substantiated = models.BooleanField()
