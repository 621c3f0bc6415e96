"""basehaven demo: the made-up community, and who can sign in to it."""

from __future__ import annotations

import json
import os
import sys
import uuid
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from basehaven.cli import serve as server
from basehaven.cli.common import (
    errors_console,
    operator_option,
    operator_or_login,
    ready_database,
)
from basehaven.core.errors import WrongSetting

if TYPE_CHECKING:
    from basehaven.apps.accounts.models import Agency
    from basehaven.apps.intake.actions.demo_people import SignIn

FILE = "demo-sign-ins.json"
CHILDREN, SEED = 400, 1
STEPS = {"making": "Making the children", "saving": "Saving", "people": "Making the sign-ins"}
CODE_SECONDS, CODE_DIGITS = 30, 6  # of a one-time code


@click.command()
@click.option("--children", type=click.IntRange(2, 1_000_000), help=f"How many. [{CHILDREN}]")
@click.option("--seed", type=int, help=f"The same seed makes the same community. [{SEED}]")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The community's last day. Default: today.",
)
@click.option("--serve", "serves", is_flag=True, help="Serve it when it is loaded.")
@click.option("--port", default=server.PORT, show_default=True, type=click.IntRange(1, 65535))
@operator_option
def demo(
    children: int | None,
    seed: int | None,
    today: datetime | None,
    serves: bool,
    port: int,
    operator: str | None,
) -> None:
    """Load the made-up community, with one sign-in for each role.

    A database that holds it already is left as it is. The sign-ins work on this
    computer only; their passwords are kept in BASEHAVEN_HOME/demo-sign-ins.json.
    """
    if serves:
        server.refuse_taken(server.HOST, port)
    ready_database()
    agency, sign_ins = _loaded(children, seed, today, operator_or_login(operator))
    if not serves:
        _print(agency, sign_ins, "")
        return
    server.tidy_up(operator_or_login(operator))
    server.run(
        server.HOST,
        port,
        server.WORKERS,
        ready=lambda address: _print(agency, sign_ins, address),
        then=_figures(agency),
    )


def _figures(agency: Agency) -> list[str] | None:
    """Counting takes longer than somebody waits for a first page: it runs beside the pages."""
    from basehaven.apps.intake.actions.demo_load import demo_about
    from basehaven.apps.policy.queries import releases_of
    from basehaven.cli.demo_figures import ENOUGH

    few = demo_about(agency)["children"] < ENOUGH
    return None if few or releases_of(agency).exists() else ["demo-figures"]


