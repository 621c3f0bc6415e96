"""A child's care card ("how to read me"): its lines, and the links by which it is lent."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.models import Adult, Child


class CardLineQuerySet(models.QuerySet["CardLine"]):
    def standing(self) -> Self:
        """Lines that hold now."""
        return self.filter(ended_at=None, entered_in_error=False)


class CardLine(models.Model):
    """One thing that people say about this child, in their own words.

    A line is never changed: a correction ends it and writes another. What a cue may mean by
    the knowledge (a reading) never comes in here: a guess must not become evidence.
    """

    class Kind(models.TextChoices):
        LIKES = "likes", _("what I like")
        HELPS = "helps", _("what helps me")
        OBJECT = "object", _("what comforts me")
        WORDS = "words", _("my words")
        SLEEP = "sleep", _("how I sleep")
        FOOD = "food", _("how I eat")
        SIGNAL = "signal", _("how I show what I need")
        CALL = "call", _("who to call")
        ALLERGY = "allergy", _("allergy")
        MEDICINE = "medicine", _("medicine")

    SAFETY = (Kind.ALLERGY, Kind.MEDICINE)  # first on the card, and one tap away on the board

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="card_lines")
    kind = models.CharField(_("what it is about"), max_length=8, choices=Kind)
    text = models.CharField(_("in your own words"), max_length=200)
    more = models.CharField(_("what to do, or what it may mean"), max_length=200, blank=True)
    language = models.CharField(_("language of these words"), max_length=10, default="en")
    person = models.ForeignKey(Adult, models.PROTECT, null=True, blank=True, related_name="+")
    word_of = models.ForeignKey(Adult, models.PROTECT, null=True, blank=True, related_name="+")
    from_log = models.BooleanField(default=False)  # taken over from what helped in the log
    written_by = models.CharField(max_length=100)  # Actor.label: opaque
    written_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=100, blank=True)
    entered_in_error = models.BooleanField(default=False)
    instead_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="put_right_by"
    )

    objects = CardLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="card_line_ends_after_it_was_written",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("written_at")),
            ),
            models.CheckConstraint(
                name="only_a_call_names_whom",
                condition=Q(person=None) | Q(kind="call"),
            ),
        ]
        indexes = [models.Index(fields=["child", "kind"], name="card_line_of_child")]


class CardShare(models.Model):
    """The card lent by a link, by somebody's consent, until a moment. The link itself is not kept.

    ``digest`` is of the link's token: whoever reads the database cannot open the card with it.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, related_name="card_shares")
    given_by = models.ForeignKey(Adult, models.PROTECT, related_name="+")  # who consents
    to_whom = models.CharField(_("for whom"), max_length=200)
    language = models.CharField(_("language of the headings"), max_length=10, default="en")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    written_by = models.CharField(max_length=100)  # Actor.label: opaque
    written_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    @property
    def opened_as(self) -> str:
        """Under which name the audit trail counts who opened it."""
        return f"card-link:{self.ref.hex[:12]}"

    def holds_at(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at
