"""The child's page while a large file is imported into the same database."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path

from benchmarks.browser import Timing, closed_loop
from benchmarks.import_speed import generate
from benchmarks.place import ROOT, Place, rich_path, served
from benchmarks.table import Result

ROWS = 300_000
ROUND = 20  # requests between two looks at whether the import goes on
MOST_ROUNDS = 500


def run(place: Place) -> list[Result]:
    """The same page before and during the import, one client."""
    path = rich_path()
    with tempfile.TemporaryDirectory() as folder, served(place) as port:
        generate(Path(folder), ROWS)
        browser = place.browser(port, "demo-caseworker")
        before = closed_loop(browser, [path], clients=1, requests=place.requests)
        timings, seconds = [], 0.0
        importing = _start(place, folder)
        ended = threading.Event()
        threading.Thread(target=lambda: (importing.wait(), ended.set()), daemon=True).start()
        for _ in range(MOST_ROUNDS):
            if ended.is_set():
                break
            timings.append(closed_loop(browser, [path], clients=1, requests=ROUND, warm_up=0))
        if importing.wait() != 0:
            raise SystemExit("The import failed.")
    took = [ms for timing in timings for ms in timing.milliseconds]
    seconds = sum(timing.seconds for timing in timings)
    errors = sum((timing.errors for timing in timings), Counter())
    during = Timing(1, seconds, errors, took, before.kib)
    return [
        Result("child page, nothing else going on", None, [before]),
        Result(f"child page, {ROWS:,} rows being imported", None, [during]),
    ]


def _start(place: Place, folder: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "basehaven.cli.main", "import", folder, "--format", "tables",
               "--source", "bench-import"]  # fmt: skip
    return subprocess.Popen(command, env=place.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
