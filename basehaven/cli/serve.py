"""basehaven serve: the pages and the background work, in one command."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType

import click

from basehaven.cli.common import operator_option, operator_or_login, ready_database
from basehaven.core.errors import BasehavenError, WrongSetting

LOOPBACK = ("127.0.0.1", "localhost", "::1")
HOST, PORT, WORKERS = "127.0.0.1", 8000, 2
PORTS_TO_TRY = 100  # after the one that is taken
START_WITHIN = 60.0  # seconds
STOP_WITHIN = 10.0  # seconds, then harder
PAUSE = 0.2  # seconds between two looks at what runs
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PARENT_DEATH_SIGNAL = 1  # prctl(2)
REST = 5.0  # seconds before background work that stopped is started again


class DidNotStart(BasehavenError):
    """The server ended before it answered."""


@click.command()
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default=HOST, show_default=True, help="Where to listen.")
@click.option("--workers", default=WORKERS, show_default=True, type=click.IntRange(1, 64))
@operator_option
def serve(port: int, host: str, workers: int, operator: str | None) -> None:
    """Serve the pages, and run background work such as imports. Ctrl-C stops both."""
    refuse_taken(host, port)
    ready_database()
    tidy_up(operator_or_login(operator))
    run(host, port, workers)


def tidy_up(operator: str) -> None:
    """Before anything is served: settings that do not fit, imports that were cut off."""
    from django.core.checks import Error, run_checks

    from basehaven.apps.accounts.actor import Actor
    from basehaven.apps.accounts.models import Agency
    from basehaven.apps.intake.actions.import_index import index_what_was_left
    from basehaven.apps.intake.actions.import_run import import_give_up_cut_off

    wrong = [found for found in run_checks() if isinstance(found, Error)]
    if wrong:
        raise WrongSetting("; ".join(str(found.msg) for found in wrong))
    for agency in Agency.objects.all():
        import_give_up_cut_off(by=Actor.at_command_line(agency, operator))
    index_what_was_left(operator=operator)


def refuse_unsafe_demo(host: str) -> None:
    """A demo's passwords lie readable on this computer: only this computer may ask.

    Raises:
        WrongSetting: the database is a demo and the host is another computer's too.
    """
    from django.conf import settings

    from basehaven.apps.accounts.models import Agency

    if not Agency.objects.filter(demo=True).exists():
        return
    if settings.PRODUCTION:
        raise WrongSetting(
            "BASEHAVEN_PRODUCTION=1 and this database is a demo. Point DATABASE_URL at your own."
        )
    if host not in LOOPBACK:
        raise WrongSetting(
            f"This database is a demo, and {host} can be reached from other computers. "
            f"Leave --host out, or use one of: {', '.join(LOOPBACK)}."
        )


def refuse_taken(host: str, port: int) -> None:
    """Before anything else is done.

    Raises:
        WrongSetting: another program listens there, or the port is not ours to
            use; a free one is named.
    """
    problem = _problem_with(host, port)
    if problem is None:
        return
    free = next((p for p in range(port + 1, port + PORTS_TO_TRY) if _is_free(host, p)), None)
    way_out = f" Port {free} is free: use --port {free} (or make demo PORT={free})." if free else ""
    raise WrongSetting(f"Port {port} of {host} cannot be used: {problem}.{way_out}")


def _is_free(host: str, port: int) -> bool:
    return port <= 65535 and _problem_with(host, port) is None


def _problem_with(host: str, port: int) -> str | None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise WrongSetting(f"There is no host '{host}' here. Use {HOST}.") from None
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            return "it needs rights that you do not have"
        except OSError as error:
            return (error.strerror or "it is taken").lower()
    return None


def run(
    host: str,
    port: int,
    workers: int,
    ready: Callable[[str], None] | None = None,
    then: list[str] | None = None,
) -> None:
    """Serve until somebody stops it.

    Args:
        host: where to listen; checked with :func:`refuse_taken`.
        port: likewise.
        workers: processes that answer.
        ready: called with the address as soon as it answers.
        then: a command of ours that runs beside the pages once they answer.

    Raises:
        DidNotStart: the server ended by itself.
    """
    refuse_unsafe_demo(host)
    _close_connections()
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"
    with _stop_on_signals(), contextlib.ExitStack() as stack:
        pages = _start(_gunicorn(shown, port, workers), stack)
        work = _start(_background_work(), stack)
        with contextlib.suppress(KeyboardInterrupt):
            _wait_until_it_answers(pages, host, port)
            if ready is not None:
                ready(address)
            click.echo(f"Basehaven answers at {address} (Ctrl-C stops it)")
            if then is not None:
                _start([sys.executable, "-m", "basehaven.cli.main", *then], stack)
            _look_after(pages, work, stack)
        click.echo("Stopping.", err=True)


def _gunicorn(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "--config", "python:basehaven.cli.gunicorn_settings"),
        *("--bind", f"{host}:{port}", "--workers", str(workers)),
    ]


def _background_work() -> list[str]:
    return [sys.executable, "-m", "django", "db_worker", "--no-startup-delay", "--verbosity", "0"]


def _start(command: list[str], stack: contextlib.ExitStack) -> subprocess.Popen[bytes]:
    """Start a part that ends with us, in a session of its own so that Ctrl-C reaches us alone."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "basehaven.project.settings"}
    environment.pop("GUNICORN_CMD_ARGS", None)
    part = subprocess.Popen(  # noqa: S603 - our own commands
        command,
        env=environment,
        start_new_session=True,
        preexec_fn=_ends_with_us(),  # noqa: PLW1509 - nothing here runs in threads
    )
    stack.callback(_stop, part)
    stack.callback(part.terminate)  # all are asked before any is waited for
    return part


def _ends_with_us() -> Callable[[], None] | None:
    """Run in a part before it starts: it ends even when we are killed. Linux only."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _stop(part: subprocess.Popen[bytes]) -> None:
    if part.poll() is not None:
        return
    part.terminate()
    try:
        part.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(part.pid, signal.SIGKILL)
        part.wait()


def _wait_until_it_answers(pages: subprocess.Popen[bytes], host: str, port: int) -> None:
    ends = time.monotonic() + START_WITHIN
    while time.monotonic() < ends:
        if pages.poll() is not None:
            raise DidNotStart("The server ended before it answered; the reason stands above.")
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        time.sleep(PAUSE)
    raise DidNotStart(f"The server did not answer within {START_WITHIN:.0f} seconds.")


def _look_after(
    pages: subprocess.Popen[bytes], work: subprocess.Popen[bytes], stack: contextlib.ExitStack
) -> None:
    """Until the pages end; background work that stops is started again after a rest."""
    again_at = 0.0
    while pages.poll() is None:
        if work.poll() is not None:
            if not again_at:
                click.echo(f"Background work stopped; it starts again in {REST:.0f} s.", err=True)
                again_at = time.monotonic() + REST
            elif time.monotonic() >= again_at:
                work, again_at = _start(_background_work(), stack), 0.0
        time.sleep(PAUSE)
    raise DidNotStart("The server ended by itself; the reason stands above.")


@contextlib.contextmanager
def _stop_on_signals() -> Iterator[None]:
    """A polite end (SIGTERM, a closed terminal) is the same as Ctrl-C."""

    def stop(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {name: signal.signal(name, stop) for name in STOPS}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
