"""basehaven check-knowledge: every entry loads and names its source."""

from __future__ import annotations

from pathlib import Path

import click
from rich.progress import track

from basehaven.cli.common import errors_console
from basehaven.core.errors import BasehavenError, KnowledgeIncomplete
from basehaven.knowledge.cues.whole import problems, read_files
from basehaven.knowledge.load import FOLDER, check_entry


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
            check_entry(path)
        except BasehavenError as error:
            failures.append(error)
    apart = [] if failures else _do_not_fit(paths)
    for failure in failures:
        click.echo(f"error: {failure}", err=True)
    for problem in apart:
        click.echo(f"error: {problem}", err=True)
    wrong = len(failures) + len({problem.split(": ")[0] for problem in apart})
    click.echo(f"{len(paths) - wrong} entries good, {wrong} to fix")
    if wrong:
        raise SystemExit(KnowledgeIncomplete.exit_code)


def _do_not_fit(paths: list[Path]) -> list[str]:
    """Entries that are whole and do not fit together, such as a cue that no list holds."""
    return [
        problem
        for path in paths
        if path.name == "vocabulary.yaml"
        for problem in problems(read_files(path.parent), path.parent)
    ]
