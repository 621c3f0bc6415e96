"""basehaven comfort-order: whom a child turns to, from a folder of open tables."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from basehaven.cli.comfort_words import as_json, as_text
from basehaven.core.errors import RowsRefused
from basehaven.core.relationships.comfort.estimate import estimate
from basehaven.core.relationships.comfort.helped import did_it_help
from basehaven.core.relationships.comfort.order import whom_the_child_turns_to
from basehaven.exchange.tables.child_moments import ChildMoments, read_child_moments
from basehaven.knowledge.comfort import LANGUAGES, comfort_settings


def _zone(ctx: click.Context, param: click.Parameter, value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.BadParameter(
            f"no time zone '{value}'. Write one such as America/Los_Angeles."
        ) from error


def _changes(
    ctx: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> dict[str, float]:
    changes = {}
    for text in given:
        name, _, value = text.partition("=")
        try:
            changes[name.strip()] = float(value)
        except ValueError as error:
            raise click.BadParameter(
                f"'{text}' is not name=number, such as edge_wins=4."
            ) from error
    return changes


@click.command("comfort-order")
@click.argument(
    "folder", metavar="TABLES_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--child", required=True, metavar="ID", help="The child's id, or source::id.")
@click.option(
    "--as-of", "as_of", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="The last day whose moments count: 2024-05-31.",
)  # fmt: skip
@click.option("--json", "json_", is_flag=True, help="For machines; people by their ids only.")
@click.option(
    "--setting", "changes", multiple=True, callback=_changes, metavar="NAME=VALUE",
    help="Another value for a setting, such as edge_wins=4. May be given several times.",
)  # fmt: skip
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option(
    "--time-zone", "zone", callback=_zone, default="UTC", show_default=True, metavar="NAME",
    help="Where the days of the moments are told.",
)  # fmt: skip
def comfort_order(
    folder: Path,
    child: str,
    as_of: datetime,
    json_: bool,
    changes: dict[str, float],
    language: str,
    zone: ZoneInfo,
) -> None:
    """Say whom a child goes to for comfort, plays from and misses.

    TABLES_DIR is a folder of open tables with care_events; children and adults
    are read if they are there. Nothing is written, and no database is needed.

    Exit codes: 0 done, 2 wrong usage, 3 rows of this child do not fit, 4 not
    readable, 8 a setting that cannot be.
    """
    settings = comfort_settings(changes)
    read = read_child_moments(folder, child, zone)
    _one_child(read, child, folder)
    _all_rows(read)
    day: date = as_of.date()
    lanes = whom_the_child_turns_to(read.events, day, read.born, settings)
    found = estimate(read.events, day, read.born, settings)
    helped = did_it_help(read.events, day)
    if json_:
        whole = as_json(child, read, lanes, found, helped, settings)
        click.echo(json.dumps(whole, indent=2, ensure_ascii=False))
    else:
        click.echo(as_text(child, read, lanes, found, helped, settings, changes, language))


def _one_child(read: ChildMoments, child: str, folder: Path) -> None:
    if not read.sources:
        raise click.BadParameter(
            f"no child '{child}' in {folder.name}: not in children, and not in care_events. "
            "Look at the column child_id there.",
            param_hint="--child",
        )
    if len(read.sources) > 1:
        several = ", ".join(f"{source}::{child}" for source in read.sources)
        raise click.BadParameter(
            f"'{child}' is a child of several sources. Say which: {several}.",
            param_hint="--child",
        )


def _all_rows(read: ChildMoments) -> None:
    for found in read.refused:
        where = f"{found.file}, row {found.line}"
        where += f", column {found.column}" if found.column else ""
        where += f", '{found.value}'" if found.value else ""
        click.echo(f"{where}: {found.problem} {found.way_out}", err=True)
    if read.refused:
        rows = len({(found.file, found.line) for found in read.refused})
        said = "1 row does" if rows == 1 else f"{rows} rows do"
        raise RowsRefused(
            f"{said} not fit, so nothing was worked out: what is left might say something else. "
            "Mend what is named above, and run it again."
        )
