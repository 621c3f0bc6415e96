"""basehaven indicators: figures from open tables or a return, on either engine."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from basehaven.cli.common import errors_console
from basehaven.cli.figures import Read, Result, Source, asked_for, opened, the_window
from basehaven.cli.figures_source import LeftOut
from basehaven.cli.figures_words import as_csv, as_json, as_rows, as_table, suppressed
from basehaven.cli.miechv_words import say_measures
from basehaven.core.errors import RowsRefused
from basehaven.core.indicators.window import Window
from basehaven.exchange.stage_path import FORMATS

if TYPE_CHECKING:
    from basehaven.analytics.compute import Asked

MEMORY = re.compile(r"\d+(\.\d+)? ?[KMGT](i?B)?", re.IGNORECASE)
SHOWN = 20  # of what was left out; all of it goes into --report


def _settings(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    settings = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.BadParameter(f"'{text}' is not name=value, such as min_days=8.")
        settings[name.strip()] = value.strip()
    return settings


def _by(ctx: click.Context, param: click.Parameter, given: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (given or "").split(",") if part.strip())


def _memory(ctx: click.Context, param: click.Parameter, given: str) -> str:
    if given and not MEMORY.fullmatch(given):
        raise click.BadParameter(f"'{given}' is no size, such as 8GB.")
    return given


def _in_a_folder(ctx: click.Context, param: click.Parameter, given: Path | None) -> Path | None:
    if given and not (given.parent.is_dir() and os.access(given.parent, os.W_OK)):
        raise click.BadParameter(f"Nothing can be written in the folder '{given.parent}'.")
    return given


@click.command("indicators")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="tables", show_default=True,
    help="What PATH is.",
)  # fmt: skip
@click.option(
    "--set", "set_", default="all", show_default=True, metavar="SET",
    help="cfsr, england, relationships, families and so on, all, or the id of one.",
)  # fmt: skip
@click.option("--period", metavar="PERIOD", help="24B25A, FY24 or 2024-04-01/2025-03-31.")
@click.option(
    "--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="Instead of --period: the twelve months that end with this day.",
)  # fmt: skip
@click.option(
    "--by", callback=_by, metavar="GROUPS", help="Of age_band, region, group: with commas between."
)
@click.option(
    "--setting", "settings", multiple=True, callback=_settings, metavar="NAME=VALUE",
    help="Another rule, such as lost_first_exit=keep. May be given several times.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True
)
@click.option("--master", default="local[*]", show_default=True, metavar="URL", help="Of Spark.")
@click.option(
    "--memory", default="", metavar="SIZE", callback=_memory, help="Of DuckDB, such as 8GB."
)
@click.option(
    "--threads", type=click.IntRange(min=0), default=0, metavar="N",
    help="Of DuckDB. Default: all there are.",
)  # fmt: skip
@click.option(
    "--out", type=click.Choice(["json", "csv", "table"]), default="table", show_default=True
)
@click.option(
    "--suppress-below", "suppress", type=click.IntRange(min=0), default=0, show_default=True,
    metavar="N", help="Hide counts from 1 to N - 1, and what would give them away.",
)  # fmt: skip
@click.option(
    "--explain", type=click.Path(dir_okay=False, writable=True, path_type=Path), metavar="FILE",
    callback=_in_a_folder,
    help="Write, for every child, in or out of each indicator and by which rule (CSV).",
)  # fmt: skip
def indicators(
    path: Path,
    format_: str,
    set_: str,
    period: str | None,
    as_of: datetime | None,
    by: tuple[str, ...],
    settings: dict[str, str],
    engine: str,
    master: str,
    memory: str,
    threads: int,
    out: str,
    suppress: int,
    explain: Path | None,
) -> None:
    """Compute indicators from open tables or a return.

    PATH is a folder of open tables (CSV or Parquet), or a return of another
    format. Nothing is written but what --explain names, and no database is
    needed. A figure that would be wrong is withheld, with the reason.

    Exit codes: 0 done, 2 wrong usage, 3 done, but rows had to be left out, 4 not
    readable, 8 a setting or period that cannot be.
    """
    asked = asked_for(set_, _window(period, as_of), by=by, settings=settings)
    source = Source(path, format_, engine, master, memory, threads)
    result = _run(source, asked, explain)
    rows = suppressed(as_rows(result.figures), suppress)
    if out == "table":
        Console().print(as_table(rows))
    else:
        click.echo(as_json(rows) if out == "json" else as_csv(rows), nl=out == "json")
    say_measures(set_)
    if result.remark:
        click.echo(result.remark, err=True)
    _say_left_out(result.left_out)


def _window(period: str | None, as_of: datetime | None) -> Window:
    if (period is None) == (as_of is None):
        raise click.UsageError("Give --period or --as-of, one of the two.")
    return the_window(period or "", as_of.date() if as_of else "")


def _run(source: Source, asked: Asked, explain: Path | None) -> Result:
    console = errors_console()
    with ExitStack() as stack:
        bar = stack.enter_context(
            Progress(
                SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
                console=console, transient=True, disable=not console.is_terminal,
            )
        )  # fmt: skip
        task = bar.add_task("Reading", total=None)
        read = stack.enter_context(
            opened(source, lambda words: bar.update(task, description=words))
        )
        answers = []
        for answer in read.answers(asked):
            answers.append(answer)
            bar.update(task, description=f"Computed {answer.id}")
        if explain:
            bar.update(task, description="Explaining")
            _write_reasons(read, asked, explain)
        return Result(tuple(answers), read.left_out, read.remark(asked.window))


def _write_reasons(read: Read, asked: Asked, file: Path) -> None:
    import pyarrow.csv

    from basehaven.analytics.compute import explained

    with file.open("wb") as out:
        first = True
        for id_ in asked.ids:
            table = explained(read.engine, read.tables, asked, id_)
            if table is not None:
                options = pyarrow.csv.WriteOptions(include_header=first)
                pyarrow.csv.write_csv(table, out, options)
                first = False
    file.chmod(0o600)


def _say_left_out(rows: Sequence[LeftOut]) -> None:
    if not rows:
        return
    for one in rows[:SHOWN]:
        many = "" if one.rows < 2 else f" ({one.rows:,} rows)"
        click.echo(f"{one.where}: {one.problem}{many} {one.way_out}", err=True)
    if len(rows) > SHOWN:
        click.echo(f"and {len(rows) - SHOWN:,} more", err=True)
    total = sum(one.rows for one in rows)
    raise RowsRefused(
        f"{total:,} {'row' if total == 1 else 'rows'} had to be left out; the figures are of the "
        "rest. Mend what is named above, and run it again."
    )
