"""basehaven demo-figures: the made-up community publishes its figures of two quarters."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

import click
from django.conf import settings

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions.demo_load import demo_agency
from basehaven.apps.intake.actions.snapshot_make import snapshot_make
from basehaven.apps.policy.actions.release_publish import release_publish
from basehaven.apps.policy.queries import releases_of
from basehaven.cli.common import operator_option, operator_or_login
from basehaven.cli.release import Asked, counted_offer, shown
from basehaven.cli.release_snapshot import read_about
from basehaven.core.errors import WrongSetting
from basehaven.core.indicators.quarters import Quarter

ENOUGH = 200  # children; of fewer nearly every figure is hidden
QUARTERS = 2


@click.command("demo-figures")
@operator_option
def demo_figures(operator: str | None) -> None:
    """Publish the demo's figures of two quarters, as an agency does.

    "basehaven demo --serve" does it by itself once the pages answer.
    """
    agency = demo_agency()
    if agency is None:
        raise WrongSetting("There is no demo here. Run: basehaven demo")
    if releases_of(agency).exists():
        click.echo("The demo's figures are published already.")
        return
    by = Actor.at_command_line(agency, operator_or_login(operator))
    with tempfile.TemporaryDirectory(prefix="demo-snapshot-", dir=settings.HOME) as work:
        folder = Path(work) / "snapshot"
        snapshot_make(by=by, folder=folder)
        snapshot = read_about(folder)
        last = Quarter.last_over(snapshot.as_of)
        for back in reversed(range(QUARTERS)):
            asked = Asked(agency, snapshot, last.back(back), "default")
            offer, _left_out = counted_offer(asked, shown)
            row, _prepared = release_publish(by=by, request_id=uuid.uuid4(), offer=offer)
            click.echo(f"Published the demo's own figures of {row.name}: /policy/own/")
