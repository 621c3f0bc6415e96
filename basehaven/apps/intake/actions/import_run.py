"""An import from being handed over to being saved: checked first, applied at once."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_change
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.sets.against_record import check_against_record
from basehaven.apps.intake.sets.apply import Applied, Application
from basehaven.apps.intake.sets.carry_on import carry_on
from basehaven.apps.intake.sets.stage_in import stage_beside
from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.apps.record.models import Adult, Child
from basehaven.core.errors import BasehavenError, NotPossible
from basehaven.exchange.stage import Staged
from basehaven.exchange.stage_path import stage_path

State = ImportRun.State
Progress = Callable[[int], None]


def import_start(
    *, by: Actor, request_id: uuid.UUID, format: str, source_id: str, file_name: str
) -> ImportRun:
    """Open a run. Its files go to ``run.folder``."""
    with transaction.atomic():
        run = ImportRun.objects.create(
            agency=by.agency,
            format=format,
            source_id=source_id,
            file_name=file_name[:300],
            started_by=by.user,
            operator=by.label,
        )
        write_change(by=by, action="import_start", request_id=request_id, row=run)
    run.folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    return run


def import_check(*, run: ImportRun, path: Path, progress: Progress | None = None) -> Staged:
    """Read and check everything; save nothing but the report.

    Raises:
        BasehavenError: the source cannot be read; the run says so and is settled.
    """
    _set_state(run, State.CHECKING)
    try:
        staged = stage_path(
            path,
            format=run.format,
            source_id=run.source_id,
            into=run.stage_path,
            progress=progress,
        )
        carry_on(staged, run.agency)
        check_against_record(staged, run.agency)
    except BasehavenError as error:
        run.error = str(error)[:500]
        _set_state(run, State.FAILED)
        raise
    run.report = {"counts": staged.counts().as_json(), "groups": staged.groups()}
    run.rows_read = run.report["counts"]["read"]
    _set_state(run, State.CHECKED)
    return staged


def import_apply(
    *, by: Actor, request_id: uuid.UUID, run: ImportRun, partial: bool = False
) -> Applied:
    """Save what was checked, all of it or none, in one transaction.

    Args:
        by: who accepts it.
        request_id: of the form or the command.
        run: a checked run.
        partial: save the children whose rows are all good although others
            were refused.

    Raises:
        NotPossible: not checked, or rows were refused and ``partial`` is not said.
    """
    run.refresh_from_db()
    if run.state != State.CHECKED:
        raise NotPossible(_("This import is not waiting to be saved. Open it again to see why."))
    staged = Staged(run.stage_path)
    if staged.counts().refused and not partial:
        raise NotPossible(
            _("Rows were refused. Mend them and import again, or save the good children only.")
        )
    _set_state(run, State.APPLYING)
    try:
        with stage_beside(staged), transaction.atomic():
            applied = Application(staged, run, by).all_tables()
            run.state, run.partial, run.settled_at = State.DONE, partial, timezone.now()
            run.report = {**run.report, "applied": applied.as_json()}
            run.save()
            write_change(by=by, action="import_apply", request_id=request_id, row=run)
    except BaseException:
        run.error = str(_("It stopped before the end. Nothing was saved; start it again."))
        _set_state(run, State.FAILED)
        raise
    _index(run, applied)
    return applied


def _index(run: ImportRun, applied: Applied) -> None:
    """Let search find the people who came or changed, and the planner the rows."""
    new = {
        name: Q(pk__gt=applied.highest[name]) | Q(pk__in=applied.touched.get(name, [])[:20_000])
        for name in ("children", "adults")
    }
    reindex_all(
        run.agency,
        Child.objects.filter(new["children"], agency=run.agency),
        Adult.objects.filter(new["adults"], agency=run.agency),
    )
    if sum(applied.added.values()) > 10_000:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def import_withdraw(*, by: Actor, request_id: uuid.UUID, run: ImportRun) -> ImportRun:
    """Set a run aside; its files are removed and nothing was saved."""
    if run.is_settled:
        raise NotPossible(_("This import is settled already."))
    import_withdraw_keeping_files(by=by, request_id=request_id, run=run)
    forget_files(run)
    return run


def import_withdraw_keeping_files(*, by: Actor, request_id: uuid.UUID, run: ImportRun) -> ImportRun:
    """For the command line, which still writes its report from them."""
    with transaction.atomic():
        run.state, run.settled_at = State.WITHDRAWN, timezone.now()
        run.save()
        write_change(by=by, action="import_withdraw", request_id=request_id, row=run)
    return run


def import_give_up_unfinished() -> int:
    """After a restart: runs that were cut off say so. Nothing of them was saved."""
    cut_off = ImportRun.objects.filter(state__in=(State.CHECKING, State.APPLYING))
    return cut_off.update(
        state=State.FAILED,
        settled_at=timezone.now(),
        error=str(_("It was cut off before the end. Nothing was saved; start it again.")),
    )


def forget_files(run: ImportRun) -> None:
    """Remove a run's files: they hold children's data, and the record has what it needs."""
    shutil.rmtree(run.folder, ignore_errors=True)


def _set_state(run: ImportRun, state: str) -> None:
    run.state = state
    if run.is_settled:
        run.settled_at = timezone.now()
    run.save()
