"""What the state's data-quality limits say, before any figure that is computed from its files."""

from __future__ import annotations

import click

from basehaven.core.quality.afcars import Checked
from basehaven.exchange.afcars2020.quality import in_100, quality_of
from basehaven.exchange.findings import NOTED
from basehaven.exchange.stage import Staged

OLD_FORM = "removals-without-arrangements"


def say_quality(staged: Staged, *, err: bool = False) -> None:
    """Each limit that could be checked, by submission; those over it first. Nothing for others.

    With ``err`` it goes beside the figures, not among them.
    """
    for one in quality_of(staged):
        checked = [check for check in one.checks if check.is_computed]
        over = sum(1 for check in checked if check.is_over)
        click.echo(
            f"\nData quality of {one.half_year}, agency {one.source_id} ({one.file}): "
            f"over {over} of {len(checked)} limits",
            err=err,
        )
        for check in sorted(checked, key=lambda check: not check.is_over):
            click.echo(f"  {_words(check)}", err=err)


def say_old_form(staged: Staged, *, err: bool = False) -> None:
    """That removals of before October 2022 have no places, of each file that has any."""
    for one in staged.findings(NOTED):
        if one.code == OLD_FORM:
            click.echo(f"{one.file}: {one.problem}", err=err)


def _words(check: Checked) -> str:
    mark = "OVER " if check.is_over else "     "
    return (
        f"{mark}{check.label}: {check.numerator:,} of {check.denominator:,} "
        f"(limit {in_100(check.limit)} in 100)"
    )
