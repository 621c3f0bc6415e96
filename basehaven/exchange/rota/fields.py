"""A file's values one field at a time: each refusal names the field and the way out."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from basehaven.core.errors import UnreadableSource
from basehaven.knowledge.load import NoDuplicateKeys

LARGEST = 5_000_000  # bytes; sixty children take 40,000


class _Loader(NoDuplicateKeys):
    """YAML takes 10:30 for a number of sixties; here a time stays what was written."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith((":int", ":float"))]
    for first, resolvers in NoDuplicateKeys.yaml_implicit_resolvers.items()
}


def _yaml(text: str) -> Any:
    loader = _Loader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"'{key}' stands twice")
        found[key] = value
    return found


def read_values(path: Path) -> dict[str, Any]:
    """The values of a YAML or JSON file, numbers still as they were written.

    Args:
        path: the file; JSON if it ends in ``.json``.

    Raises:
        UnreadableSource: it cannot be read, or is no mapping.
    """
    if path.stat().st_size > LARGEST:
        raise UnreadableSource(f"{path.name} has more than 5 MB. A rota file is far smaller.")
    try:
        text = path.read_text(encoding="utf-8")
        values = _json(text) if path.suffix == ".json" else _yaml(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = where.line + 1 if where else getattr(error, "lineno", 0)
        problem = getattr(error, "problem", None) or getattr(error, "msg", None) or str(error)
        raise UnreadableSource(
            f"{path.name}{f', line {line}' if line else ''}: not readable as YAML or JSON: "
            f"{problem}. Mend it there."
        ) from error
    if not isinstance(values, dict):
        raise UnreadableSource(
            f"{path.name}: begin with 'week:', 'open:', 'rooms:', 'adults:' and 'children:'. "
            "See docs/how-to/plan-a-rota.md."
        )
    return values


class Fields:
    """A mapping of the file, and where it stands."""

    def __init__(self, values: dict[str, Any], where: str, known: str) -> None:
        """Take a mapping.

        Args:
            values: as read.
            where: what it is, in words for the person: ``children, 3 (milo)``.
            known: the fields that may be in it, with blanks between.

        Raises:
            UnreadableSource: it holds a field that is not known.
        """
        self.values, self.where = values, where
        names = known.split()
        for name in values:
            if str(name) not in names:
                near = difflib.get_close_matches(str(name), names, 1)
                hint = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(names)}."
                raise self.refuse(str(name), f"is not a field here. {hint}")

    def refuse(self, name: str, problem: str) -> UnreadableSource:
        """What to raise for a field."""
        return UnreadableSource(f"{self.where}: '{name}' {problem}")

    def has(self, name: str) -> bool:
        """Whether a field is there and holds something."""
        return self.values.get(name) not in (None, "", [], {})

    def text(self, name: str, default: str | None = None) -> str:
        """A short text or id."""
        value = self.values.get(name)
        if value is None or value == "":
            if default is None:
                raise self.refuse(name, "is missing. Add it.")
            return default
        if isinstance(value, dict | list):
            raise self.refuse(name, "holds several values. Write one word or name.")
        return str(value).strip()

    def choice(self, name: str, default: str, choices: list[str]) -> str:
        """One of several words."""
        value = self.text(name, default)
        if value not in choices:
            raise self.refuse(name, f"is '{value}'. Write one of: {', '.join(choices)}.")
        return value

    def number(self, name: str, default: float | None, low: float, high: float) -> float:
        """A number between two others, both allowed."""
        text = self.text(name, None if default is None else str(default))
        try:
            value = float(text)
        except ValueError:
            raise self.refuse(name, f"is '{text}', which is no number. Write one.") from None
        if not low <= value <= high:
            raise self.refuse(name, f"is {text}. Write a number from {low:g} to {high:g}.")
        return value

    def whole(self, name: str, default: int | None, low: int, high: int) -> int:
        """A whole number between two others, both allowed."""
        value = self.number(name, default, low, high)
        if value != int(value):
            raise self.refuse(name, f"is {value:g}. Write a whole number.")
        return int(value)

    def yes(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise self.refuse(name, f"is '{value}'. Write true or false.")
        return value

    def day(self, name: str) -> date | None:
        """A date, or None if there is none."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise self.refuse(name, f"is '{value}'. Write a date such as 2026-03-02.") from None

    def listed(self, name: str) -> list[Any]:
        """A list; one value counts as a list of one."""
        value = self.values.get(name)
        if value is None or value == "":
            return []
        return value if isinstance(value, list) else [value]

    def names(self, name: str) -> list[str]:
        """A list of ids."""
        if any(isinstance(value, dict | list) for value in self.listed(name)):
            raise self.refuse(name, "holds more than ids. Write a list of ids.")
        return [str(value).strip() for value in self.listed(name)]

    def mapping(self, name: str) -> dict[str, Any]:
        """Names and values."""
        value = self.values.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.refuse(name, "needs names with values, one a line: 'mon: \"08:00-16:30\"'.")
        return {str(key): inner for key, inner in value.items()}

    def inner(self, name: str, known: str) -> Fields:
        """The mapping in a field, with its own known fields; empty if it is not there."""
        return Fields(self.mapping(name), f"{self.where}, {name}", known)

    def rows(self, name: str, known: str) -> Iterator[Fields]:
        """Each mapping of a list, named by its place and id."""
        for number, row in enumerate(self.listed(name), 1):
            if not isinstance(row, dict):
                raise self.refuse(name, f"number {number} needs fields such as 'id: ...'.")
            called = f" ({row['id']})" if row.get("id") else ""
            place = f"{self.where}, " if self.where else ""
            yield Fields(row, f"{place}{name} {number}{called}", known)
