"""Baby Buddy beside Basehaven, when its checkout is at hand: same machine, same loop.

    BABYBUDDY_DIR=/path/to/checkout python -m benchmarks --only babybuddy

The checkout needs a virtual environment of its own in ``.venv`` with its requirements and
gunicorn. Its own ``fake`` command makes 200 children with 14 days; it writes one row at a
time and takes minutes. This driver was written from its sources and has not been run: it
is not on PyPI, and no checkout could be had where Basehaven was built. See README.md.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.browser import HOST, Browser, closed_loop
from benchmarks.pages import CLIENTS
from benchmarks.table import Result

CHILDREN, DAYS, REQUESTS = 200, 14, 200
SETTINGS = "babybuddy.settings.base"
PORT = 8931
CHILD = re.compile(rb'href="(/children/[^/"]+/)"')
START_WITHIN = 60  # seconds


def run() -> list[Result]:
    """Nothing when BABYBUDDY_DIR is not set, and then says so."""
    where = os.environ.get("BABYBUDDY_DIR", "")
    if not where:
        sys.stderr.write("Baby Buddy: not run. Set BABYBUDDY_DIR to its checkout.\n")
        return []
    checkout = Path(where)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "SECRET_KEY": "only for a benchmark on loopback",
        "ALLOWED_HOSTS": HOST,
        "DEBUG": "False",
    }
    _manage(checkout, environment, "migrate")
    marker = checkout / "data" / "benchmark-rows-are-in"
    if not marker.exists():
        _manage(checkout, environment, "fake", "--children", str(CHILDREN), "--days", str(DAYS))
        marker.touch()
    server = subprocess.Popen(
        [_python(checkout), "-m", "gunicorn", "babybuddy.wsgi:application", "--workers", "2",
         "--worker-class", "gthread", "--threads", "4", "--bind", f"{HOST}:{PORT}"],
        cwd=checkout,
        env=environment,
    )  # fmt: skip
    try:
        return _measure(_signed_in())
    finally:
        server.terminate()
        server.wait(30)


def _python(checkout: Path) -> str:
    return str(checkout / ".venv" / "bin" / "python")


def _manage(checkout: Path, environment: dict[str, str], *arguments: str) -> None:
    command = [_python(checkout), "manage.py", *arguments]
    subprocess.run(command, cwd=checkout, env=environment, check=True)


def _signed_in() -> Browser:
    browser, ends = Browser(PORT), time.monotonic() + START_WITHIN
    while time.monotonic() < ends:
        try:
            browser.sign_in("/login/", "username", "admin", "admin", lambda: "")
        except OSError:
            time.sleep(0.5)
        else:
            return browser
    raise SystemExit("Baby Buddy did not start.")


def _measure(browser: Browser) -> list[Result]:
    _, page, _ = browser.open("/children/")
    paths = [found.decode() for found in dict.fromkeys(CHILD.findall(page))]
    paths = [path for path in paths if path != "/children/add/"]
    if not paths:
        raise SystemExit("Baby Buddy showed no children.")
    pages = (("Baby Buddy child list", ["/children/"]), ("Baby Buddy child page", paths))
    return [
        Result(
            what,
            None,
            [
                closed_loop(browser, wanted, clients=n, requests=max(REQUESTS // n, 10))
                for n in CLIENTS
            ],
        )
        for what, wanted in pages
    ]
