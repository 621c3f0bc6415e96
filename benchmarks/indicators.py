"""How long each indicator takes over made-up open tables: seconds, and the highest memory of each.

    python -m benchmarks.indicators --stays 100000
    python -m benchmarks.indicators --stays 10000000 --tables /somewhere/large
    python -m benchmarks.indicators --stays 100000 --engine spark --master "local[1]"

The recipe of the input is ``benchmarks.indicators_recipe``; with ``--tables`` it is kept there, or
taken from there. Beside each run, in the same process: a bare scan of the columns of contacts that
are read.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from basehaven.analytics.checks import look
from basehaven.analytics.compute import compute
from basehaven.analytics.engine import engine
from basehaven.cli.figures import asked_for
from basehaven.cli.figures_source import codes
from basehaven.core.indicators.window import window_of
from benchmarks.indicators_recipe import generate

PERIOD = "2024-04-01/2025-03-31"
SCAN = 'select sum(hash(source_id, child_id, adult_id, "on", seq, contact_id, kept)::hugeint)'
MIB = 1024


def memory() -> int:
    """The most memory of this process since the last ``forget_memory``, in MiB.

    Spark's own process is not in it.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) // MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MIB


def forget_memory() -> None:
    with suppress(OSError):  # not Linux: the highest so far is all that there is
        Path("/proc/self/clear_refs").write_text("5")


def timed(run: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    """Seconds of the clock and of the processor, memory and load of one run."""
    forget_memory()
    started, processor = time.perf_counter(), time.process_time()
    found = run()
    return {
        "seconds": round(time.perf_counter() - started, 2),
        "processor": round(time.process_time() - processor, 2),
        "peak_mib": memory(),
        "load": round(os.getloadavg()[0], 1),
    }, found


def measure(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    asked = asked_for(given.set, window_of(PERIOD), by=tuple(filter(None, given.by.split(","))))
    choices = codes()
    each: dict[str, Any] = {}
    sums: dict[str, Any] = {}
    with engine(given.engine, master=given.master, memory=given.memory, threads=2) as running:
        tables = running.tables(folder)
        if given.engine == "duckdb":
            scan = f"{SCAN} from '{folder}/contacts.parquet'"
            bare, _ = timed(lambda: running.connection.con.execute(scan).fetchall())
            each["a bare scan of contacts"] = bare
        checked, (problems, tables) = timed(lambda: look(running, tables, choices))
        each["looking for bad rows"] = checked
        answers = compute(running, tables, asked)  # in one go: what two of them ask is done once
        for id_ in asked.ids:
            each[id_], answer = timed(lambda: next(answers))
            sums[id_] = [[row.numerator, row.denominator] for row in answer.figures]
            print(f"{id_} {json.dumps(each[id_])} {json.dumps(sums[id_][:2])}", flush=True)
    indicators = [each[id_] for id_ in asked.ids]
    every = {key: round(sum(one[key] for one in indicators), 1) for key in ("seconds", "processor")}
    most = max(one["peak_mib"] for one in each.values())
    return {
        "all": {**every, "peak_mib": most}, "each": each, "bad_rows": len(problems), "figures": sums
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--stays", type=int, default=100_000)
    parser.add_argument("--set", default="all")
    parser.add_argument("--by", default="")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--master", default="local[2]", help="of Spark")
    parser.add_argument("--memory", default="8GB", help="of DuckDB; the rest is Python and buffers")
    parser.add_argument("--tables", type=Path, help="keep the tables here, or take them from here")
    parser.add_argument("--out", type=Path, help="write the figures there as JSON too")
    given = parser.parse_args()
    load = round(os.getloadavg()[0], 1)  # a busy machine makes everything slower
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.tables or Path(scratch)
        made = {"seconds": 0.0}
        if not (folder / "contacts.parquet").exists():
            made, _ = timed(lambda: generate(folder, given.stays))
        found = {
            "stays": given.stays, "engine": given.engine, "master": given.master,
            "made_in": made["seconds"], "load_before": load, **measure(folder, given),
        }  # fmt: skip
    words = json.dumps(found, indent=1)
    if given.out:
        given.out.write_text(words)
    print(words)


if __name__ == "__main__":
    main()
