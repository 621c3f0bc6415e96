"""How good a week's rota is after 20 seconds, for 60 children and 18 adults.

    python -m benchmarks.rota                     seeds 1 to 5, 20 seconds each
    python -m benchmarks.rota --seeds 1 --copies 2

The recipe of the input is in ``benchmarks/rota_week.py``. For each seed it prints
whether there is a plan, how much of the children's hours has main or backup in the
room, the gap to what no plan with these pairs exceeds, seconds of the clock and of
the processor, and whether the same seed gives the same plan again. Every plan is
held against the independent verifier.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from basehaven.core.room.pairs import Rank, count_kept, pair_changes
from basehaven.core.room.verify import breaches
from basehaven.solver.rota import plan_rota
from benchmarks.rota_week import made_up_week
from benchmarks.table import machine

COLUMNS = (
    "seed", "status", "covered", "gap", "pairs_kept", "clock_s", "processor_s", "same_again",
)  # fmt: skip


def measure(seed: int, copies: int, seconds: float, workers: int) -> dict[str, Any]:
    week = made_up_week(seed, copies)
    began = time.process_time()
    outcome = plan_rota(week, seconds=seconds, workers=workers)
    row: dict[str, Any] = {
        "seed": seed,
        "children": len(week.children),
        "adults": len(week.adults),
        "status": outcome.status.value,
        "covered": round(outcome.covered / outcome.asked, 4),
        "gap": round(outcome.gap, 4),
        "clock_s": round(outcome.seconds, 1),
        "processor_s": round(time.process_time() - began, 1),
        "same_again": outcome.same_again,
    }
    if outcome.rota is not None:
        if breaches(week, outcome.rota):
            raise SystemExit(f"seed {seed}: the plan breaks a rule")
        changes = pair_changes(week, outcome.rota)
        had = sum(bool(change.before) for change in changes)
        kept = sum(count_kept(changes, rank) for rank in Rank)
        row["pairs_kept"] = f"{kept} of {had}"
    return row


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--copies", type=int, default=1, help="centres side by side")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    given = parser.parse_args()
    about = {**machine(), "seconds": given.seconds, "workers": given.workers}
    table = Table(title="A week's rota in quarter hours", title_justify="left")
    for column in COLUMNS:
        table.add_column(column)
    rows = []
    for seed in given.seeds:
        row = measure(seed, given.copies, given.seconds, given.workers)
        rows.append(row)
        table.add_row(*(str(row.get(column, "")) for column in COLUMNS))
    about["load_at_the_end"] = machine()["load"]
    Console(width=110).print(table)
    Console(width=110).print_json(json.dumps(about))
    if given.json:
        whole = {"about": about, "results": rows}
        given.json.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
