"""The search index: which words lead to whom, and which spellings to which words.

Everything here can be rebuilt from the record; only ``DuplicateHint`` holds
something of its own. The agency is not checked by the database: a million rows
would each be checked against a table of a few.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.models.people import Adult, Child


class PersonWord(models.Model):
    """One folded word of somebody's names; ``@`` a birth date, ``#`` an id."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    word = models.CharField(max_length=80)

    class Meta:
        abstract = True


class ChildWord(PersonWord):
    child = models.ForeignKey(Child, models.CASCADE, related_name="words")

    class Meta:
        indexes = [models.Index(fields=["agency", "word", "child"], name="child_by_word")]


class AdultWord(PersonWord):
    adult = models.ForeignKey(Adult, models.CASCADE, related_name="words")

    class Meta:
        indexes = [models.Index(fields=["agency", "word", "adult"], name="adult_by_word")]


class Spelling(models.Model):
    """A key made from a word that somebody is called: see ``finding/folding.py``.

    There are few words and many people, so what is dear (every way to misspell)
    is kept once for each word and not once for each person.
    """

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    key = models.CharField(max_length=80)
    word = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key", "word"], name="spelling_once")
        ]
        indexes = [models.Index(fields=["agency", "word"], name="spellings_of_word")]


class DuplicateHint(models.Model):
    """Somebody was put on the record who may be there already, unseen by whoever did it.

    Only data managers read these.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, models.CASCADE, null=True, related_name="+")
    other_child = models.ForeignKey(Child, models.CASCADE, null=True, related_name="+")
    adult = models.ForeignKey(Adult, models.CASCADE, null=True, related_name="+")
    other_adult = models.ForeignKey(Adult, models.CASCADE, null=True, related_name="+")
    reasons = models.JSONField(default=list)  # ids, put into words when shown
    found_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # merged, or said to be two people

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hint_is_about_two_of_a_kind",
                condition=Q(
                    child__isnull=False,
                    other_child__isnull=False,
                    adult=None,
                    other_adult=None,
                )
                | Q(
                    adult__isnull=False,
                    other_adult__isnull=False,
                    child=None,
                    other_child=None,
                ),
            ),
            models.UniqueConstraint(fields=["child", "other_child"], name="one_hint_two_children"),
            models.UniqueConstraint(fields=["adult", "other_adult"], name="one_hint_two_adults"),
        ]
        indexes = [models.Index(fields=["agency", "settled_at", "id"], name="hints_open")]
