"""basehaven migrate: create the tables, or bring them up to date."""

from __future__ import annotations

import click

from basehaven.cli.common import migrate_both, needs_migrating


@click.command()
def migrate() -> None:
    """Create the tables of the database, or bring them up to date."""
    if not needs_migrating():
        click.echo("The database is up to date.")
        return
    migrate_both()
    click.echo("The tables are ready.")
