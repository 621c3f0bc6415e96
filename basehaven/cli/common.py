"""What several commands share: where progress goes, who runs them, whose record it is."""

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
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")
FIRST_AGENCY = "home"


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


def _slug(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not SLUG.fullmatch(value):
        raise click.BadParameter("small letters, digits and - only, at most 50.")
    return value


def agency_option(command: Command) -> Command:
    """``--agency SLUG``: the command gets ``agency_slug``."""
    decorate = click.option(
        "--agency",
        "agency_slug",
        metavar="SLUG",
        callback=_slug,
        help="Whose record. Needed only where there are several.",
    )
    return decorate(command)


def migrate_both(verbosity: int = 0) -> None:
    """Bring both databases, the record and the looks, up to date."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=verbosity, interactive=False)
    if settings.DATABASES["looks"]["NAME"] != settings.DATABASES["default"]["NAME"]:
        call_command("migrate", database="looks", verbosity=verbosity, interactive=False)


def needs_migrating() -> bool:
    """Whether a table of ours is missing or older than the program.

    Raises:
        WrongSetting: the database does not answer.
    """
    from django.db import OperationalError, connections
    from django.db.migrations.executor import MigrationExecutor

    for alias in connections:
        try:
            executor = MigrationExecutor(connections[alias])
        except OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise WrongSetting(
                f"The database does not answer ({reason}). Check DATABASE_URL."
            ) from error
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return True
    return False


def ready_database() -> None:
    """Make or update the tables where that is needed, and say so."""
    if needs_migrating():
        click.echo("Setting up the tables of the database.", err=True)
        migrate_both()


def the_agency(slug: str | None, *, make: bool = False) -> Agency:
    """The agency named, or the only one.

    Args:
        slug: as given, or None.
        make: make it when it is not there yet, and say so.

    Raises:
        WrongSetting: there are several and none is named, or it is not there.
    """
    from basehaven.apps.accounts.actions.agency_make import agency_make
    from basehaven.apps.accounts.models import Agency

    known = list(Agency.objects.order_by("slug").values_list("slug", flat=True)[:20])
    if slug is None and len(known) > 1:
        raise WrongSetting(
            f"There are several agencies. Say which with --agency: {', '.join(known)}."
        )
    wanted = slug or (known[0] if known else FIRST_AGENCY)
    agency = Agency.objects.filter(slug=wanted).first()
    if agency is None:
        if not make:
            raise WrongSetting(
                f"There is no agency '{wanted}'. "
                + (f"There are: {', '.join(known)}." if known else "Import something first.")
            )
        agency = agency_make(slug=wanted, name=wanted.replace("-", " ").capitalize())
        click.echo(f"Made the agency '{wanted}', whose record this is.", err=True)
    return agency
