"""basehaven import: a real file into the record, all of it or none."""

from __future__ import annotations

import sys
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Self

import click
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions import import_run as runs
from basehaven.apps.intake.actions.import_index import index_what_was_left
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.running import Progress
from basehaven.cli.common import (
    agency_option,
    errors_console,
    operator_option,
    operator_or_login,
    ready_database,
    the_agency,
)
from basehaven.cli.import_words import say
from basehaven.core.errors import RowsRefused
from basehaven.exchange.stage import Staged

DEFAULT_SOURCE = {"ssda903": "ssda903", "tables": "tables", "afcars2020": "afcars"}


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(list(DEFAULT_SOURCE)), required=True,
    help="ssda903: the English return on looked-after children, as CSV files in a folder or "
    "XML. tables: a folder of open tables, CSV or Parquet. afcars2020: the federal file on "
    "out-of-home care, one XML file or a folder of half-years.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Check and report; save nothing.")
@click.option(
    "--accept-partial", is_flag=True,
    help="Save the children whose rows are all good; write the rest to a rejects folder.",
)  # fmt: skip
@click.option(
    "--report", "report_path", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.json",
    help="Write the whole report here, for machines.",
)  # fmt: skip
@click.option(
    "--source", "source_id", metavar="ID",
    help="Name of the source, the same every year, where the rows do not say it.",
)  # fmt: skip
@agency_option
@operator_option
def import_(
    path: Path,
    format_: str,
    dry_run: bool,
    accept_partial: bool,
    report_path: Path | None,
    source_id: str | None,
    agency_slug: str | None,
    operator: str | None,
) -> None:
    """Bring PATH (a folder, a zip of its files, or an XML file) into the record.

    Nothing is saved if any row is refused, unless --accept-partial is said.

    Exit codes: 0 done, 2 wrong usage, 3 rows were refused, 4 not readable.
    """
    if report_path is not None and not report_path.absolute().parent.is_dir():
        raise click.BadParameter("its folder does not exist.", param_hint="--report")
    ready_database()
    agency = the_agency(agency_slug, make=True)
    by = Actor.at_command_line(agency, operator_or_login(operator))
    runs.import_give_up_cut_off(by=by)
    index_what_was_left(operator=by.operator)
    run = runs.import_start(
        by=by,
        request_id=uuid.uuid4(),
        format=format_,
        source_id=source_id or DEFAULT_SOURCE[format_],
        file_name=path.absolute().name,
    )
    try:
        refused = _check_and_save(run, by, path, dry_run, accept_partial, report_path)
    finally:
        runs.forget_files(run)
    if refused:
        raise RowsRefused(refused)


def _check_and_save(
    run: ImportRun,
    by: Actor,
    path: Path,
    dry_run: bool,
    accept_partial: bool,
    report_path: Path | None,
) -> str:
    """What is to be said of refused rows, or nothing."""
    changes = None
    with Watched(run) as progress:
        staged = runs.import_check(by=by, run=run, path=path, progress=progress, compare=False)
        refused = staged.counts().refused
        save = not dry_run and (accept_partial or not refused)
        if save:
            changes = runs.import_apply(
                by=by, request_id=uuid.uuid4(), run=run, partial=bool(refused), progress=progress
            )
        else:
            runs.import_compare(by=by, run=run)
            runs.import_withdraw(by=by, request_id=uuid.uuid4(), run=run)
    say(Staged(run.stage_path), run.report, dry_run=dry_run, saved=save)
    rejects = bool(refused) and save
    runs.import_finish(
        run=run, source=path, changes=changes, rejects=rejects, report_to=report_path
    )
    if rejects:
        click.echo(f"\nRejects, to mend and import again: {run.rejects_folder}")
    if not refused:
        return ""
    what = "The children whose rows are all good were saved." if save else "Nothing was saved."
    return f"{refused:,} rows were refused. {what}"


class Watched(Progress):
    """Progress for the terminal as well as for the run's file."""

    def __init__(self, run: ImportRun) -> None:
        super().__init__(run.folder)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TextColumn("{task.fields[done]}"),
            TimeElapsedColumn(),
            console=errors_console(),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task: TaskID = self._bar.add_task("Reading", total=None, done="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def rows(self, read: int) -> None:
        super().rows(read)
        self._bar.update(self._task, done=f"{read:,} rows")

    def step(self, step: str, table: str = "") -> None:
        with suppress(FileNotFoundError):  # the run's folder is gone once it is settled
            super().step(step, table)
        self._bar.update(self._task, description=step.capitalize(), done=table)
