"""What a release shows and hides, said at the command line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from basehaven.apps.policy.releasing import Offer, Prepared
    from basehaven.cli.figures_source import LeftOut
    from basehaven.core.disclosure import Figure

SHOWN_ROWS = 20
WIDEST = 28  # of the ids that there are
WHY = {
    "not_recorded": "not recorded: {missing}",
    "nobody": "nobody to count in the period",
    "low_and_high": "homes without ids: a low and a high figure, so none",
    "cannot_protect": "by {by}: it would give a small count away, whatever else is hidden",
}


def say_left_out(rows: Sequence[LeftOut]) -> None:
    """Each on stderr, as the figures' command says them."""
    for one in rows[:SHOWN_ROWS]:
        many = "" if one.rows == 1 else f" ({one.rows:,} rows)"
        click.echo(f"{one.where}: {one.problem}{many} {one.way_out}", err=True)
    if len(rows) > SHOWN_ROWS:
        click.echo(f"and {len(rows) - SHOWN_ROWS:,} more", err=True)


def say_prepared(prepared: Prepared, offer: Offer) -> None:
    """How much of each indicator is shown, what is withheld, and why."""
    rules = offer.rules
    shown, hidden = _counted(prepared)
    why: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in prepared.withheld:
        by = " and ".join(row["by"]) or "all"
        said = WHY[row["why"]].format(missing=", ".join(row["missing"]), by=by)
        why[row["indicator"], row["period"]].append(said)
    for one in offer.counted:
        key = (one.id, one.period)
        click.echo(_line(one.id, one.period, shown[key], hidden[key], why[key]))
    zero = "" if rules.zeros_shown else " and 0"
    click.echo(
        f"{prepared.name}, snapshot of {offer.as_of}, rules '{offer.rules_name}': counts of "
        f"{rules.hidden_from} to {rules.hidden_to}{zero} are hidden, and whatever would give them "
        f"away; the rest is rounded to {rules.rounding}."
    )
    click.echo(f"{shown.total()} figures shown, {hidden.total()} hidden.")


def _line(id_: str, period: str, shown: int, hidden: int, why: Sequence[str]) -> str:
    line = f"{id_:<{WIDEST}}  {period}"
    if shown or hidden:
        line += f"  {shown:>3} shown  {hidden:>3} hidden"
    return line + (f"  withheld: {'; '.join(why)}" if why else "")


def _counted(prepared: Prepared) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    shown: Counter[tuple[str, str]] = Counter()
    hidden: Counter[tuple[str, str]] = Counter()
    for figure in prepared.release.figures.values():
        (shown if _whole(figure) else hidden)[figure.indicator, figure.period] += 1
    return shown, hidden


def _whole(figure: Figure) -> bool:
    return figure.numerator is not None and figure.denominator is not None
