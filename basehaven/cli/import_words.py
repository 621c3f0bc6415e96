"""What an import says on stdout."""

from __future__ import annotations

from typing import Any

import click

from basehaven.cli.quality_words import say_quality
from basehaven.exchange.stage import Staged

HEADINGS = {"refused": "REFUSED", "warned": "warned, and saved all the same", "noted": "noted"}


def say(staged: Staged, report: dict[str, Any], *, dry_run: bool, saved: bool) -> None:
    """Counts that add up, findings by rule with examples, and what it does to the record."""
    counts = staged.counts()
    kept = "saved" if saved else "good"
    click.echo(
        f"{counts.read:,} rows read = {counts.saved:,} {kept} + {counts.refused:,} refused "
        f"+ {counts.ignored:,} ignored"
    )
    if counts.refused:
        click.echo(
            f"Of those refused, {counts.refused_own:,} have a problem of their own and "
            f"{counts.refused_held:,} are held back with another row of the same child."
        )
    say_quality(staged)
    for group in staged.groups():
        _say_group(group)
    _say_changes(report["changes"], saved=saved)
    if saved and report.get("alike", {}).get("told"):
        _say_alike(**report["alike"])
    if dry_run:
        click.echo("\nThis was a dry run: nothing was saved.")


def _say_alike(*, found: int, told: int) -> None:
    pairs = "1 pair of people may be one person" if found == 1 else (
        f"{found:,} pairs of people may be one person each"
    )  # fmt: skip
    click.echo(f"\n{pairs}: a data manager decides, on the page of duplicates.")
    if found > told:
        click.echo(
            f"The {told:,} likeliest are there. With so many, look whether this source "
            "repeats another under a new name."
        )


def _say_group(group: dict[str, Any]) -> None:
    click.echo(f"\n{group['count']:,} x {group['code']} ({HEADINGS[group['level']]})")
    for found in group["examples"]:
        where = found["file"] + (f", row {found['line']}" if found["line"] else "")
        where += f", column {found['column']}" if found["column"] else ""
        where += f", '{found['value']}'" if found["value"] else ""
        click.echo(f"  {where + ': ' if where else ''}{found['problem']} {found['way_out']}")


def _say_changes(changes: dict[str, dict[str, int]], *, saved: bool) -> None:
    will = "" if saved else "would be "
    lines = {
        "added": f"{will}added",
        "changed": f"{will}changed; the old values are kept",
        "same": "on record already, and the same",
        "conflicts": "in conflict with what a person wrote: to be decided",
        "vanished": "no longer in this source; kept",
    }
    click.echo("\nIn the record:")
    if not any(changes.values()):
        click.echo("  nothing.")
    for what, words in lines.items():
        if changes[what]:
            tables = ", ".join(f"{n:,} {table}" for table, n in changes[what].items())
            click.echo(f"  {tables} {words}")
