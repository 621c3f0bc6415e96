"""Imports: what was brought in, what became of it, and what waits for a decision. Exports too."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Agency
from basehaven.apps.intake.running import is_held
from basehaven.apps.record.models import Child


class ImportRun(models.Model):
    """One file or folder, from being handed over to being saved or withdrawn."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("waiting to be checked")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked, nothing saved yet")
        ACCEPTED = "accepted", _("waiting to be saved")
        APPLYING = "applying", _("being saved")
        DONE = "done", _("saved")
        FAILED = "failed", _("did not finish, nothing was saved")
        WITHDRAWN = "withdrawn", _("withdrawn, nothing was saved")

    class Format(models.TextChoices):
        SSDA903 = "ssda903", _("SSDA903, the English return on looked-after children")
        TABLES = "tables", _("open tables")
        AFCARS2020 = "afcars2020", _("AFCARS 2020, the federal file on out-of-home care")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    format = models.CharField(_("format"), max_length=10, choices=Format)
    source_id = models.CharField(_("source"), max_length=100)
    file_name = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    report = models.JSONField(default=dict)  # counts, and findings by rule; no child's values
    error = models.CharField(max_length=500, blank=True)
    partial = models.BooleanField(default=False)  # accepted without the refused children
    indexed = models.BooleanField(default=False)  # the people it brought can be searched for
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    operator = models.CharField(max_length=80)  # Actor.label
    started_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["agency", "-id"], name="imports_latest")]

    @property
    def label(self) -> str:
        """What rows and old values call it."""
        return f"import:{self.ref.hex[:12]}"

    @property
    def folder(self) -> Path:
        """Where its files lie until it is settled; they hold children's data."""
        return Path(settings.HOME) / "imports" / str(self.ref)

    @property
    def upload_folder(self) -> Path:
        return self.folder / "files"

    @property
    def stage_path(self) -> Path:
        return self.folder / "stage.sqlite3"

    @property
    def rejects_folder(self) -> Path:
        """Rows to mend and import again; kept after the run is settled."""
        return Path(settings.HOME) / "rejects" / str(self.ref)

    @property
    def report_folder(self) -> Path:
        """The whole report and what is shown of it; it quotes rows, so it may be removed."""
        return Path(settings.HOME) / "reports" / str(self.ref)

    @property
    def report_path(self) -> Path:
        return self.report_folder / "report.json"

    @property
    def examples_path(self) -> Path:
        return self.report_folder / "examples.json"

    @property
    def findings_path(self) -> Path:
        return self.report_folder / "findings.csv"

    @property
    def is_settled(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED, self.State.WITHDRAWN)

    @property
    def is_running(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.APPLYING)

    @property
    def was_cut_off(self) -> bool:
        """It says that it runs, and no process works on it: nothing was saved."""
        return self.is_running and not is_held(self.folder)


class Conflict(models.Model):
    """The source changed a row that a person had written or changed: somebody decides."""

    class Decision(models.TextChoices):
        OURS = "ours", _("kept what we have")
        THEIRS = "theirs", _("took what the source says")
        OVERTAKEN = "overtaken", _("overtaken by a later import")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="conflicts")
    child = models.ForeignKey(Child, models.CASCADE, null=True, blank=True, related_name="+")
    table = models.CharField(max_length=30)  # the open table
    row_ref = models.UUIDField()
    source_digest = models.CharField(max_length=32)
    theirs = models.JSONField()  # the staged row, as the open tables write it
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["row_ref", "source_digest"], name="one_conflict_for_one_change"
            )
        ]
        indexes = [models.Index(fields=["run", "decision", "id"], name="conflicts_open")]


class Vanished(models.Model):
    """A row that the source wrote before and no longer has. It is kept."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="vanished")
    table = models.CharField(max_length=30)
    row_ref = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["row_ref"], name="vanished_row")]


class ExportRun(models.Model):
    """The open tables written out for somebody, to be fetched and then removed."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting to be written")
        WRITING = "writing", _("being written")
        READY = "ready", _("ready to be downloaded")
        FAILED = "failed", _("did not finish")
        REMOVED = "removed", _("removed")

    class Format(models.TextChoices):
        CSV = "csv", _("CSV")
        PARQUET = "parquet", _("Parquet")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    format = models.CharField(_("format"), max_length=7, choices=Format)
    with_names = models.BooleanField(_("with names"), default=False)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    rows = models.PositiveBigIntegerField(default=0)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    operator = models.CharField(max_length=80)  # Actor.label
    started_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["agency", "-id"], name="exports_latest")]

    @property
    def folder(self) -> Path:
        return Path(settings.HOME) / "exports" / str(self.ref)

    @property
    def zip_path(self) -> Path:
        return self.folder / f"basehaven-{self.started_at:%Y-%m-%d}.zip"

    @property
    def was_cut_off(self) -> bool:
        return self.state == self.State.WRITING and not is_held(self.folder)
