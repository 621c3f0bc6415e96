"""A run is checked, and then saved: all of it or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_change
from basehaven.apps.audit.models import Change
from basehaven.apps.intake.actions.import_index import index_people
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.report import (
    keys_of,
    rows_of,
    summary_of,
    write_examples,
    write_whole_report,
)
from basehaven.apps.intake.running import Progress, held
from basehaven.apps.intake.sets.against_record import check_against_record, overlaps_now
from basehaven.apps.intake.sets.apply import Application
from basehaven.apps.intake.sets.carry_on import carry_on
from basehaven.apps.intake.sets.compare import Changes
from basehaven.apps.intake.sets.stage_in import stage_beside
from basehaven.apps.intake.sets.vanished import vanished_sql
from basehaven.core.errors import BasehavenError, NotPossible
from basehaven.exchange.stage import Staged
from basehaven.exchange.stage_path import stage_path

State = ImportRun.State


class RecordMovedOn(NotPossible):
    """People changed the record after the check, so that the file no longer fits."""


def import_check(
    *,
    by: Actor,
    run: ImportRun,
    path: Path,
    progress: Progress | None = None,
    compare: bool = True,
) -> Staged:
    """Read and check everything; save nothing but the report.

    Args:
        by: who asks.
        run: just started.
        path: a folder, a zip or an XML file.
        progress: told how many rows were read.
        compare: find out what saving would change, and write the report. Without
            it, ``import_compare`` or ``import_apply`` follows.

    Raises:
        BasehavenError: the source cannot be read; the run says so and is settled.
    """
    progress = progress or Progress(run.folder)
    with held(run.folder):
        set_state(run, State.CHECKING)
        try:
            staged = stage_path(
                path,
                format=run.format,
                source_id=run.source_id,
                into=run.stage_path,
                progress=progress.rows,
                secret=bytes.fromhex(run.agency.id_key),
            )
            run.stage_path.chmod(0o600)
            progress.step("comparing")
            carry_on(staged, run.agency)
            seen = _last_change(run)
            check_against_record(staged, run.agency)
            run.report = {"record_seen": seen}
            if compare:
                import_compare(by=by, run=run)
        except BasehavenError as error:
            fail(run, str(error))
            raise
        except BaseException:
            fail(run, _("It stopped before the end. Nothing was saved; start it again."))
            raise
        set_state(run, State.CHECKED)
    return staged


def import_compare(*, by: Actor, run: ImportRun) -> None:
    """Find out what saving would change, and write the report."""
    staged = Staged(run.stage_path)
    with stage_beside(staged):
        application = Application(staged, run, by)
        changes = application.compare()
        vanished = write_whole_report(
            staged,
            run.report_path,
            changes=changes,
            saved=False,
            dry_run=True,
            vanished=keys_of(_vanished(staged, application), run.agency),
        )
    write_examples(staged, run, vanished)
    run.report = {**summary_of(staged, changes), "record_seen": run.report["record_seen"]}
    run.save()


def _vanished(staged: Staged, application: Application) -> Iterator[tuple[str, object]]:
    for table, select in vanished_sql(staged):
        for row in rows_of(select, application.given):
            yield table, row[0]


def _last_change(run: ImportRun) -> int:
    """How far the agency's chain of changes is: whether the record moved on."""
    last = Change.objects.filter(agency_ref=run.agency.ref).order_by("-seq")
    return last.values_list("seq", flat=True).first() or 0


def import_apply(
    *,
    by: Actor,
    request_id: uuid.UUID,
    run: ImportRun,
    partial: bool = False,
    progress: Progress | None = None,
) -> Changes:
    """Save what was checked, all of it or none, in one transaction.

    Args:
        by: who accepts it.
        request_id: of the form or the command.
        run: a checked run.
        partial: save the children whose rows are all good although others
            were refused.
        progress: told which table is being saved.

    Raises:
        NotPossible: not checked, or rows were refused and ``partial`` is not said.
        RecordMovedOn: the record changed since, and more rows would be refused.
    """
    progress = progress or Progress(run.folder)
    with held(run.folder):
        run.refresh_from_db()
        if run.state not in (State.CHECKED, State.ACCEPTED):
            raise NotPossible(
                _("This import is not waiting to be saved. Open it again to see why.")
            )
        staged = Staged(run.stage_path)
        refuse_unless_accepted(staged, partial)
        set_state(run, State.APPLYING)
        try:
            with held(_turn(run), wait=True):
                _check_again(staged, run, by, partial)
                changes, people = _save(staged, run, by, request_id, partial, progress)
        except RecordMovedOn as error:
            run.error = str(error)
            set_state(run, State.CHECKED)
            raise
        except BaseException:
            fail(run, _("It stopped before the end. Nothing was saved; start it again."))
            raise
        index_people(run, people, by=by, say=progress.step)
    return changes


def refuse_unless_accepted(staged: Staged, partial: bool) -> None:
    if staged.counts().refused and not partial:
        raise NotPossible(
            _("Rows were refused. Mend them and import again, or save the good children only.")
        )


def _turn(run: ImportRun) -> Path:
    """Imports into one agency's record take turns."""
    return Path(settings.HOME) / "imports" / f"turn-{run.agency.ref.hex}"


def _check_again(staged: Staged, run: ImportRun, by: Actor, partial: bool) -> None:
    """When people wrote in the record since the check: it must still fit."""
    if _last_change(run) == run.report.get("record_seen"):
        return
    refused = staged.counts().refused
    run.report["record_seen"] = _last_change(run)
    check_against_record(staged, run.agency)
    if staged.counts().refused > refused:
        import_compare(by=by, run=run)
        raise RecordMovedOn(
            _(
                "The record changed after this file was checked, and more rows are refused now. "
                "Nothing was saved: look at the report again."
            )
        )


def _save(
    staged: Staged,
    run: ImportRun,
    by: Actor,
    request_id: uuid.UUID,
    partial: bool,
    progress: Progress,
) -> tuple[Changes, dict[str, tuple[int, list[int]]]]:
    progress.step("waiting")
    with stage_beside(staged), transaction.atomic():
        if overlaps_now(staged, run.agency):
            raise RecordMovedOn(
                _("The record changed while this was being saved. Nothing was saved: try again.")
            )
        application = Application(staged, run, by, say=lambda table: progress.step("saving", table))
        changes = application.apply()
        run.state, run.partial, run.settled_at = State.DONE, partial, timezone.now()
        run.report = {
            **summary_of(staged, changes),
            "record_seen": run.report["record_seen"],
            "people_before": application.people_before,
        }
        run.error = ""
        run.save()
        write_change(by=by, action="import_apply", request_id=request_id, row=run)
    return changes, application.people


def fail(run: ImportRun, why: str) -> None:
    run.error = why[:500]
    set_state(run, State.FAILED)


def set_state(run: ImportRun, state: str) -> None:
    run.state = state
    if run.is_settled:
        run.settled_at = timezone.now()
    if connection.in_atomic_block and connection.needs_rollback:
        return  # whoever opened the transaction sees to it
    run.save()
