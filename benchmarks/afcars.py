"""How fast a state's federal files come into a stage, and how much memory that takes.

    python -m benchmarks.afcars --children 10000
    python -m benchmarks.afcars --children 100000

The recipe of the input: made-up children, one file of a half-year. Each child has
one removal, every eighth a second one before it; one to five living arrangements
each; every third child has left care. About sixty elements that are not read stand
in each record, as they do in a real file. One child in a thousand has a fault. The
seed makes two runs the same. With ``--half-years 2`` the half-year before is there
too, with nine children of ten in both.

Each run is a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SEED = 20_240_930
NOT_READ = [f"E{number}_element_that_is_not_read" for number in (*range(22, 56), *range(72, 98))]
HOMES = (
    "E114_licensed_home", "E115_therapeutic_home",
    "E116_shelter_care_home", "E117_relative_foster_family",
    "E118_pre_adopt_home", "E119_kin_foster_family",
)  # fmt: skip


def leaf(name: str, value: object) -> str:
    return f"<{name}>{value}</{name}>\n"


def lived(draw: random.Random, day: date) -> str:
    other = draw.choice((2, 4, 10, 12, 14)) if draw.random() < 0.2 else ""
    chosen = draw.randrange(len(HOMES))
    flags = "".join(leaf(name, int(not other and n == chosen)) for n, name in enumerate(HOMES))
    return (
        "<living_arrangement>\n" + leaf("E112_date_living_arrangement", f"{day:%Y%m%d}")
        + leaf("E113_foster_family_home", int(not other))
        + f"<E114_E146_foster_family_home_type>\n{flags}</E114_E146_foster_family_home_type>\n"
        + leaf("E120_other_living_arrangement_type", other) + "</living_arrangement>\n"
    )  # fmt: skip


def removal(draw: random.Random, start: date, end: date | None) -> str:
    days = ((end or date(2024, 9, 30)) - start).days
    moves = sorted(draw.randrange(max(days, 1)) for _ in range(draw.randrange(5)))
    places = "".join(lived(draw, start + timedelta(days=n)) for n in (0, *moves))
    unread = "".join(leaf(name, draw.randrange(2)) for name in NOT_READ[30:])
    return (
        "<removal_2020>\n" + leaf("E69_removal_date", f"{start:%Y%m%d}") + unread
        + f"<E112_E146_living_arrangements>\n{places}</E112_E146_living_arrangements>\n"
        + leaf("E153_exit_date", f"{end:%Y%m%d}" if end else "")
        + leaf("E155_exit_reason", draw.randrange(1, 6) if end else "") + "</removal_2020>\n"
    )  # fmt: skip


def record(child: int) -> str:
    draw = random.Random(SEED + child)
    start = date(2022, 10, 1) + timedelta(days=draw.randrange(700))
    end = start + timedelta(days=draw.randrange(5, 400)) if child % 3 == 0 else None
    end = min(end, date(2024, 9, 29)) if end else None
    removals = removal(draw, start, end)
    if child % 8 == 0:
        before = start - timedelta(days=draw.randrange(200, 600))
        removals = removal(draw, before, before + timedelta(days=150)) + removals
    born = f"{start - timedelta(days=draw.randrange(1, 1800)):%Y%m%d}"
    if child % 1000 == 0:
        born = "20240231"
    unread = "".join(leaf(name, draw.randrange(2)) for name in NOT_READ[:30])
    race = leaf("E15_child_race_black", draw.randrange(2)) + leaf("E17_child_race_white", 1)
    return (
        "<record>\n" + leaf("E4_child_record_number", f"{child:012}")
        + leaf("E5_date_of_birth", born) + leaf("E6_sex", 1 + child % 2) + race + unread
        + f"<E69_E186_removals>\n{removals}</E69_E186_removals>\n</record>\n"
    )  # fmt: skip


def document(children: range, report_date: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<acf:data xmlns:acf="http://www.acf.hhs.gov">\n'
    yield leaf("E1_title_iv_agency", "53") + leaf("E2_report_date", report_date) + "<records>\n"
    for child in children:
        yield record(child)
    yield "</records>\n</acf:data>\n"


def generate(folder: Path, children: int, half_years: int) -> int:
    """Write the files. Returns their size in bytes."""
    parts = {"24b.xml": (range(1, children + 1), "202409")}
    if half_years > 1:
        parts["24a.xml"] = (range(children // 10, children + 1), "202403")
    for name, (numbers, report_date) in parts.items():
        with (folder / name).open("w", encoding="utf-8") as file:
            file.writelines(document(numbers, report_date))
    return sum(path.stat().st_size for path in folder.iterdir())


def stage(folder: Path, into: Path) -> dict[str, object]:
    """Stage and write out, in this process."""
    from basehaven.exchange.stage_path import stage_path
    from basehaven.exchange.tables.from_stage import write_stage

    started = time.perf_counter()
    staged = stage_path(folder, format="afcars2020", source_id="afcars", into=into / "stage")
    read = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    written = write_stage(staged, into / "tables")
    counts = staged.counts()
    return {
        "stage_seconds": round(read - started, 1),
        "parquet_seconds": round(time.perf_counter() - read, 1),
        "stage_peak_memory_mib": memory,
        "records": counts.read,
        "adds_up": counts.adds_up,
        "rows": written,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=10_000)
    parser.add_argument("--half-years", type=int, default=1, choices=(1, 2))
    parser.add_argument("--of", type=Path, help=argparse.SUPPRESS)  # the process that is measured
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if given.of:
            print(json.dumps(stage(given.of, Path(scratch))))
            return
        size = generate(Path(scratch), given.children, given.half_years)
        load = round(os.getloadavg()[0], 1)  # a busy machine makes everything slower
        command = [sys.executable, "-m", "benchmarks.afcars", "--of", scratch]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit("staging failed")
    result = json.loads(said)
    result |= {
        "children": given.children,
        "mib": round(size / 2**20, 1),
        "mib_a_second": round(size / 2**20 / result["stage_seconds"], 2),
        "peak_memory_mib": usage.ru_maxrss // 1024,
        "processor_seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "load_before": load,
        "cores": os.cpu_count(),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
