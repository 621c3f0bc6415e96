"""Imports: what was brought in, what became of it, and what waits for a decision."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Agency


class ImportRun(models.Model):
    """One file or folder, from being handed over to being saved or withdrawn."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("handed over")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked, nothing saved yet")
        APPLYING = "applying", _("being saved")
        DONE = "done", _("saved")
        FAILED = "failed", _("did not finish, nothing was saved")
        WITHDRAWN = "withdrawn", _("withdrawn, nothing was saved")

    class Format(models.TextChoices):
        SSDA903 = "ssda903", _("SSDA903, the English return on looked-after children")
        TABLES = "tables", _("open tables")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    format = models.CharField(_("format"), max_length=10, choices=Format)
    source_id = models.CharField(_("source"), max_length=100)
    file_name = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    rows_read = models.PositiveBigIntegerField(default=0)  # progress while checking
    report = models.JSONField(default=dict)  # counts and groups of findings, no names
    error = models.CharField(max_length=500, blank=True)
    partial = models.BooleanField(default=False)  # accepted without the refused children
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    operator = models.CharField(max_length=80)  # Actor.label
    started_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    @property
    def folder(self) -> Path:
        """Where its files lie until it is settled; they hold children's data."""
        return Path(settings.HOME) / "imports" / str(self.ref)

    @property
    def stage_path(self) -> Path:
        return self.folder / "stage.sqlite3"

    @property
    def rejects_folder(self) -> Path:
        """Rows to mend and import again; kept after the run is settled."""
        return Path(settings.HOME) / "rejects" / str(self.ref)

    @property
    def is_settled(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED, self.State.WITHDRAWN)


class Conflict(models.Model):
    """The source changed a row that a person had changed too: somebody decides."""

    class Decision(models.TextChoices):
        OURS = "ours", _("keep what we have")
        THEIRS = "theirs", _("take what the source says")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="conflicts")
    table = models.CharField(max_length=30)  # the open table
    row_ref = models.UUIDField()
    source_digest = models.CharField(max_length=32)
    theirs = models.JSONField()  # the staged row, as the open tables write it
    decision = models.CharField(max_length=6, choices=Decision, blank=True)
    decided_by = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["row_ref", "source_digest"], name="one_conflict_for_one_change"
            )
        ]


class Vanished(models.Model):
    """A row that the source wrote before and no longer has. It is kept."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="vanished")
    table = models.CharField(max_length=30)
    row_ref = models.UUIDField()
