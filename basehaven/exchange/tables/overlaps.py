"""Stays of one child that cannot both be: each names the row it runs into."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from basehaven.exchange.tables.references import reference_to

NO_END = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Overlap:
    """A staged stay that starts before an earlier one has ended."""

    rowno: int
    value: str
    problem: str
    code: str = "overlap"
    column: str = "started_on"
    way_out: str = "Correct one of the dates, or mark both stays as shared if the child alternates."


@dataclass(frozen=True, slots=True)
class _Stay:
    rowno: int
    line: int | None
    started_on: str
    ended_on: str
    shared: bool


def overlapping_stays(db: sqlite3.Connection) -> list[Overlap]:
    """Stays to refuse. Days are half-open: one may start on the day another ends."""
    child = reference_to("children", "child_id", "source_id")
    rows = db.execute(
        f"SELECT {child.source} AS whose, {child.key} AS child, rowno, line, started_on, "
        f"coalesce(ended_on, '{NO_END}'), coalesce(shared, 0) FROM stays "
        "ORDER BY 1, 2, started_on, 6, rowno"
    )
    found: list[Overlap] = []
    whose: tuple[str, str] | None = None
    running: list[_Stay] = []
    for source, child_id, *stay in rows:
        if (source, child_id) != whose:
            whose, running = (source, child_id), []
        found += _against(running, _Stay(*stay))
    return found


def _against(running: list[_Stay], stay: _Stay) -> Iterator[Overlap]:
    """Compare with the stays still running, and keep it among them."""
    running[:] = [other for other in running if other.ended_on > stay.started_on]
    if stay.ended_on > stay.started_on:  # one that starts and ends on a day counts no day
        for other in running:
            if not (other.shared and stay.shared):
                until = "has no end" if other.ended_on == NO_END else f"ends on {other.ended_on}"
                yield Overlap(
                    stay.rowno,
                    stay.started_on,
                    f"It starts before the stay of row {other.line} has ended, which {until}.",
                )
                break
        running.append(stay)
