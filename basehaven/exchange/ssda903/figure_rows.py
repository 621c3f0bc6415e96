"""Rows of a return into a store for figures, and what is said about them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from basehaven.exchange.findings import REFUSED, WARNED, Finding
from basehaven.exchange.ssda903.codes import codes
from basehaven.exchange.ssda903.parts import Row
from basehaven.exchange.ssda903.rows import day_of

SAID_AT_MOST = 1_000  # findings kept of one code; all are counted
READ_PARTS = ("header", "episodes", "social_worker")
CODED = ("RNE", "LS", "PLACE", "REC")
MAY_BE_EMPTY = ("LS", "REC")


@dataclass(slots=True)
class FigureReport:
    """What became of the rows of a return.

    Attributes:
        rows: read in all, of every part.
        read: part -> its rows; header, episodes and social workers are used, others are not.
        left_out: code -> rows that are in no table.
        odd: code -> rows kept, that are not as a return should be.
        findings: where they stand and what to do; the first 1,000 of each code.
        written: open table -> rows.
        has_social_workers: whether the return has that part, be it without a row.
    """

    rows: int = 0
    read: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    written: dict[str, int] = field(default_factory=dict)
    has_social_workers: bool = False

    @property
    def is_whole(self) -> bool:
        """No row of a part that is used had to be left out."""
        return not self.left_out

    def leave_out(self, found: Finding) -> None:
        self._say(self.left_out, found)

    def note(self, found: Finding) -> None:
        self._say(self.odd, found)

    def _say(self, counts: Counter[str], found: Finding) -> None:
        counts[found.code] += 1
        if counts[found.code] <= SAID_AT_MOST:
            self.findings.append(found)


class FigureRows:
    """Takes one row after the other."""

    def __init__(self, db: sqlite3.Connection, report: FigureReport) -> None:
        self.db, self.report = db, report
        self.waiting: list[tuple[object, ...]] = []

    def take(self, row: Row) -> None:
        """Store a row, or say why it is left out."""
        self.report.rows += 1
        self.report.read[row.part] += 1
        if row.part not in READ_PARTS:
            return
        if row.unreadable:
            self._leave_out(row, "unreadable-row", "", f"The row has {row.unreadable}.",
                            "Compare it with the rows around it.")  # fmt: skip
        elif not row.values.get("CHILD"):
            self._leave_out(row, "no-child", "CHILD", "No child's id stands here.",
                            "Write the id that the header has.")  # fmt: skip
        elif row.part == "header":
            self._header(row)
        elif row.part == "social_worker":
            self._worker(row)
        else:
            self._episode(row)

    def flush(self) -> None:
        """Write what waits."""
        self.db.executemany("INSERT INTO episodes VALUES (?,?,?,?,?,?,?,?,?,?,?)", self.waiting)
        self.waiting.clear()

    def _header(self, row: Row) -> None:
        born = day_of(row.values.get("DOB", ""))
        if born is None:
            self._note(row, "no-birth-date", "DOB", "No day of birth that can be read.",
                       "Write it as dd/mm/yyyy: figures by age leave the child out.")  # fmt: skip
        sex, ethnic = (row.values.get(name, "").upper() for name in ("SEX", "ETHNIC"))
        added = self.db.execute(
            "INSERT OR IGNORE INTO header VALUES (?,?,?,?)",
            (row.values["CHILD"], born.isoformat() if born else None, sex, ethnic),
        )
        if not added.rowcount:
            self._leave_out(row, "child-twice", "CHILD", "This child stands in the header already.",
                            "Keep one of the two rows.")  # fmt: skip

    def _worker(self, row: Row) -> None:
        if not row.values.get("SW_ID"):
            self._leave_out(row, "no-social-worker", "SW_ID", "No social worker's id stands here.",
                            "Write the id of the person.")  # fmt: skip
        elif days := self._days(row, "SW_DECOM", "SW_DEC"):
            self.db.execute(
                "INSERT INTO workers VALUES (?,?,?,?)",
                (row.values["CHILD"], row.values["SW_ID"], *days),
            )

    def _days(self, row: Row, first: str, last: str) -> tuple[str, str | None] | None:
        """When it started and ended as ISO text; None if the row is left out."""
        days = {name: day_of(row.values.get(name, "")) for name in (first, last)}
        for name, day in days.items():
            if day is None and (name == first or row.values.get(name)):
                self._leave_out(row, "impossible-date", name, "Not a day of the calendar.",
                                "Write it as dd/mm/yyyy, for example 31/03/2024.")  # fmt: skip
                return None
        started, ended = days[first], days[last]
        if started and ended and ended < started:
            self._note(row, "ends-before-it-starts", last, "It ends before it starts.",
                       "Check both dates.")  # fmt: skip
        return started.isoformat() if started else "", ended.isoformat() if ended else None

    def _episode(self, row: Row) -> None:
        days = self._days(row, "DECOM", "DEC")
        if days is None:
            return
        value = {name: row.values.get(name, "").upper() for name in CODED}
        for name, code in value.items():
            if code not in codes(name) and (code or name not in MAY_BE_EMPTY):
                self._note(row, "unknown-code", name, "Not a code of this column.",
                           f"Known codes: {', '.join(codes(name))}.")  # fmt: skip
        self.waiting.append(
            (row.values["CHILD"], *days, value["RNE"], value["LS"], value["PLACE"], value["REC"],
             row.values.get("PL_POST", ""), row.values.get("URN", ""), row.file, row.line)
        )  # fmt: skip
        if len(self.waiting) >= SAID_AT_MOST:
            self.flush()

    def _leave_out(self, row: Row, code: str, column: str, problem: str, way_out: str) -> None:
        self.report.leave_out(_finding(REFUSED, row, code, column, problem, way_out))

    def _note(self, row: Row, code: str, column: str, problem: str, way_out: str) -> None:
        self.report.note(_finding(WARNED, row, code, column, problem, way_out))


def _finding(level: str, row: Row, code: str, column: str, problem: str, way_out: str) -> Finding:
    value = row.values.get(column, "")[:200] if column else ""
    return Finding(level, code, row.file, row.line, column, value, problem, way_out,
                   row.values.get("CHILD", ""))  # fmt: skip
