"""Pages by 1, 4 and 8 clients: the shape that child_page and child_list share."""

from __future__ import annotations

from benchmarks.browser import closed_loop
from benchmarks.place import Place, queries_and_kib, served
from benchmarks.table import Result

CLIENTS = (1, 4, 8)


def measure(place: Place, what: str, username: str, paths: list[str]) -> Result:
    """Open pages.

    Args:
        place: where.
        what: the row's name.
        username: who looks.
        paths: pages, taken in turn; the first is counted for queries.
    """
    queries, _ = queries_and_kib(username, paths[0])
    timings = []
    with served(place) as port:
        browser = place.browser(port, username)
        for clients in CLIENTS:
            each = max(place.requests // clients, 5)
            timings.append(closed_loop(browser, paths, clients=clients, requests=each))
    return Result(what, queries, timings)
