"""How long each indicator takes over made-up open tables: seconds, and the highest memory so far.

    python -m benchmarks.indicators --stays 100000
    python -m benchmarks.indicators --stays 10000 --by age_band,region,group --engine spark

The recipe of the input is ``benchmarks.indicators_recipe``. Beside each run, in the same
process: a bare scan of the columns of contacts that are read.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from dataclasses import replace
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


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    asked = asked_for(given.set, window_of(PERIOD), by=tuple(filter(None, given.by.split(","))))
    each: dict[str, Any] = {}
    with engine(given.engine, master=given.master, memory="10GB", threads=2) as running:
        tables = running.tables(folder)
        if given.engine == "duckdb":
            started = time.perf_counter()
            running.connection.con.execute(f"{SCAN} from '{folder}/contacts.parquet'").fetchall()
            each["a bare scan of contacts"] = [round(time.perf_counter() - started, 2), memory()]
        started = time.perf_counter()
        problems, tables = look(running, tables, codes())
        each["looking for bad rows"] = [round(time.perf_counter() - started, 2), memory()]
        for id_ in asked.ids:
            started = time.perf_counter()
            list(compute(running, tables, replace(asked, ids=[id_])))
            each[id_] = [round(time.perf_counter() - started, 2), memory()]
    return {"seconds_and_mib": each, "bad_rows": len(problems)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--stays", type=int, default=100_000)
    parser.add_argument("--set", default="all")
    parser.add_argument("--by", default="")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--master", default="local[2]", help="of Spark")
    given = parser.parse_args()
    load = round(os.getloadavg()[0], 1)  # a busy machine makes everything slower
    with tempfile.TemporaryDirectory() as scratch:
        rows = generate(Path(scratch), given.stays)
        print(
            json.dumps(
                {"rows": rows, "load_before": load, **measure(Path(scratch), given)}, indent=2
            )
        )


if __name__ == "__main__":
    main()
