"""One cell of an open table into what the stage holds, or why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from basehaven.exchange.tables.schema import ID_LENGTH, Column

TRUE, FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})
PLAIN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PLAIN_INT = re.compile(r"-?\d{1,15}", re.ASCII)
PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?([eE]-?\d{1,2})?", re.ASCII)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
YEARS = range(1900, 2201)  # our own limits: outside them a year is a slip of the finger
JOINS_KEYS, JOINS_SOURCE = "|", "::"


class Unfit(Exception):
    """A value that its column does not take: the problem and the way out."""

    def __init__(self, code: str, problem: str, way_out: str) -> None:
        super().__init__(problem)
        self.code, self.problem, self.way_out = code, problem, way_out


def parse(column: Column, value: Any) -> Any:
    """A cell into what the stage holds.

    Args:
        column: its definition.
        value: text from CSV, or a typed value from Parquet.

    Returns:
        ISO text (times in UTC), 0 or 1, a number, a list of text, or None when
        unknown.

    Raises:
        Unfit: the column does not take it.

    >>> parse(Column("on", "date"), "2024-03-31")
    '2024-03-31'
    >>> parse(Column("groups", "list"), "a|b")
    ['a', 'b']
    >>> parse(Column("at", "time"), "2024-03-31T09:00:00+02:00")
    '2024-03-31T07:00:00+00:00'
    """
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "" or value == []:
        if column.required:
            raise Unfit("empty", "This column is required and empty.", "Fill it in.")
        return [] if column.kind == "list" else None
    return PARSERS[column.kind](column, value)


def as_text(value: Any) -> str:
    """A value of an extra column as text, as CSV would write it."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        return JOINS_KEYS.join(as_text(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _text(column: Column, value: Any) -> str:
    text = as_text(value)
    if CONTROL.search(text):
        raise Unfit("unreadable-characters", "A character in it cannot be shown.", "Type it again.")
    if column.length and len(text) > column.length:
        raise Unfit(
            "too-long",
            f"{len(text)} characters; this column holds {column.length}.",
            "Shorten it, or carry the rest in a column of your own.",
        )
    return text


def parse_id(column: Column, value: Any) -> str:
    """An id of a row's own: two signs are kept for joining ids.

    Raises:
        Unfit: one of them stands in it, or it is too long to be joined.
    """
    text = _text(column, value)
    if len(text) > max(column.length, ID_LENGTH):
        raise Unfit(
            "too-long", f"{len(text)} characters; an id has at most {ID_LENGTH}.",
            "Write a shorter id, here and wherever it is referred to.",
        )  # fmt: skip
    for sign in (JOINS_KEYS, JOINS_SOURCE):
        if sign in text:
            raise Unfit(
                "sign-in-id",
                f"'{sign}' stands in this id and is kept for joining ids.",
                "Write the id without it, here and wherever it is referred to.",
            )
    return text


def _enum(column: Column, value: Any) -> str:
    if value not in column.choices:
        raise Unfit(
            "unknown-code",
            "Not a word that this column knows.",
            f"It takes: {', '.join(column.choices)}.",
        )
    return str(value)


def _list(column: Column, value: Any) -> list[str]:
    given = value if isinstance(value, list) else _text(column, value).split(JOINS_KEYS)
    items = [_text(column, item).strip() for item in given]
    if not all(items):
        raise Unfit("empty-in-list", "One of the list is empty.", "Remove the extra '|'.")
    if isinstance(value, list) and any(JOINS_KEYS in item for item in items):
        raise Unfit(
            "sign-in-list", "'|' stands in one of the list and joins lists in CSV.",
            "Write it another way.",
        )  # fmt: skip
    unknown = [item for item in items if column.choices and item not in column.choices]
    if unknown:
        raise Unfit(
            "unknown-code",
            f"'{unknown[0]}' is not a word that this column knows.",
            f"It takes: {', '.join(column.choices)}, joined with |.",
        )
    if column.refers_to and len(set(items)) < len(items):
        raise Unfit("twice-in-list", "One id stands twice in the list.", "Keep one.")
    return items


def _bool(column: Column, value: Any) -> int:
    word = str(value).lower()
    if word in TRUE:
        return 1
    if word in FALSE:
        return 0
    raise Unfit("not-true-or-false", "Neither true nor false.", "Write true or false.")


def _int(column: Column, value: Any) -> int:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, bool) or not PLAIN_INT.fullmatch(text):
        raise Unfit("not-a-number", "Not a whole number.", "Write digits only.")
    return int(_within(column, int(text)))


def _number(column: Column, value: Any) -> float | int:
    text = str(value)
    if isinstance(value, bool) or not PLAIN_NUMBER.fullmatch(text):
        raise Unfit("not-a-number", "Not a number.", "Write it with a point: 3.5.")
    exact = Decimal(text)
    kept = exact.quantize(Decimal(1).scaleb(-column.decimals), ROUND_HALF_UP)
    if kept != exact:
        raise Unfit("too-exact", f"This column keeps {column.decimals} decimals.", f"Write {kept}.")
    number = _within(column, float(exact))
    return int(number) if number == int(number) else number


def _within(column: Column, number: float) -> float:
    least = -column.at_most if column.signed else 0
    if not least <= number <= column.at_most:
        raise Unfit(
            "out-of-range",
            "Not a number that this column holds.",
            f"It goes from {least:.0f} to {column.at_most:.0f}.",
        )
    return number


def _date(column: Column, value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else str(value)
    try:
        day = value if isinstance(value, date) else _plain_day(str(value))
    except ValueError:
        raise Unfit(
            "impossible-date", "Not a day of the calendar.", "Write it as 2024-03-31."
        ) from None
    return _of_our_time(day).isoformat()


@lru_cache(maxsize=2**16)  # the same days come again and again
def _plain_day(text: str) -> date:
    if not PLAIN_DAY.fullmatch(text):
        raise ValueError
    return date.fromisoformat(text)


def _of_our_time(day: date) -> date:
    if day.year not in YEARS:
        raise Unfit("impossible-date", f"The year {day.year} cannot be meant.", "Check the year.")
    return day


def _time(column: Column, value: Any) -> str:
    try:
        when = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        if when.tzinfo is None:
            raise Unfit(
                "time-without-zone",
                "A time without its zone.",
                "Add the zone, such as +00:00 or -08:00.",
            )
        _of_our_time(when.date())
        return when.astimezone(UTC).isoformat()
    except ValueError:
        raise Unfit(
            "impossible-date", "Not a time.", "Write it as 2024-03-31T07:52:00+00:00."
        ) from None


PARSERS: dict[str, Callable[[Column, Any], Any]] = {
    "text": _text,
    "enum": _enum,
    "list": _list,
    "bool": _bool,
    "int": _int,
    "number": _number,
    "date": _date,
    "time": _time,
}
