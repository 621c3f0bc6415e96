"""The list of children and the search box, for somebody who sees 100,000 children."""

from __future__ import annotations

from benchmarks.pages import measure
from benchmarks.place import Place
from benchmarks.table import Result

MISSPELT = ("milo marrin", "sofai", "okafro", "lindqvst", "mohamd", "garcia", "nguyn", "zofia")


def run(place: Place) -> Result:
    what = f"child list, sees {place.children:,}"
    return measure(place, what, "demo-data-manager", ["/children/"])


def run_caseload(place: Place) -> Result:
    return measure(place, "child list, caseload", "demo-caseworker", ["/children/"])


def run_search(place: Place) -> Result:
    paths = [f"/search/?q={words.replace(' ', '+')}" for words in MISSPELT]
    what = f"search, misspelt, sees {place.children:,}"
    return measure(place, what, "demo-data-manager", paths)
