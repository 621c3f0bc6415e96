"""basehaven user: the people who sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from basehaven.cli.common import operator_option, operator_or_login, ready_database
from basehaven.core.errors import NotPossible, WrongSetting

if TYPE_CHECKING:
    from basehaven.apps.accounts.models import Agency, User


@click.group()
def user() -> None:
    """Make, list and close the accounts of the people who sign in."""


def _agency(slug: str, name: str | None) -> Agency:
    from basehaven.apps.accounts.actions.agency_make import agency_make
    from basehaven.apps.accounts.models import Agency

    found = Agency.objects.filter(slug=slug).first()
    if found is not None:
        return found
    if name:
        return agency_make(slug=slug, name=name)
    known = ", ".join(Agency.objects.values_list("slug", flat=True).order_by("slug")) or "none yet"
    raise WrongSetting(
        f"There is no agency '{slug}'. There are: {known}. "
        "To make it, add --agency-name 'ITS NAME'."
    )


def _user(username: str) -> User:
    from basehaven.apps.accounts.models import User

    found = User.objects.filter(username=username).select_related("agency").first()
    if found is None:
        raise NotPossible(
            f"Nobody signs in as '{username}'. `basehaven user list` names everybody."
        )
    return found


def _write_down(who: User, action: str, operator: str | None) -> None:
    from basehaven.apps.accounts.actor import Actor
    from basehaven.apps.audit.actions import write_change

    if who.agency is not None:
        by = Actor.at_command_line(who.agency, operator_or_login(operator))
        write_change(by=by, action=action, row=who)


@user.command()
@click.argument("username")
@click.option("--role", required=True, help="parent, teacher, caseworker, data_manager, ...")
@click.option(
    "--agency", "slug", required=True, metavar="SLUG", help="Whose records they work with."
)
@click.option("--agency-name", metavar="NAME", help="Make the agency if it is not there yet.")
@click.option("--name", default="", help="Their own name, as colleagues read it.")
@operator_option
def add(
    username: str, role: str, slug: str, agency_name: str | None, name: str, operator: str | None
) -> None:
    """Make an account and print its one-time password, which is changed at the first sign-in.

    An account alone opens no child: that takes a working relationship, a family right or
    consent, given on the child's page. Only a data manager sees the whole agency.
    """
    from django.db import transaction

    from basehaven.apps.accounts.actions.user_add import user_add

    ready_database()
    with transaction.atomic():
        made, password = user_add(
            username=username, agency=_agency(slug, agency_name), role=role, name=name
        )
        _write_down(made, "user_add", operator)
    click.echo(password)
    click.echo(
        f"Made {made.username} ({made.role}, {slug}). Above is the one-time password: hand it "
        "over in person or by telephone. It is not kept anywhere.",
        err=True,
    )


@user.command("list")
@click.option("--agency", "slug", metavar="SLUG", help="Only this agency's.")
def list_(slug: str | None) -> None:
    """List who signs in: name, role, agency, last sign-in, and whether the account is closed."""
    from basehaven.apps.accounts.models import User

    users = User.objects.select_related("agency").order_by("agency__slug", "username")
    if slug:
        users = users.filter(agency__slug=slug)
    for each in users.iterator():
        last = f"{each.last_login:%Y-%m-%d}" if each.last_login else "never"
        closed = "" if each.is_active else "\tclosed"
        agency = each.agency.slug if each.agency else "-"
        click.echo(f"{each.username}\t{each.role}\t{agency}\t{last}{closed}")


@user.command()
@click.argument("username")
@operator_option
def disable(username: str, operator: str | None) -> None:
    """Close an account: every sign-in of it ends at once."""
    from django.db import transaction

    from basehaven.apps.accounts.actions.user_disable import user_disable

    who = _user(username)
    with transaction.atomic():
        ended = user_disable(user=who)
        _write_down(who, "user_disable", operator)
    click.echo(f"{username} is closed; {ended} sign-ins ended.")


@user.command()
@click.argument("username")
@operator_option
def enable(username: str, operator: str | None) -> None:
    """Open a closed account again. What it opens is what it opened before, if that still holds."""
    from django.db import transaction

    from basehaven.apps.accounts.actions.user_disable import user_enable

    who = _user(username)
    with transaction.atomic():
        user_enable(user=who)
        _write_down(who, "user_enable", operator)
    click.echo(f"{username} is open again.")


@user.command()
@click.argument("username")
@operator_option
def password(username: str, operator: str | None) -> None:
    """Print a new one-time password for somebody who cannot get in. Their sign-ins end."""
    from django.db import transaction

    from basehaven.apps.accounts.actions.user_add import user_new_password

    who = _user(username)
    with transaction.atomic():
        chosen = user_new_password(user=who)
        _write_down(who, "user_new_password", operator)
    click.echo(chosen)


@user.command()
@click.argument("supervisor")
@click.argument("worker")
@click.option("--end", is_flag=True, help="It ends today instead.")
@operator_option
def supervise(supervisor: str, worker: str, end: bool, operator: str | None) -> None:
    """Say that SUPERVISOR supports the work of WORKER from today on, and sees what they see."""
    from django.db import transaction

    from basehaven.apps.accounts.actions.supervision import supervision_end, supervision_start
    from basehaven.apps.record.models import today

    above, below = _user(supervisor), _user(worker)
    with transaction.atomic():
        if end:
            supervision_end(supervisor=above, worker=below, ended_on=today())
            _write_down(above, "supervision_end", operator)
        else:
            supervision_start(supervisor=above, worker=below, started_on=today())
            _write_down(above, "supervision_start", operator)
    click.echo(f"{supervisor} {'no longer supports' if end else 'supports'} the work of {worker}.")
