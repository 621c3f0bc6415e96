"""basehaven check-knowledge: every entry loads and names its source."""

from __future__ import annotations

from pathlib import Path

import click
from rich.progress import track

from basehaven.cli.common import errors_console
from basehaven.core.errors import BasehavenError
from basehaven.knowledge.load import FOLDER, load_entry


@click.command("check-knowledge")
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=FOLDER,
)
def check_knowledge(folder: Path) -> None:
    """Load every entry under FOLDER and say what is missing.

    Without FOLDER: the knowledge that comes with Basehaven.
    """
    paths = sorted(folder.rglob("*.yaml"))
    if not paths:
        raise click.UsageError(f"no .yaml file under {folder}")  # exits 2: wrong usage
    failures: list[BasehavenError] = []
    console = errors_console()
    for path in track(
        paths, "Checking", transient=True, console=console, disable=not console.is_terminal
    ):
        try:
            load_entry(path)
        except BasehavenError as error:
            failures.append(error)
    for failure in failures:
        click.echo(f"error: {failure}", err=True)
    click.echo(f"{len(paths) - len(failures)} entries good, {len(failures)} to fix")
    if failures:
        raise SystemExit(failures[0].exit_code)
