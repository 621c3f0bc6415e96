"""basehaven import: a real file into the record, all of it or none."""

from __future__ import annotations

import json
import sys
import uuid
from pathlib import Path
from typing import Any

import click
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from basehaven.cli.common import (
    agency_option,
    errors_console,
    operator_option,
    operator_or_login,
    ready_database,
    the_agency,
)
from basehaven.core.errors import RowsRefused

DEFAULT_SOURCE = {"ssda903": "ssda903", "tables": "tables"}


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "format_", type=click.Choice(["ssda903", "tables"]), required=True)
@click.option("--dry-run", is_flag=True, help="Check and report; save nothing.")
@click.option(
    "--accept-partial",
    is_flag=True,
    help="Save the children whose rows are all good; write the rest to a rejects folder.",
)
@click.option(
    "--report",
    "report_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the whole report here as JSON.",
)
@click.option("--source", "source_id", help="Name of the source; the same every year.")
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
    """Bring PATH (a folder, a zip, or an XML file) into the record.

    Exit codes: 0 done, 2 wrong usage, 3 rows were refused, 4 not readable.
    """
    ready_database()
    from basehaven.apps.accounts.actor import Actor
    from basehaven.apps.intake.actions import import_run as runs
    from basehaven.exchange.rejects import write_rejects
    from basehaven.exchange.report import write_report

    by = Actor.at_command_line(the_agency(agency_slug), operator_or_login(operator))
    run = runs.import_start(
        by=by,
        request_id=uuid.uuid4(),
        format=format_,
        source_id=source_id or DEFAULT_SOURCE[format_],
        file_name=path.name,
    )
    staged = _checked(run, path)
    refused = staged.counts().refused
    applied: dict[str, Any] | None = None
    if dry_run or (refused and not accept_partial):
        runs.import_withdraw_keeping_files(by=by, request_id=uuid.uuid4(), run=run)
    else:
        done = runs.import_apply(by=by, request_id=uuid.uuid4(), run=run, partial=bool(refused))
        applied = done.as_json()
    _say(staged, dry_run=dry_run, applied=applied)
    if report_path:
        write_report(staged, report_path, applied=applied, dry_run=dry_run)
    if refused and accept_partial and not dry_run:
        folder = run.rejects_folder
        write_rejects(staged, path, folder)
        click.echo(f"Rejects, to mend and import again: {folder}")
    runs.forget_files(run)
    if refused:
        what = "The good children were saved." if applied else "Nothing was saved."
        raise RowsRefused(f"{refused} rows were refused. {what}")


def _checked(run: Any, path: Path) -> Any:
    from basehaven.apps.intake.actions.import_run import import_check

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f} rows"),
        TimeElapsedColumn(),
        console=errors_console(),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as progress:
        task = progress.add_task("Reading and checking", total=None)
        return import_check(
            run=run, path=path, progress=lambda rows: progress.update(task, completed=rows)
        )


def _say(staged: Any, *, dry_run: bool, applied: dict[str, Any] | None) -> None:
    counts = staged.counts()
    saved = "saved" if applied is not None else "good"
    click.echo(
        f"{counts.read:,} rows read = {counts.saved:,} {saved} + {counts.refused:,} refused "
        f"({counts.refused_own:,} for a problem of their own, {counts.refused_held:,} held back "
        f"with another row of the same child) + {counts.ignored:,} ignored"
    )
    for group in staged.groups():
        click.echo(f"\n{group['count']:,} {group['level']}: {group['code']}")
        for found in group["examples"]:
            where = found["file"] + (f", row {found['line']}" if found["line"] else "")
            column = f", column {found['column']}" if found["column"] else ""
            value = f" '{found['value']}'" if found["value"] else ""
            click.echo(f"  {where}{column}{value}: {found['problem']} {found['way_out']}")
    if applied is not None:
        click.echo(f"\nSaved: {json.dumps(applied)}")
    elif dry_run:
        click.echo("\nA dry run: nothing was saved.")
