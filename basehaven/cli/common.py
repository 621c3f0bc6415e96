"""What several commands share: where progress goes, and who runs them."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

from basehaven.core.errors import WrongSetting

if TYPE_CHECKING:
    from basehaven.apps.accounts.models import Agency

Command = TypeVar("Command", bound=Callable[..., Any])

OPERATOR = re.compile(r"[\w.@+-]{1,40}")


def errors_console() -> Console:
    """Progress and remarks go to stderr, and only to a terminal: stdout stays data."""
    return Console(stderr=True)


def _operator(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not OPERATOR.fullmatch(value):
        raise click.BadParameter("letters, digits and . @ + - _ only, at most 40.")
    return value


def operator_option(command: Command) -> Command:
    """``--operator NAME``: the command gets ``operator``, None when it was not given."""
    decorate = click.option(
        "--operator",
        metavar="NAME",
        callback=_operator,
        help="Who runs this, for the audit trail. Default: your name on this computer.",
    )
    return decorate(command)


def operator_or_login(operator: str | None) -> str:
    """The name given, or else the operating system's."""
    return operator or re.sub(r"[^\w.@+-]", "_", getpass.getuser())[:40]


def migrate_both(verbosity: int = 0) -> None:
    """Bring both databases, the record and the looks, up to date."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=verbosity, interactive=False)
    if settings.DATABASES["looks"]["NAME"] != settings.DATABASES["default"]["NAME"]:
        call_command("migrate", database="looks", verbosity=verbosity, interactive=False)


def needs_migrating() -> bool:
    """Whether a table of ours is missing or older than the program."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    for alias in connections:
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return True
    return False


def agency_option(command: Command) -> Command:
    """``--agency SLUG``: whose record, needed where there are several."""
    return click.option("--agency", "agency_slug", help="Whose record (needed if several).")(
        command
    )


def ready_database() -> None:
    """Make or update the tables where that is needed, and say so."""
    if needs_migrating():
        click.echo("Setting up the tables of the database.", err=True)
        migrate_both()


def the_agency(slug: str | None) -> Agency:
    """The agency named, or the only one; the first is made on first use."""
    from basehaven.apps.accounts.models import Agency

    if slug:
        agency, made = Agency.objects.get_or_create(slug=slug, defaults={"name": slug})
        if made:
            click.echo(f"Made the agency '{slug}'.", err=True)
        return agency
    agencies = list(Agency.objects.order_by("id")[:2])
    if len(agencies) > 1:
        names = ", ".join(Agency.objects.values_list("slug", flat=True).order_by("slug")[:20])
        raise WrongSetting(f"There are several agencies. Say which with --agency: {names}.")
    return agencies[0] if agencies else Agency.objects.create(slug="home", name="Home agency")
