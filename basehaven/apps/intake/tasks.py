"""Work that goes on while the person does something else. ``basehaven serve`` runs it."""

from __future__ import annotations

import uuid

from django_tasks import task

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import User
from basehaven.apps.intake.actions import import_run as runs
from basehaven.apps.intake.actions.export_run import export_write
from basehaven.apps.intake.models import ExportRun, ImportRun
from basehaven.apps.intake.uploads import source_of
from basehaven.core.errors import BasehavenError


@task()
def check_import(run: str, user: str) -> None:
    """The dry run. What goes wrong is said on the run's own page."""
    found = ImportRun.objects.select_related("agency").get(ref=run)
    by = Actor.of(User.objects.get(ref=user))
    if found.state != ImportRun.State.UPLOADED:
        return  # asked for twice
    try:
        runs.import_check(by=by, run=found, path=source_of(found))
    except BasehavenError:
        runs.forget_files(found)  # the run says why


@task()
def apply_import(run: str, user: str, request_id: str, partial: bool) -> None:
    found = ImportRun.objects.select_related("agency").get(ref=run)
    by = Actor.of(User.objects.get(ref=user))
    if found.state != ImportRun.State.ACCEPTED:
        return
    try:
        changes = runs.import_apply(
            by=by, request_id=uuid.UUID(request_id), run=found, partial=partial
        )
    except runs.RecordMovedOn:
        return  # back to the report, which says so
    runs.import_finish(run=found, source=source_of(found), changes=changes, rejects=partial)


@task()
def write_export(export: str, user: str) -> None:
    found = ExportRun.objects.select_related("agency").get(ref=export)
    by = Actor.of(User.objects.get(ref=user))
    if found.state == ExportRun.State.ASKED:
        export_write(by=by, export=found)
