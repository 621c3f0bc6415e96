"""python -m benchmarks: every timing, as a table.

python -m benchmarks                       100,000 children, in var/bench
python -m benchmarks --children 2000       smaller
python -m benchmarks --only child_page     one of them
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks import babybuddy, board, child_list, child_page, page_during_import
from benchmarks.place import ROOT, Place, prepare
from benchmarks.table import Result, machine, show

ALL: dict[str, Callable[[Place], list[Result]]] = {
    "child_page": lambda place: [child_page.run(place), child_page.run_caseload(place)],
    "child_list": lambda place: [
        child_list.run(place),
        child_list.run_caseload(place),
        child_list.run_search(place),
    ],
    "board": board.run,
    "page_during_import": page_during_import.run,
    "babybuddy": lambda place: babybuddy.run(),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--children", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="keep the demo here (default var/bench/CHILDREN)")
    parser.add_argument("--requests", type=int, default=200, help="of each page and load")
    parser.add_argument("--only", choices=list(ALL))
    parser.add_argument("--json", type=Path, help="write the figures here too")
    given = parser.parse_args()
    home = given.home or ROOT / "var" / "bench" / str(given.children)
    place = prepare(home, given.children, given.requests)
    about = {**machine(), "children": given.children, "loading_the_demo": place.loaded}
    results: list[Result] = []
    for name, run in ALL.items():
        if given.only in (None, name):
            results += run(place)
    about["load_at_the_end"] = machine()["load"]
    show(results, about)
    if given.json:
        whole = {"about": about, "results": [result.as_json() for result in results]}
        given.json.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
