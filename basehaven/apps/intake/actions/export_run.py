"""Exports: each is a look at every child in it, and recorded as one."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited, write_look
from basehaven.apps.intake.exporting.folder import write_folder
from basehaven.apps.intake.models import ExportRun
from basehaven.apps.intake.running import Progress, held, private_folder
from basehaven.core.errors import NotPossible

State = ExportRun.State
KEPT_FOR = timedelta(hours=24)  # our own: long enough to fetch it, too short to forget it


def export_folder(
    *,
    by: Actor,
    folder: Path,
    names: bool,
    format: str = "csv",  # noqa: A002
    say: Callable[[str], None] | None = None,
) -> dict[str, int]:
    """Write the open tables into a folder, having recorded who took them.

    Returns:
        Rows by table.
    """
    write_look(by=by, action="export_make", grounds=grounds_of(names), how="export")
    return write_folder(folder, by, names=names, format=format, say=say)


def grounds_of(names: bool) -> str:
    return "open tables with names" if names else "open tables without names"


@audited("export_start")
def export_start(*, by: Actor, request_id: uuid.UUID, format: str, with_names: bool) -> ExportRun:  # noqa: A002
    """Ask for an export in the browser. The background writes it."""
    if format not in ExportRun.Format.values:
        raise NotPossible(_("Choose CSV or Parquet."), field="format")
    forget_old_exports()
    export: ExportRun = ExportRun.objects.create(
        agency=by.agency,
        format=format,
        with_names=with_names,
        started_by=by.user,
        operator=by.label,
    )
    private_folder(export.folder)
    return export


def export_write(*, by: Actor, export: ExportRun) -> None:
    """Write the zip that is downloaded."""
    with held(export.folder):
        export.state = State.WRITING
        export.save(update_fields=["state"])
        try:
            export.rows = _write_zip(by, export)
            export.state = State.READY
        except BaseException:
            export.state = State.FAILED
            raise
        finally:
            export.settled_at = timezone.now()
            export.save(update_fields=["state", "rows", "settled_at"])


def _write_zip(by: Actor, export: ExportRun) -> int:
    progress = Progress(export.folder)
    with tempfile.TemporaryDirectory(dir=export.folder) as scratch:
        tables = Path(scratch) / "tables"
        written = export_folder(
            by=by,
            folder=tables,
            names=export.with_names,
            format=export.format,
            say=lambda table: progress.step("writing", table),
        )
        unfinished = export.zip_path.with_suffix(".unfinished")
        os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as zipped:
            for path in sorted(tables.iterdir()):
                zipped.write(path, path.name)
        unfinished.replace(export.zip_path)
    return sum(written.values())


def export_fetch(*, by: Actor, export: ExportRun) -> Path:
    """Hand the file over, having recorded it."""
    write_look(by=by, action="export_download", grounds=grounds_of(export.with_names), how="export")
    return export.zip_path


@audited("export_remove")
def export_remove(*, by: Actor, request_id: uuid.UUID, export: ExportRun) -> ExportRun:
    """Remove the file; that it was made stays on record."""
    shutil.rmtree(export.folder, ignore_errors=True)
    export.state = State.REMOVED
    export.save(update_fields=["state"])
    return export


def forget_old_exports() -> None:
    """Files that nobody fetched, or forgot to remove."""
    old = ExportRun.objects.filter(started_at__lt=timezone.now() - KEPT_FOR)
    for export in old.exclude(state=State.REMOVED):
        shutil.rmtree(export.folder, ignore_errors=True)
        export.state = State.REMOVED
        export.save(update_fields=["state"])
