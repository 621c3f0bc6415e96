"""basehaven snapshot: de-identified tables, out of the live record."""

from __future__ import annotations

from pathlib import Path

import click
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions.snapshot_make import snapshot_make, snapshot_nightly
from basehaven.cli.common import (
    agency_option,
    errors_console,
    operator_option,
    operator_or_login,
    ready_database,
    the_agency,
)

KEPT_NIGHTS = 7  # our own: a week to notice that something went wrong


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--nightly", is_flag=True, help="Write into DIR/<today>, once a day, for a scheduler to run."
)
@click.option(
    "--keep", type=click.IntRange(1), default=KEPT_NIGHTS, show_default=True,
    help="With --nightly: how many days are kept.",
)  # fmt: skip
@agency_option
@operator_option
def snapshot(
    folder: Path, nightly: bool, keep: int, agency_slug: str | None, operator: str | None
) -> None:
    """Write de-identified Parquet tables into DIR, which must be new or empty.

    No names, restrictions, free words or extra columns; every id is a pseudonym. It still
    has days and regions, which can point at a child: guard it like the record.
    """
    ready_database()
    by = Actor.at_command_line(the_agency(agency_slug), operator_or_login(operator))
    console = errors_console()
    with Bar(
        SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True,
        disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task("Writing", total=None)

        def say(table: str) -> None:
            bar.update(task, description=f"Writing {table}")

        if nightly:
            folder, written = snapshot_nightly(by=by, parent=folder, keep=keep, say=say)
        else:
            written = snapshot_make(by=by, folder=folder, say=say)
    for table, rows in written.items():
        click.echo(f"{rows:,} {table}")
    click.echo(f"Written to {folder}, without names")
