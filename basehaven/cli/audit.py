"""basehaven audit: whether the audit trail adds up, and its heads to be kept elsewhere."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from basehaven.core.errors import AuditBroken, WrongSetting

if TYPE_CHECKING:
    from basehaven.apps.accounts.models import Agency
    from basehaven.apps.audit.queries import Head


@click.group()
def audit() -> None:
    """Verify the audit trail, and print its heads."""


def _agencies(slug: str | None) -> list[Agency]:
    from basehaven.apps.accounts.models import Agency

    agencies = list(Agency.objects.order_by("slug"))
    if slug is None:
        return agencies
    chosen = [agency for agency in agencies if agency.slug == slug]
    if not chosen:
        known = ", ".join(agency.slug for agency in agencies) or "none yet"
        raise WrongSetting(f"There is no agency '{slug}'. There are: {known}.")
    return chosen


@audit.command()
@click.option("--agency", metavar="SLUG", help="Only this agency's chains.")
@click.option(
    "--anchor",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of heads printed before: shows whether the end of a chain was cut off.",
)
def verify(agency: str | None, anchor: Path | None) -> None:
    """Walk every chain and name the first entry that does not fit.

    Exits 0 when all hold, 7 when one does not.
    """
    from basehaven.apps.audit.queries import CHAINS
    from basehaven.apps.audit.queries import verify as walk

    heads = _read_anchor(anchor) if anchor else []
    broken = 0
    for each in _agencies(agency):
        for chain in CHAINS:
            started = time.perf_counter()
            result = walk(each, chain, heads)
            took = max(time.perf_counter() - started, 1e-6)
            held = "holds" if result.holds else "BROKEN"
            click.echo(
                f"{each.slug} {chain}: {held}, {result.entries} entries, "
                f"{result.entries / took:.0f} a second"
            )
            for problem in result.problems:
                click.echo(f"error: {each.slug} {chain}: {problem}", err=True)
            broken += not result.holds
        broken += _say_releases(each)
    if broken:
        raise AuditBroken(
            f"{broken} chains or lists of releases do not add up. Keep this database as it is, "
            "compare it with the last backup, and see docs/explanation/threat-model.md."
        )


def _say_releases(agency: Agency) -> bool:
    """Whether a published release is another than the one of which the trail tells."""
    from basehaven.apps.policy.queries import not_as_published, releases_of

    problems = not_as_published(agency)
    held = "BROKEN" if problems else "hold"
    click.echo(f"{agency.slug} releases: {held}, {releases_of(agency).count()} published")
    for problem in problems:
        click.echo(f"error: {agency.slug} releases: {problem}", err=True)
    return bool(problems)


def _read_anchor(path: Path) -> list[Head]:
    from basehaven.apps.audit.queries import Head

    heads = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            heads.append(Head.read(line))
        except ValueError as error:
            raise AuditBroken(f"{path}, line {number}: {error}.") from error
    return heads


@audit.command()
@click.option("--agency", metavar="SLUG", help="Only this agency's chains.")
def head(agency: str | None) -> None:
    """Print the signed last link of every chain.

    Keep the lines on another machine, at least daily. Given back with
    `verify --anchor`, they show a chain that was cut short or written anew.
    """
    from basehaven.apps.audit.queries import CHAINS, head_of

    for each in _agencies(agency):
        for chain in CHAINS:
            click.echo(head_of(each, chain).signed())
