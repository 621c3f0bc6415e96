"""basehaven release: an agency's figures of a quarter, from a snapshot, published for good."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.policy.actions.release_publish import release_publish
from basehaven.apps.policy.queries import periods_published
from basehaven.apps.policy.releasing import Offer, prepare, refuse_unrounded
from basehaven.apps.record.models import today
from basehaven.cli.common import (
    agency_option,
    errors_console,
    operator_option,
    operator_or_login,
    ready_database,
    the_agency,
)
from basehaven.cli.release_snapshot import Snapshot, read_about, refuse_another
from basehaven.cli.release_words import say_left_out, say_prepared
from basehaven.core.errors import NotPossible, RowsRefused
from basehaven.core.indicators.quarters import Quarter
from basehaven.knowledge.disclosure import disclosure_names, disclosure_rules, published_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from basehaven.analytics.release import Counted
    from basehaven.apps.accounts.models import Agency
    from basehaven.cli.figures_source import LeftOut


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be published, from what, and by which rules."""

    agency: Agency
    snapshot: Snapshot
    quarter: Quarter
    rules: str
    again: bool = False


@click.command("release")
@click.argument("folder", metavar="SNAPSHOT_DIR",
                type=click.Path(exists=True, file_okay=False, path_type=Path))  # fmt: skip
@click.option("--quarter", metavar="QUARTER", help="Such as 2026Q3. Default: the last one over.")
@click.option(
    "--rules", default="default", show_default=True, metavar="NAME",
    help=f"Of the jurisdiction: {', '.join(disclosure_names())}, or the path of your own file.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be published, and publish nothing.")
@click.option(
    "--again", is_flag=True, help="A correction: periods that were published are published anew."
)
@click.option("--leave-out", is_flag=True, help="Publish although rows have to be left out.")
@agency_option
@operator_option
def release(
    folder: Path,
    quarter: str | None,
    rules: str,
    dry_run: bool,
    again: bool,
    leave_out: bool,
    agency_slug: str | None,
    operator: str | None,
) -> None:
    """Publish an agency's figures of a quarter, from a snapshot.

    A fixed list of tables is counted, protected together and beside every
    earlier release, and stored. It is never changed or removed afterwards.
    A period is published once; --again corrects it.

    Exit codes: 0 done, 2 wrong usage, 3 rows would have to be left out, 4 no
    snapshot, 6 nothing to publish or not possible, 8 a wrong setting.
    """
    ready_database()
    agency = the_agency(agency_slug)
    snapshot = read_about(folder)
    asked = Asked(agency, snapshot, _quarter(quarter, snapshot.as_of), rules, again)
    offer, left_out = counted_offer(asked, shown)
    say_left_out(left_out)
    if left_out and not leave_out:
        raise RowsRefused(
            "Nothing was published: the rows named above would be missing from every figure. Mend "
            "them in the record and make a new snapshot, or publish without them: --leave-out."
        )
    if dry_run:
        say_prepared(prepare(agency, offer, today()), offer)
        click.echo("Nothing was published: --dry-run.")
        return
    by = Actor.at_command_line(agency, operator_or_login(operator))
    row, prepared = release_publish(by=by, request_id=uuid.uuid4(), offer=offer)
    say_prepared(prepared, offer)
    click.echo(f"Published as {row.name}, sha256 {row.digest}")


def _quarter(text: str | None, as_of: date) -> Quarter:
    last = Quarter.last_over(as_of)
    asked = Quarter.of_label(text) if text else last
    if asked > last:
        raise NotPossible(
            f"{asked} is not over in a snapshot of {as_of}. Wait until it is, or name an "
            "earlier one."
        )
    return asked


def counted_offer(
    asked: Asked, progress: Callable[[], Progress] | None = None
) -> tuple[Offer, Sequence[LeftOut]]:
    """Everything that is due, counted, and which rows had to be left out.

    Raises:
        NotPossible: the snapshot is of another agency, all was published before, or the
            rules round too little.
    """
    from basehaven.analytics.release import agencies_of, counted, due, wanted_for
    from basehaven.cli.figures import Source, opened

    rules = disclosure_rules(asked.rules)
    rules_name = published_name(asked.rules)
    refuse_unrounded(rules, rules_name)
    before = set() if asked.again else periods_published(asked.agency)
    wanted = due(wanted_for(asked.quarter), before)
    if not wanted:
        raise NotPossible(
            f"Everything of {asked.quarter} was published before. To correct it: --again."
        )
    with (progress or silent)() as bar:
        task = bar.add_task("Reading", total=None)
        with opened(Source(asked.snapshot.folder)) as read:
            refuse_another(agencies_of(read.engine, read.tables), asked.agency.slug)
            answers: list[Counted] = []
            for one in counted(read.engine, read.tables, wanted):
                answers.append(one)
                bar.update(task, description=f"Counted {one.id}")
    offer = Offer(
        str(asked.quarter), answers, rules, rules_name,
        asked.snapshot.as_of, asked.snapshot.digest, bool(read.left_out), asked.again,
    )  # fmt: skip
    return offer, read.left_out


def shown() -> Progress:
    """How far it is, on a terminal."""
    console = errors_console()
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console,
        transient=True, disable=not console.is_terminal,
    )  # fmt: skip


def silent() -> Progress:
    return Progress(disable=True)
