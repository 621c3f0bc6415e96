"""Indicators beside their peers on the same tables: hand-written SQL, a bare scan, pandas.

    python -m benchmarks.indicators_peers --tables FOLDER --runs 3

``FOLDER`` is one that ``benchmarks.indicators --tables FOLDER`` has filled. Each run is a process
of its own, so that its memory is its own; the ways take turns. The figures must be equal, or it
stops. pandas is a part of PySpark's needs and so of the development ones, not of the product's.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.indicators import PERIOD, timed
from benchmarks.indicators_recipe import generate
from benchmarks.indicators_sql import BY_HAND, scan_of

TINY = 200  # stays
WAYS = ("product", "sql", "scan", "pandas")


def by_product(folder: Path, id_: str, memory: str) -> Callable[[], Any]:
    from basehaven.analytics.compute import compute
    from basehaven.analytics.engine import engine
    from basehaven.cli.figures import asked_for
    from basehaven.core.indicators.window import window_of

    asked = asked_for(id_, window_of(PERIOD))

    def run(tables: Path = folder) -> list[int]:
        with engine("duckdb", memory=memory, threads=2) as running:
            (answer,) = compute(running, running.tables(tables), asked)
            return [answer.figures[0].numerator or 0, answer.figures[0].denominator or 0]

    with tempfile.TemporaryDirectory() as tiny:  # once before: modules and entries are read then
        generate(Path(tiny), TINY)
        run(Path(tiny))
    return run


def by_sql(queries: Sequence[str], memory: str) -> Callable[[], Any]:
    def run() -> list[int]:
        settings: dict[str, Any] = {
            "threads": 2, "memory_limit": memory, "preserve_insertion_order": False
        }  # fmt: skip
        with duckdb.connect(config=settings) as connection:
            rows = [connection.execute(query).fetchall()[0] for query in queries]
        return [int(value) for value in rows[-1]]

    return run


def one(way: str, id_: str, folder: Path, memory: str) -> None:
    """One run in this process, as JSON."""
    if way == "product":
        run = by_product(folder, id_, memory)
    elif way == "sql":
        run = by_sql([BY_HAND[id_].format(folder=folder)], memory)
    elif way == "scan":
        run = by_sql(scan_of(id_, str(folder)), memory)
    else:
        from benchmarks.indicators_pandas import IN_PANDAS

        def run() -> list[int]:
            return list(IN_PANDAS[id_](folder))

    measured, found = timed(run)
    print(json.dumps({**measured, "figures": found}))


def compared(id_: str, ways: Sequence[str], given: argparse.Namespace) -> dict[str, Any]:
    """The median of the runs of each way, and the product's ratios to it."""
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
    for _ in range(given.runs):
        for way in ways:
            runs[way].append(_in_a_process(way, id_, given))
    figures = {tuple(run["figures"]) for way in ways if way != "scan" for run in runs[way]}
    if len(figures) > 1:
        sys.exit(f"{id_}: the figures differ: {figures}")
    found = {
        way: {key: statistics.median(run[key] for run in each)
              for key in ("seconds", "processor", "peak_mib", "load")}
        for way, each in runs.items()
    }  # fmt: skip
    product = found["product"]
    for way in ways[1:]:
        for key in ("seconds", "processor", "peak_mib"):
            found[way][f"product_{key}_ratio"] = round(product[key] / max(found[way][key], 0.01), 2)
    return {"figures": list(figures.pop()), **found}


def _in_a_process(way: str, id_: str, given: argparse.Namespace) -> dict[str, Any]:
    command = [
        sys.executable, "-m", "benchmarks.indicators_peers", "--one", f"{way}:{id_}",
        "--tables", str(given.tables), "--memory", given.memory,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{way} of {id_}: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--tables", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3, help="of each way")
    parser.add_argument("--memory", default="8GB", help="of DuckDB")
    parser.add_argument("--only", default="", help="ids, with commas")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--one", default="", help="used by itself")
    given = parser.parse_args()
    if given.one:
        way, _, id_ = given.one.partition(":")
        one(way, id_, given.tables, given.memory)
        return
    pandas = ("relationships.coc", "relationships.secon")
    print(f"load before: {os.getloadavg()[0]:.1f}")
    for id_ in given.only.split(",") if given.only else BY_HAND:
        ways = [way for way in given.ways.split(",") if way != "pandas" or id_ in pandas]
        print(id_, json.dumps(compared(id_, ways, given)), flush=True)


if __name__ == "__main__":
    main()
