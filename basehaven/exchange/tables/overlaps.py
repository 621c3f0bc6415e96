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
    before = _Before()
    for source, child_id, *stay in rows:
        if (source, child_id) != whose:
            whose, before = (source, child_id), _Before()
        found += before.next(_Stay(*stay))
    return found


class _Before:
    """Of one child's earlier stays, shared and not, the one that ends last."""

    def __init__(self) -> None:
        self.last: dict[bool, _Stay] = {}

    def next(self, stay: _Stay) -> Iterator[Overlap]:
        """Compare a stay with those before, and keep it among them."""
        if stay.ended_on <= stay.started_on:
            return  # one that starts and ends on a day counts no day
        is_shared = bool(stay.shared)
        for other in (self.last.get(False), None if is_shared else self.last.get(True)):
            if other is not None and other.ended_on > stay.started_on:
                until = "has no end" if other.ended_on == NO_END else f"ends on {other.ended_on}"
                yield Overlap(
                    stay.rowno,
                    stay.started_on,
                    f"It starts before the stay of row {other.line} has ended, which {until}.",
                )
                break
        last = self.last.get(is_shared)
        if last is None or stay.ended_on > last.ended_on:
            self.last[is_shared] = stay
