"""An import from being handed over to being saved: checked first, applied at once."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.intake.actions.import_apply import (
    RecordMovedOn,
    fail,
    import_apply,
    import_check,
    import_compare,
    refuse_unless_accepted,
)
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.report import (
    keys_of,
    write_examples,
    write_whole_report,
)
from basehaven.apps.intake.running import private_folder
from basehaven.apps.intake.sets.compare import Changes
from basehaven.core.errors import NotPossible
from basehaven.exchange.rejects import write_rejects
from basehaven.exchange.stage import Staged

State = ImportRun.State


@audited("import_start")
def import_start(
    *,
    by: Actor,
    request_id: uuid.UUID,
    format: str,  # noqa: A002
    source_id: str,
    file_name: str,
) -> ImportRun:
    """Open a run. Its files go to ``run.upload_folder``."""
    source_id = source_id.strip()
    if format not in ImportRun.Format.values:
        raise NotPossible(_("Choose what kind of file it is."), field="format")
    if not source_id or len(source_id) > 100 or "::" in source_id or "|" in source_id:
        raise NotPossible(
            _("Name the source in at most 100 characters, without | and ::."), field="source_id"
        )
    run: ImportRun = ImportRun.objects.create(
        agency=by.agency,
        format=format,
        source_id=source_id,
        file_name=file_name[:300],
        started_by=by.user,
        operator=by.label,
    )
    private_folder(run.folder)
    return run


def import_finish(
    *,
    run: ImportRun,
    source: Path,
    changes: Changes | None,
    rejects: bool,
    report_to: Path | None = None,
) -> None:
    """Write what stays of a settled run, and remove its files, which hold children's data.

    Args:
        run: settled.
        source: what was imported; refused rows are copied out of it.
        changes: what was saved, or None.
        rejects: write the refused rows, to be mended and imported again.
        report_to: a second place for the report.
    """
    staged = Staged(run.stage_path)
    if rejects:
        private_folder(run.rejects_folder)
        write_rejects(staged, source, run.rejects_folder)
    if changes is not None:
        rows = run.vanished.values_list("table", "row_ref").order_by("id").iterator()
        vanished = write_whole_report(
            staged, run.report_path, changes=changes, saved=True, dry_run=False,
            vanished=keys_of(rows, run.agency),
        )  # fmt: skip
        write_examples(staged, run, vanished)
    if report_to is not None:
        shutil.copyfile(run.report_path, report_to)
    forget_files(run)


@audited("import_accept")
def import_accept(*, by: Actor, request_id: uuid.UUID, run: ImportRun, partial: bool) -> ImportRun:
    """Say that a checked run is to be saved. The background does it."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != State.CHECKED:
        raise NotPossible(_("This import is not waiting to be saved. Open it again to see why."))
    refuse_unless_accepted(Staged(run.stage_path), partial)
    run.state, run.partial, run.error = State.ACCEPTED, partial, ""
    run.save()
    return run


@audited("import_forget")
def import_forget(*, by: Actor, request_id: uuid.UUID, run: ImportRun) -> ImportRun:
    """Remove what is left of a settled run's files: report and rejects quote rows."""
    if not run.is_settled:
        raise NotPossible(_("This import is not settled yet. Save or withdraw it first."))
    for folder in (run.folder, run.report_folder, run.rejects_folder):
        shutil.rmtree(folder, ignore_errors=True)
    return run


@audited("import_withdraw")
def import_withdraw(*, by: Actor, request_id: uuid.UUID, run: ImportRun) -> ImportRun:
    """Set a run aside; nothing was saved. The caller finishes it or forgets its files."""
    if run.is_settled or (run.is_running and not run.was_cut_off):
        raise NotPossible(_("This import is being worked on, or settled already."))
    run.state, run.settled_at = State.WITHDRAWN, timezone.now()
    run.save()
    return run


def import_give_up_cut_off(*, by: Actor) -> int:
    """Runs whose process ended in the middle say so. Nothing of them was saved."""
    given_up = 0
    running = (State.CHECKING, State.APPLYING)
    for run in ImportRun.objects.filter(agency=by.agency, state__in=running):
        if run.was_cut_off:
            fail(run, _("It was cut off before the end. Nothing was saved; start it again."))
            forget_files(run)
            given_up += 1
    return given_up


def forget_files(run: ImportRun) -> None:
    """Remove a run's files: they hold children's data, and the record has what it needs."""
    shutil.rmtree(run.folder, ignore_errors=True)


__all__ = [
    "RecordMovedOn",
    "forget_files",
    "import_accept",
    "import_apply",
    "import_check",
    "import_compare",
    "import_finish",
    "import_forget",
    "import_give_up_cut_off",
    "import_start",
    "import_withdraw",
]
