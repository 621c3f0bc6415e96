"""basehaven reindex: build the search index anew."""

from __future__ import annotations

import click

from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.cli.common import agency_option, ready_database, the_agency


@click.command()
@agency_option
def reindex(agency_slug: str | None) -> None:
    """Build the search index anew from the record. It holds nothing of its own."""
    ready_database()
    agency = the_agency(agency_slug)
    rows = reindex_all(agency)
    click.echo(f"{rows:,} entries written for '{agency.slug}'.")
