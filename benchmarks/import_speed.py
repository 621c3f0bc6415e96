"""How fast a folder of open tables comes into the record, and how much memory that takes.

    python benchmarks/import_speed.py --rows 1000000
    DATABASE_URL=postgres://... python benchmarks/import_speed.py --rows 1000000

The recipe of the input, for each child: one row of children, three adults with
a tie and a spell each, one removal, two stays, one enrolment, 40 contacts, 40
times of attendance and 6 moments of care: 100 rows. No two runs differ.

With ``--page URL`` (of a running server, with ``--cookie``) the page is fetched
all the while, and its 95th percentile is printed for the time of the import.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2020, 1, 1)
ROOMS = 20
ROWS_OF_A_CHILD = 100

HEADERS = {
    "children": "child_id name born_on born_precision sex region",
    "adults": "adult_id name roles",
    "rooms": "room_id name region",
    "ties": "tie_id child_id adult_id kind started_on ended_on called",
    "tie_spells": "tie_id started_on ended_on lives_with hours_per_week mode",
    "removals": "child_id removal_id removed_on exited_on exit_reason",
    "stays": "child_id stay_id started_on ended_on kind removal_id home_id carer_ids",
    "enrolments": "child_id room_id started_on ended_on",
    "contacts": "contact_id child_id adult_id on minutes kind planned kept",
    "attendance": "child_id room_id arrived_at left_at",
    "care_events": "event_id child_id at context seen distress responder_id soothed",
}


def rows_of(child: int) -> Iterator[tuple[str, tuple[object, ...]]]:
    """``(table, cells)`` of one child."""
    c, born = f"c{child}", FIRST + timedelta(days=child % 1000)
    moved = born + timedelta(days=200)
    room = f"r{child % ROOMS}"
    yield "children", (c, f"Child {child}", born, "day", "fm"[child % 2], "north")
    for n, kind in enumerate(("parent", "foster_carer", "teacher")):
        a, tie = f"a{child}-{n}", f"t{child}-{n}"
        yield "adults", (a, f"Adult {child} {n}", kind)
        yield "ties", (tie, c, a, kind, born, "", "")
        yield "tie_spells", (tie, born, "", "true" if n == 1 else "false", 20 + n, "in_person")
    yield "removals", (c, "1", moved, "", "")
    yield "stays", (c, "1", born, moved, "parent_home", "", f"h{child}", f"a{child}-0")
    yield "stays", (c, "2", moved, "", "foster", "1", f"g{child % 997}", f"a{child}-1")
    yield "enrolments", (c, room, born, "")
    for n in range(40):
        on = moved + timedelta(days=n)
        yield "contacts", (f"k{child}-{n}", c, f"a{child}-{n % 3}", on, 30, "visit", "true", "true")
        yield "attendance", (c, room, f"{on}T08:00:00+00:00", f"{on}T16:00:00+00:00")
    for n in range(6):
        at = f"{moved + timedelta(days=n)}T10:15:00+00:00"
        yield "care_events", (f"e{child}-{n}", c, at, "hurt", "cried", "true", f"a{child}-2", "yes")


def generate(folder: Path, rows: int) -> int:
    """Write the folder. Returns the number of rows."""
    files = {name: (folder / f"{name}.csv").open("w", newline="") for name in HEADERS}
    writers = {name: csv.writer(file) for name, file in files.items()}
    for name, columns in HEADERS.items():
        writers[name].writerow(columns.split())
    written = 0
    for n in range(ROOMS):
        writers["rooms"].writerow((f"r{n}", f"Room {n}", "north"))
        written += 1
    for child in range(rows // ROWS_OF_A_CHILD):
        for name, cells in rows_of(child):
            writers[name].writerow(cells)
            written += 1
    for file in files.values():
        file.close()
    return written


class Pages(threading.Thread):
    """Fetches one page again and again, and remembers how long each took."""

    def __init__(self, url: str, cookie: str) -> None:
        super().__init__(daemon=True)
        self.request = urllib.request.Request(url, headers={"Cookie": cookie})
        self.took: list[float] = []
        self.failed = 0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.05):
            started = time.perf_counter()
            try:
                with urllib.request.urlopen(self.request, timeout=60) as answer:
                    answer.read()
                self.took.append(time.perf_counter() - started)
            except OSError:
                self.failed += 1

    def summary(self) -> dict[str, object]:
        took = sorted(self.took)
        if not took:
            return {"pages": 0, "failed": self.failed}
        return {
            "pages": len(took),
            "failed": self.failed,
            "p50_ms": round(took[len(took) // 2] * 1000),
            "p95_ms": round(took[int(len(took) * 0.95)] * 1000),
            "max_ms": round(took[-1] * 1000),
        }


def run(arguments: Iterable[str], home: str) -> tuple[float, int, float]:
    """Seconds, peak memory in MiB and seconds of processor of one ``basehaven`` command."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "basehaven.cli.main", *arguments],
        env={**os.environ, "BASEHAVEN_HOME": home},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"basehaven {' '.join(arguments)} failed")
    return seconds, usage.ru_maxrss // 1024, usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--home", default="", help="use this BASEHAVEN_HOME, not a new one")
    parser.add_argument("--agency", default="home")
    parser.add_argument("--page", default="", help="fetch this page during the import")
    parser.add_argument("--cookie", default="", help="the session's cookie for it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home, folder = given.home or f"{scratch}/home", Path(scratch, "tables")
        folder.mkdir()
        rows = generate(folder, given.rows)
        run(["migrate"], home)
        bring = ["import", str(folder), "--format", "tables", "--agency", given.agency]
        load = round(os.getloadavg()[0], 1)  # a busy machine makes everything slower
        pages = Pages(given.page, given.cookie) if given.page else None
        if pages:
            pages.start()
        first, memory, processor = run(bring, home)
        if pages:
            pages.done.set()
            pages.join()
        again, _, _ = run(bring, home)
        result = {
            "database": os.environ.get("DATABASE_URL", "sqlite").split(":")[0],
            "rows": rows,
            "seconds": round(first, 1),
            "rows_a_second": round(rows / first),
            "peak_memory_mib": memory,
            "processor_seconds": round(processor, 1),  # of ours, without the server's
            "load_before": load,
            "again_seconds": round(again, 1),
            "cores": os.cpu_count(),
        }
        if pages:
            result["page_during_import"] = pages.summary()
        print(json.dumps(result, indent=2))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
