"""One row of the header or the episodes: read, or refused with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from basehaven.exchange.findings import REFUSED, WARNED, Finding
from basehaven.exchange.ssda903.codes import codes
from basehaven.exchange.ssda903.parts import Row
from basehaven.exchange.ssda903.periods import Episode
from basehaven.exchange.stage import StageWriter
from basehaven.exchange.tables.parse import CONTROL, JOINS_KEYS, JOINS_SOURCE, YEARS
from basehaven.exchange.tables.schema import ID_LENGTH

SPELLING = re.compile(r"\d{1,2}/\d{1,2}/\d{4}", re.ASCII)
EPISODE_CODES = ("RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "REC", "REASON_PLACE_CHANGE")
NEEDED_CODES = ("RNE", "PLACE")
EXPECTED_CODES = ("LS", "CIN", "PLACE_PROVIDER")
NO_URN = "XXXXXXX"  # a place outside England, which has none


@dataclass(frozen=True, slots=True)
class Header:
    """One row of the header file."""

    child_id: str
    file: str
    line: int
    born_on: date | None
    sex: str
    groups: list[str]


class RowReader:
    """Reads rows and tells the stage what is wrong with them."""

    def __init__(self, stage: StageWriter) -> None:
        self.stage = stage

    def header(self, row: Row) -> Header | None:
        """The row, or None when it was refused."""
        if not self._is_readable(row):
            return None
        sex, ethnic = (row.values.get(name, "").upper() for name in ("SEX", "ETHNIC"))
        good = [self._code(row, "SEX", sex), self._code(row, "ETHNIC", ethnic)]
        born_on, is_possible = self._day(row, "DOB")
        if not (all(good) and is_possible):
            return None
        if born_on is None:
            self.warn(row, "no-birth-date", "DOB", "No birth date.",
                      "Add it: ages are not shown without one.")  # fmt: skip
        if not sex:
            self.warn(row, "code-missing", "SEX", "Nothing stands here.", "Write M, F or U.")
        known = ethnic and not codes("ETHNIC")[ethnic].unknown
        return Header(
            row.values["CHILD"],
            row.file,
            row.line,
            born_on,
            codes("SEX")[sex].ours if sex else "",
            [ethnic] if known else [],
        )

    def episode(self, row: Row) -> Episode | None:
        """The row, or None when it was refused."""
        if not self._is_readable(row):
            return None
        value = {name: row.values.get(name, "").upper() for name in EPISODE_CODES}
        good = [self._code(row, name, code) for name, code in value.items()]
        started_on, ended_on = self._interval(row)
        if not all(good) or started_on is None:
            return None
        if ended_on is not None and ended_on < started_on:
            self.refuse(row, "ends-before-it-starts", "DEC",
                        f"It ends before it starts ({row.values['DECOM']}).",
                        "Check both dates.")  # fmt: skip
            return None
        for name in EXPECTED_CODES:
            if not value[name]:
                self.warn(row, "code-missing", name, "Nothing stands here.",
                          f"Write one of: {', '.join(codes(name))}.")  # fmt: skip
        urn = row.values.get("URN", "").upper()
        return Episode(
            file=row.file,
            line=row.line,
            started_on=started_on,
            ended_on=ended_on,
            rne=value["RNE"],
            ls=value["LS"],
            cin=value["CIN"],
            place=value["PLACE"],
            provider=value["PLACE_PROVIDER"],
            rec=value["REC"],
            reason=value["REASON_PLACE_CHANGE"],
            pl_post=" ".join(row.values.get("PL_POST", "").upper().split()),
            urn="" if urn == NO_URN else urn,
        )

    def refuse(self, row: Row, code: str, column: str, problem: str, way_out: str) -> None:
        self._find(REFUSED, row, code, column, problem, way_out)

    def warn(self, row: Row, code: str, column: str, problem: str, way_out: str) -> None:
        self._find(WARNED, row, code, column, problem, way_out)

    def _find(
        self, level: str, row: Row, code: str, column: str, problem: str, way_out: str
    ) -> None:
        value = row.values.get(column, "")[:200] if column else ""
        child_id = row.values.get("CHILD", "")
        self.stage.finding(
            Finding(level, code, row.file, row.line, column, value, problem, way_out, child_id)
        )

    def _is_readable(self, row: Row) -> bool:
        if row.unreadable:
            self.refuse(row, "unreadable-row", "", f"The row has {row.unreadable}.",
                        "Compare it with the rows around it: often a comma stands inside "
                        "a value.")  # fmt: skip
            return False
        child_id = row.values.get("CHILD", "")
        if not child_id:
            self.refuse(row, "no-child", "CHILD", "No child's id stands here.",
                        "Write the id that the header has, or remove the row.")  # fmt: skip
            return False
        if len(child_id) > ID_LENGTH or JOINS_KEYS in child_id or JOINS_SOURCE in child_id:
            self.refuse(row, "not-an-id", "CHILD", "This cannot be a child's id.",
                        f"Write at most {ID_LENGTH} letters and digits.")  # fmt: skip
            return False
        if any(CONTROL.search(value) for value in row.values.values()):
            self.refuse(row, "unreadable-characters", "", "A character in it cannot be shown.",
                        "Type the row again.")  # fmt: skip
            return False
        return True

    def _code(self, row: Row, column: str, code: str) -> bool:
        if code in codes(column) or (not code and column not in NEEDED_CODES):
            return True
        self.refuse(row, "unknown-code", column,
                    "Not a code of this column." if code else "A code is needed here.",
                    f"Known codes: {', '.join(codes(column))}.")  # fmt: skip
        return False

    def _interval(self, row: Row) -> tuple[date | None, date | None]:
        """First day and end of an episode; no first day means that it was refused."""
        started_on, start_is_possible = self._day(row, "DECOM")
        ended_on, end_is_possible = self._day(row, "DEC")
        if start_is_possible and started_on is None:
            self.refuse(row, "impossible-date", "DECOM", "An episode needs its first day.",
                        "Write it as dd/mm/yyyy.")  # fmt: skip
        return (started_on, ended_on) if end_is_possible else (None, None)

    def _day(self, row: Row, column: str) -> tuple[date | None, bool]:
        """A day, or None; and whether what stands there is possible."""
        text = row.values.get(column, "")
        if not text:
            return None, True
        day = day_of(text)
        if day is None:
            self.refuse(row, "impossible-date", column, "Not a day of the calendar.",
                        "Write it as dd/mm/yyyy, for example 31/03/2024.")  # fmt: skip
        return day, day is not None


@lru_cache(maxsize=2**15)  # the same days come again and again
def day_of(text: str) -> date | None:
    """A day written dd/mm/yyyy; None when it is not one.

    >>> day_of("29/02/2023") is None
    True
    """
    if not SPELLING.fullmatch(text):
        return None
    day_of_month, month, year = (int(part) for part in text.split("/"))
    try:
        day = date(year, month, day_of_month)
    except ValueError:
        return None
    return day if day.year in YEARS else None
