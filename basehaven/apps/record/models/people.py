"""Children, adults, brothers and sisters."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.models.base import Row


class BornPrecision(models.TextChoices):
    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    ESTIMATED = "estimated", _("estimated")
    UNBORN = "unborn", _("not born yet")


class AdultRole(models.TextChoices):
    """Roles of an adult, and kinds of tie: the same list (open tables)."""

    PARENT = "parent", _("parent")
    KIN = "kin", _("kin")
    FOSTER_CARER = "foster_carer", _("foster carer")
    ADOPTIVE_PARENT = "adoptive_parent", _("adoptive parent")
    TEACHER = "teacher", _("teacher")
    HOME_VISITOR = "home_visitor", _("home visitor")
    DOULA = "doula", _("doula")
    CASEWORKER = "caseworker", _("caseworker")
    CONSULTANT = "consultant", _("consultant")
    FRIEND = "friend", _("friend")
    NEIGHBOUR = "neighbour", _("neighbour")
    LIBRARIAN = "librarian", _("librarian")
    OTHER = "other", _("other")


class Child(Row):
    """A child, born or expected. Unknown is empty, never guessed."""

    class Sex(models.TextChoices):
        FEMALE = "f", _("girl")
        MALE = "m", _("boy")
        OTHER = "x", _("other or not said")

    name = models.CharField(_("name"), max_length=200, blank=True)
    nicknames = models.JSONField(_("also called"), default=list, blank=True)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    born_precision = models.CharField(
        _("how exactly known"), max_length=10, choices=BornPrecision, blank=True
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)
    groups = models.JSONField(_("groups"), default=list, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)  # by lawful order: nobody sees it
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    class Meta(Row.Meta):
        verbose_name_plural = "children"
        indexes = [models.Index(fields=["agency", "name", "id"], name="child_by_name")]

    def __str__(self) -> str:
        return f"child {self.ref}"  # never a name: this text reaches logs

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("child_show", args=[self.ref])


class Adult(Row):
    """A person who matters to some child; one row whatever their roles."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    nicknames = models.JSONField(_("also called"), default=list, blank=True)
    roles = models.JSONField(_("roles"), default=list, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="adult"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    def __str__(self) -> str:
        return f"adult {self.ref}"


class Sibling(Row):
    """A pair of children, kept once. ``started_on`` empty: always have been."""

    class Kind(models.TextChoices):
        FULL = "full", _("full")
        HALF = "half", _("half")
        STEP = "step", _("step")
        FOSTER = "foster", _("foster")

    child = models.ForeignKey(Child, models.CASCADE, related_name="sibling_rows")
    sibling = models.ForeignKey(Child, models.CASCADE, related_name="sibling_rows_other_way")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    twin = models.BooleanField(_("twin"), null=True, blank=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(name="not_their_own_sibling", condition=~Q(child=F("sibling"))),
        ]
