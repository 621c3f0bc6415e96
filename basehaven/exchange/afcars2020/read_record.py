"""One record element into what it says: codes known, days real, or why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from basehaven.core.half_years import HalfYear
from basehaven.exchange.afcars2020.codes import codes, race_not_known, words
from basehaven.exchange.afcars2020.read_arrangements import read_arrangements
from basehaven.exchange.afcars2020.record import ChildRecord, Problem, RemovalRecord
from basehaven.exchange.afcars2020.xml import local, short
from basehaven.exchange.findings import REFUSED, WARNED
from basehaven.exchange.tables.parse import CONTROL, JOINS_KEYS, JOINS_SOURCE, YEARS
from basehaven.exchange.tables.schema import ID_LENGTH

SPELLING = re.compile(r"\d{8}", re.ASCII)
ROOM_FOR_A_DAY = 14  # of an id: "-2024-03-31-22", which names removals and stays
CHILD_ELEMENTS = frozenset({"E4", "E5", "E6", *(f"E{number}" for number in range(13, 22))})
REMOVAL_ELEMENTS = frozenset({"E69", "E71", "E153", "E155"})
REMOVALS = {"removal_2020": "2020", "removal_1993": "1993"}
AS_DAY = "Write it as yyyymmdd, for example 20240331."


class RecordReader:
    """Reads one record, and keeps what is wrong with it.

    Args:
        half_year: of the file.
    """

    def __init__(self, half_year: HalfYear) -> None:
        self.half_year = half_year
        self.last_day = half_year.ends_on.isoformat()  # the day after it

    def read(self, element: Any) -> ChildRecord:
        """What the element says. A refused one holds what could be read of it."""
        self.record = ChildRecord()
        values = self.leaves(element, CHILD_ELEMENTS)
        self._read_id(values.get("E4", ""))
        self.record.born_on = self.day(values, "E5") or ""
        if not self.record.born_on:
            self.warn("no-birth-date", "E5", "", "No birth date.",
                      "Add it: ages are not shown without one.")  # fmt: skip
        self._read_sex(values.get("E6", ""))
        self._read_groups(values)
        self._read_removals(element)
        return self.record

    def refuse(self, code: str, column: str, value: str, problem: str, way_out: str) -> None:
        self._say(REFUSED, code, column, value, problem, way_out)

    def warn(self, code: str, column: str, value: str, problem: str, way_out: str) -> None:
        self._say(WARNED, code, column, value, problem, way_out)

    def _say(
        self, level: str, code: str, column: str, value: str, problem: str, way_out: str
    ) -> None:
        plain = CONTROL.sub("?", value[:200])
        self.record.problems.append(Problem(level, code, column, plain, problem, way_out))

    def leaves(self, element: Any, wanted: frozenset[str]) -> dict[str, str]:
        """Text of the elements wanted among an element's own children."""
        found: dict[str, str] = {}
        for part in element:
            name = short(part.tag)
            if name not in wanted:
                continue
            text = (part.text or "").strip()
            if found.get(name, text) != text:
                self.refuse("element-twice", name, text,
                            "This element stands twice and says two things.",
                            "Keep one.")  # fmt: skip
            found[name] = text
        return found

    def day(self, values: dict[str, str], name: str) -> str | None:
        """ISO text; empty when nothing stands there, None when it is not a day.

        A birth date that is none is warned of and not refused: it is not known.
        """
        text = values.get(name, "")
        if not text:
            return ""
        if iso := iso_day(text):
            return iso
        say = self.warn if name == "E5" else self.refuse
        say("impossible-date", name, text, "Not a day of the calendar.", AS_DAY)
        return None

    def code(self, name: str, value: str, known: dict[str, Any]) -> bool:
        """Whether a code is known; one that is not is said, and read as not known."""
        if value in known:
            return True
        if value:
            self.warn("unknown-code", name, value,
                      "Not a code of this element. It is carried along and read as not known.",
                      f"Known codes: {', '.join(known)}.")  # fmt: skip
        return False

    def _read_id(self, child_id: str) -> None:
        self.record.child_id = child_id
        if not child_id:
            self.refuse("no-child", "E4", "", "No child's id stands here.",
                        "Write the number that the child has in every half-year.")  # fmt: skip
        elif len(child_id) > ID_LENGTH - ROOM_FOR_A_DAY or _joins(child_id):
            self.refuse("not-an-id", "E4", child_id, "This cannot be a child's id.",
                        f"Write at most {ID_LENGTH - ROOM_FOR_A_DAY} letters and "
                        "digits.")  # fmt: skip

    def _read_sex(self, code: str) -> None:
        if self.code("E6", code, words("sex")):
            self.record.sex = words("sex")[code]
        elif code:
            self.record.extra["afcars_e6"] = code

    def _read_groups(self, values: dict[str, str]) -> None:
        race = words("race")
        self.record.groups = [word for name, word in race.items() if values.get(name) == "1"]
        for name in (*race, *race_not_known()):
            value = values.get(name, "")
            if value not in ("", "0") and not (name in race and value == "1"):
                self.record.extra[f"afcars_{name.lower()}"] = value

    def _read_removals(self, element: Any) -> None:
        for part in element:
            if local(part.tag).endswith("_removals"):
                for one in part:
                    if (form := REMOVALS.get(local(one.tag))) is not None:
                        self._read_removal(one, form)
        self.record.removals.sort(key=lambda one: (one.removed_on, one.exited_on or "9"))
        if not self.record.removals:
            self.warn("no-removal", "", "", "A child without any removal.",
                      "Check whether the removals were exported.")  # fmt: skip
        for one, problem in _overlapping(self.record.removals):
            self.refuse("overlap", "E69", one.removed_on, problem,
                        "Correct one of the dates: a child has one removal at a "
                        "time.")  # fmt: skip

    def _read_removal(self, element: Any, form: str) -> None:
        values = self.leaves(element, REMOVAL_ELEMENTS)
        removed_on = self.day(values, "E69")
        if removed_on == "":
            self.refuse("no-removal-date", "E69", "", "A removal needs its first day.", AS_DAY)
        removal = RemovalRecord(form, removed_on or "", self.day(values, "E153") or "")
        self._read_exit(removal, values)
        self._compare_days(removal)
        removal.extra |= {
            f"afcars_{name.lower()}": values[name] for name in ("E71",) if values.get(name)
        }
        if form == "2020":
            removal.arrangements = read_arrangements(self, element, removal)
        self.record.removals.append(removal)

    def _read_exit(self, removal: RemovalRecord, values: dict[str, str]) -> None:
        code = values.get("E155", "")
        if code:
            removal.extra["afcars_exit"] = code
        if self.code("E155", code, codes("exit_reason")):
            removal.exit_code = code
        means_something = removal.exit_code and codes("exit_reason")[code].exit
        if removal.exited_on and not code:
            self.warn("end-without-a-reason", "E155", "", "An end without its reason.",
                      "Write the code in E155.")  # fmt: skip
        elif not removal.exited_on and not values.get("E153") and means_something:
            self.warn("reason-without-an-end", "E155", code,
                      "A reason for leaving care without the day. It is read as still in care.",
                      "Write the day in E153, or clear E155.")  # fmt: skip

    def _compare_days(self, removal: RemovalRecord) -> None:
        entry, end, born = removal.removed_on, removal.exited_on, self.record.born_on
        if entry and end and end < entry:
            self.refuse("ends-before-it-starts", "E153", end,
                        f"It ends before it starts ({entry}).", "Check both dates.")  # fmt: skip
        elif end and end == entry:
            self.warn("in-and-out-on-one-day", "E153", end,
                      "The child left care on the day of the removal.",
                      "Check both dates.")  # fmt: skip
        if born and entry and born > entry:
            self.warn("in-care-before-birth", "E69", entry,
                      "The removal is dated before the child's birth.",
                      "Check E5 and E69.")  # fmt: skip
        if born and end and born > end:
            self.warn("in-care-before-birth", "E153", end,
                      "The exit is dated before the child's birth.",
                      "Check E5 and E153.")  # fmt: skip
        for name, day in (("E69", entry), ("E153", end)):
            self.warn_if_later(name, day)

    def warn_if_later(self, name: str, day: str) -> None:
        """Say that a day lies after the half-year that the file speaks of."""
        if day >= self.last_day:
            self.warn("after-the-half-year", name, day,
                      f"This day lies after the half-year of the file ({self.half_year}).",
                      "Check the day, or the report date of the file.")  # fmt: skip


def _joins(child_id: str) -> bool:
    signs = (JOINS_KEYS, JOINS_SOURCE)
    return any(sign in child_id for sign in signs) or bool(CONTROL.search(child_id))


def _overlapping(removals: list[RemovalRecord]) -> Iterator[tuple[RemovalRecord, str]]:
    """Removals, in order, that start before one before them has ended."""
    before: RemovalRecord | None = None
    for one in removals:
        if not one.removed_on:
            continue
        if before is not None and before.overlaps(one):
            day, end = before.removed_on, before.exited_on
            yield (
                one,
                (
                    f"It starts before the removal of {day} has ended, which ends on {end}."
                    if end
                    else f"It starts before the removal of {day} has ended, which has no end."
                ),
            )
        if before is None or not one.exited_on or one.exited_on > (before.exited_on or "9"):
            before = one


@lru_cache(maxsize=2**15)  # the same days come again and again
def iso_day(text: str) -> str:
    """A day written yyyymmdd as ISO text; empty when it is not one.

    >>> iso_day("20240229"), iso_day("20230229")
    ('2024-02-29', '')
    """
    if not SPELLING.fullmatch(text) or int(text[:4]) not in YEARS:
        return ""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
    except ValueError:
        return ""
