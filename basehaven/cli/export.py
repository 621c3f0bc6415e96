"""basehaven export: the open tables back into a folder."""

from __future__ import annotations

from pathlib import Path

import click
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions.export_run import export_folder
from basehaven.cli.common import (
    agency_option,
    errors_console,
    operator_option,
    operator_or_login,
    ready_database,
    the_agency,
)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--names", is_flag=True,
    help="With names, addresses and free words. Needs --operator: who takes them is recorded.",
)  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True
)
@agency_option
@operator_option
def export(
    folder: Path, names: bool, format_: str, agency_slug: str | None, operator: str | None
) -> None:
    """Write the record as open tables into DIR, which must be new or empty.

    Rows entered in error and records closed by a lawful order are left out.
    Importing the folder elsewhere and exporting again gives the same bytes.
    """
    if names and operator is None:
        raise click.UsageError("--names needs --operator NAME: who takes the names is recorded.")
    ready_database()
    by = Actor.at_command_line(the_agency(agency_slug), operator_or_login(operator))
    console = errors_console()
    with Bar(
        SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True,
        disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task("Writing", total=None)
        written = export_folder(
            by=by, folder=folder, names=names, format=format_,
            say=lambda table: bar.update(task, description=f"Writing {table}"),
        )  # fmt: skip
    for table, rows in written.items():
        click.echo(f"{rows:,} {table}")
    click.echo(f"Written to {folder}" + ("" if names else ", without names"))