@click.command("demo-code")
def demo_code() -> None:
    """Print the one-time code that the demo's data manager needs to sign in now."""
    import time as clock

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    from basehaven.apps.intake.actions.demo_load import demo_agency

    agency = demo_agency()
    kept = _read(agency) if agency else None
    if kept is None:
        raise WrongSetting("There is no demo here, or its sign-ins are gone. Run: basehaven demo")
    secret = next(found["code_secret"] for found in kept if found["code_secret"])
    now = int(clock.time())
    click.echo(format_hotp_value(hotp_value(secret, now // CODE_SECONDS)))
    click.echo(f"Good for {CODE_SECONDS - now % CODE_SECONDS} more seconds.", err=True)


def _loaded(
    children: int | None, seed: int | None, today: datetime | None, operator: str
) -> tuple[Agency, list[dict[str, str]]]:
    """The demo and its sign-ins: as they are, or made now."""
    from basehaven.apps.accounts.actor import Actor
    from basehaven.apps.intake.actions.demo_day import demo_day_add
    from basehaven.apps.intake.actions.demo_load import demo_agency, demo_is_whole
    from basehaven.apps.intake.actions.demo_people import demo_passwords_renew

    agency = demo_agency()
    if agency is None or not demo_is_whole(agency):
        return _load(children or CHILDREN, SEED if seed is None else seed, today, operator)
    _refuse_another(agency, children, seed, today)
    by = Actor.at_command_line(agency, operator)
    demo_day_add(by=by, request_id=uuid.uuid4())
    kept = _read(agency)
    if kept is None:
        kept = _keep(agency, demo_passwords_renew(by=by, request_id=uuid.uuid4()))
    return agency, kept


def _load(
    children: int, seed: int, today: datetime | None, operator: str
) -> tuple[Agency, list[dict[str, str]]]:
    from django.utils import timezone

    from basehaven.apps.intake.actions.demo_load import demo_agency, demo_load
    from basehaven.exchange.demo import Plan

    now = timezone.localtime()
    plan = Plan(
        today.date() if today else now.date(),
        children=children,
        seed=seed,
        at=time(10, 0) if today else now.time(),
        zone=timezone.get_current_timezone(),
    )
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} children"),
        TimeElapsedColumn(),
        console=errors_console(),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as progress:
        task = progress.add_task("Starting", total=children)

        def say(step: str, done: int) -> None:
            progress.update(task, description=STEPS[step], completed=done)

        sign_ins = demo_load(plan=plan, operator=operator, say=say)
    agency = demo_agency()
    if agency is None:
        raise WrongSetting("The demo went away while it was loaded. Start again.")
    return agency, _keep(agency, sign_ins)


def _refuse_another(
    agency: Agency, children: int | None, seed: int | None, today: datetime | None
) -> None:
    """A demo of another size does not replace the one that is there."""
    from basehaven.apps.intake.actions.demo_load import demo_about

    about = demo_about(agency)
    asked = {"children": children, "seed": seed, "today": today and today.date().isoformat()}
    other = [name for name, value in asked.items() if value is not None and value != about[name]]
    if other:
        raise WrongSetting(
            f"This database holds the demo of {about['children']:,} children, seed "
            f"{about['seed']}, made as of {about['today']}. Give another one a database of its "
            "own: DATABASE_URL=other.sqlite3 basehaven demo ..."
        )


def _path() -> Path:
    from django.conf import settings

    return Path(settings.HOME) / FILE


def _keep(agency: Agency, sign_ins: list[SignIn]) -> list[dict[str, str]]:
    """Write them down where nobody else on this computer can read them."""
    found = [sign_in.as_json() for sign_in in sign_ins]
    text = json.dumps({"agency": str(agency.ref), "sign_ins": found}, indent=2)
    handle = os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text + "\n")
    return found


def _read(agency: Agency) -> list[dict[str, str]] | None:
    """What was kept, unless it is another database's."""
    try:
        kept: dict[str, Any] = json.loads(_path().read_text(encoding="utf-8"))
        if kept["agency"] != str(agency.ref):
            return None
        found: list[dict[str, str]] = kept["sign_ins"]
    except (FileNotFoundError, json.JSONDecodeError, KeyError):
        return None
    return found


def _print(agency: Agency, sign_ins: list[dict[str, str]], address: str) -> None:
    from basehaven.apps.accounts.models import Role
    from basehaven.apps.intake.actions.demo_load import demo_about

    about = demo_about(agency)
    console = Console(soft_wrap=True)
    title = f"Sign in{' at ' + address if address else ''} as"
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE)
    for heading, field in (("user name", "username"), ("password", "password")):
        widest = max(len(found[field]) for found in sign_ins)
        table.add_column(heading, no_wrap=True, min_width=widest)  # never cut short
    table.add_column("who", no_wrap=True)
    for found in sign_ins:
        role = str(Role(found["role"]).label).lower()
        what = "with nobody here" if "stranger" in found["username"] else role
        table.add_row(found["username"], found["password"], f"{found['name']}, {what}")
    as_of = date.fromisoformat(about["today"]).strftime("%-d %B %Y")
    console.print(
        f"The made-up community: {about['children']:,} children as of {as_of}, seed "
        f"{about['seed']}. Nobody in it is real."
    )
    console.print(table)
    console.print(
        f"The data manager also needs a code at each sign-in: {_command()} demo-code", style="dim"
    )


def _command() -> str:
    """How this program was called, to be typed again."""
    called = Path(sys.argv[0])
    return "basehaven" if called.name != "basehaven" else os.path.relpath(called)
