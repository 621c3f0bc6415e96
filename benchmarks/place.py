"""Where a benchmark runs: a demo of some size, the rich child in it, and a server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import rich_child
from benchmarks.browser import HOST, OK, Browser

ROOT = Path(__file__).resolve().parent.parent
START_WITHIN = 120  # seconds
QUERIES_OF = ("default", "looks")


@dataclass(slots=True)
class Place:
    """A BASEHAVEN_HOME that was made for measuring."""

    home: Path
    children: int
    requests: int = 200  # of all clients together, at each number of clients
    loaded: dict[str, float] | None = None  # seconds and MiB, when it was loaded now

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "BASEHAVEN_HOME": str(self.home)}

    def run(self, *arguments: str) -> dict[str, float]:
        """One command. Returns seconds, seconds of processor, and peak memory in MiB."""
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "basehaven.cli.main", *arguments],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit(f"basehaven {' '.join(arguments)} failed")
        return {
            "seconds": round(time.perf_counter() - started, 1),
            "processor_seconds": round(usage.ru_utime + usage.ru_stime, 1),
            "peak_mib": usage.ru_maxrss // 1024,
        }

    def password(self, username: str) -> dict[str, str]:
        kept = json.loads((self.home / "demo-sign-ins.json").read_text(encoding="utf-8"))
        found: dict[str, str] = next(s for s in kept["sign_ins"] if s["username"] == username)
        return found

    def browser(self, port: int, username: str) -> Browser:
        """Signed in as one of the demo."""
        browser, person = Browser(port), self.password(username)
        browser.sign_in("/accounts/login/", "login", username, person["password"], self._code)
        return browser

    def _code(self) -> str:
        command = [sys.executable, "-m", "basehaven.cli.main", "demo-code"]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()


def prepare(home: Path, children: int, requests: int) -> Place:
    """A demo of this size in ``home``, with the rich child; made now if it is not there."""
    place = Place(home, children, requests)
    if not (home / "demo-sign-ins.json").exists():
        home.mkdir(parents=True, exist_ok=True)
        place.loaded = place.run("demo", "--children", str(children))
    set_up_django(home)
    _add_rich_child(home)
    return place


def set_up_django(home: Path) -> None:
    os.environ["BASEHAVEN_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "basehaven.project.settings")
    import django

    django.setup()


def _add_rich_child(home: Path) -> None:
    from django.db import connections

    from basehaven.apps.record.models import Child, today

    if not bring(home, rich_child.SOURCE, rich_child.rows(today())):
        return
    child = Child.objects.get(source_id=rich_child.SOURCE, key=rich_child.CHILD)
    let_work("demo-caseworker", kind="caseworker", child=child)
    connections.close_all()


def bring(home: Path, source_id: str, rows: Iterable[tuple[str, dict[str, Any]]]) -> bool:
    """Save rows of the open tables as an import does; False when they are there already."""
    from basehaven.apps.accounts.actor import Actor
    from basehaven.apps.intake.actions.demo_load import demo_agency, demo_apply, demo_run
    from basehaven.apps.record.models import Child
    from basehaven.exchange.stage import StageWriter

    agency = demo_agency()
    if agency is None:
        raise SystemExit(f"There is no demo in {home}; remove it and start again.")
    if Child.objects.filter(source_id=source_id).exists():
        return False
    by = Actor.at_command_line(agency, "bench")
    with demo_run(by, source_id) as run:
        with StageWriter(run.stage_path, format="tables", source_id=source_id) as stage:
            for table, values in rows:
                stage.add(table, values)
            staged = stage.finish()
        demo_apply(by, run, staged, about={})
    return True


def let_work(username: str, **with_whom: Any) -> None:
    """A live working relationship, from today on."""
    from basehaven.apps.accounts.actor import Actor
    from basehaven.apps.accounts.models import User
    from basehaven.apps.record.actions import working_relationship_start
    from basehaven.apps.record.models import today

    user = User.objects.select_related("agency").get(username=username)
    working_relationship_start(
        by=Actor.at_command_line(user.agency, "bench"),
        request_id=uuid.uuid4(),
        user=user,
        started_on=today(),
        **with_whom,
    )


def rich_path() -> str:
    from basehaven.apps.record.models import Child

    child = Child.objects.get(source_id=rich_child.SOURCE, key=rich_child.CHILD)
    return child.get_absolute_url()


def queries_and_kib(username: str, path: str) -> tuple[int, float]:
    """Of one page, both databases together; counted in this process, after a first look."""
    from contextlib import ExitStack

    from django.conf import settings
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from basehaven.apps.accounts.models import User

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client(headers={"host": HOST})
    user = User.objects.get(username=username)
    client.force_login(user)
    if user.must_use_second_step:
        _pass_second_step(client, user)
    first = client.get(path)
    if first.status_code != OK:
        raise SystemExit(f"{path} answers {first.status_code} to {username}")
    with ExitStack() as stack:
        counted = [
            stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in QUERIES_OF
        ]
        answer: Any = client.get(path)
    found = [query["sql"] for capture in counted for query in capture.captured_queries]
    asked = [
        sql for sql in found if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    return len(asked), len(answer.content) / 1024


def _pass_second_step(client: Any, user: Any) -> None:
    """As if a code had just been typed."""
    session, now = client.session, time.time()
    methods = [{"method": "password", "at": now}, {"method": "mfa", "type": "totp", "at": now}]
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@contextmanager
def served(place: Place, *, workers: int = 2) -> Iterator[int]:
    """The pages of a place, by ``basehaven serve``, for as long as the context lasts."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "basehaven.cli.main", "serve", "--port", str(port),
         "--workers", str(workers)],
        env=place.environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(process, port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    ends = time.monotonic() + START_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        try:
            Browser(port).open("/accounts/login/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not start.")
