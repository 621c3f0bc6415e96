"""basehaven rota: who works when, and who is whose main and backup adult."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from basehaven.cli import rota_json, rota_why, rota_words
from basehaven.cli.common import errors_console
from basehaven.core.errors import NothingFits
from basehaven.exchange.rota.read import read_rota

if TYPE_CHECKING:
    from basehaven.exchange.rota.read import RotaFile
    from basehaven.solver.outcome import Outcome


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
@click.option(
    "--seconds", default=20.0, show_default=True, type=click.FloatRange(1, 3600),
    help="How long to search, about.",
)  # fmt: skip
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0, 2**31 - 1),
    help="The same seed gives the same plan.",
)  # fmt: skip
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 16),
    help="Threads. Another number may give another plan.",
)  # fmt: skip
def rota(file: Path, as_json: bool, seconds: float, seed: int, workers: int) -> None:
    """Plan the week that FILE asks for, YAML or JSON.

    Pairs of child and adult that are there stay first; then each child's hours
    are covered with main or backup; then come wishes and evenness. Ratios, group
    limits, contracts, breaks and leave are always kept.

    Exit codes: 0 a plan, 2 wrong usage, 4 the file cannot be read, 12 nothing
    fits. The file: docs/how-to/plan-a-rota.md, with an example.
    """
    asked = read_rota(file)
    outcome = _search(asked, seconds, seed, workers)
    if as_json:
        click.echo(json.dumps(rota_json.outcome_out(asked, outcome), indent=2, ensure_ascii=False))
    elif outcome.rota is not None:
        rota_words.say(asked, outcome)
    if outcome.rota is None:
        if not as_json:
            click.echo(rota_why.why(asked, outcome))
        raise NothingFits(rota_why.headline(outcome))


def _search(asked: RotaFile, seconds: float, seed: int, workers: int) -> Outcome:
    console = errors_console()
    with Bar(
        SpinnerColumn(), TextColumn("Searching"), TimeElapsedColumn(), console=console,
        transient=True, disable=not sys.stderr.isatty(),
    ) as bar:  # fmt: skip
        bar.add_task("", total=None)
        from basehaven.solver.rota import plan_rota  # OR-Tools takes a second to load

        return plan_rota(asked.week, seconds=seconds, seed=seed, workers=workers)
