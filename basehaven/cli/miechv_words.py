"""Which measures of home visiting the figures carry, and what the tables lack of the others."""

from __future__ import annotations

import click

from basehaven.knowledge.miechv import miechv_measures

FORM = "miechv"
NEAR = "families"


def say_measures(set_: str) -> None:
    """Beside the figures of the form: each measure. Beside those of families: where to look."""
    if set_ not in (FORM, NEAR):
        return
    entry = miechv_measures()
    carried = [one for one in entry.measures if one.carried_by]
    click.echo(
        f"{entry.label.en}: the tables carry {len(carried)} of {len(entry.measures)}"
        + (": --set miechv says which, and why not the others." if set_ == NEAR else "."),
        err=True,
    )
    if set_ == NEAR:
        return
    for one in entry.measures:
        how = f"by {one.carried_by}." if one.carried_by else "not carried."
        click.echo(f"  {one.number:2} {one.name.en}: {how} {one.lacks.en}", err=True)
    click.echo(f"  {entry.caution.en}", err=True)
