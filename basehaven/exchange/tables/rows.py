"""Rows of one file of one open table, each as values or as what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from basehaven.exchange.tables.files import header_and_rows
from basehaven.exchange.tables.parse import CONTROL, Unfit, as_text, parse, parse_id
from basehaven.exchange.tables.schema import (
    COMMON,
    INTERVALS,
    KEY_LENGTH,
    Column,
    Table,
    extra_columns,
)


class TableRows:
    """One file of one table, with what its heading decides worked out once.

    Args:
        path: a CSV or Parquet file.
        table: which open table it is.

    Raises:
        UnreadableSource: not what its ending says, or a required column missing.
    """

    def __init__(self, path: Path, table: Table) -> None:
        self.path, self.table = path, table
        self.header, self.rows = header_and_rows(path, table)
        place = {name: number for number, name in enumerate(self.header) if name}
        self.known = [
            (column, column.name, column.required, place[column.name], _parser(table, column))
            for column in (*table.columns, *COMMON)
            if column.name in place
        ]
        self.extra = [(name, place[name]) for name in extra_columns(table, place)]
        self.nameless = [number for number, name in enumerate(self.header) if not name]
        self.intervals = [
            pair for pair in INTERVALS if {column.name for column in table.columns} >= set(pair)
        ]

    def as_it_stands(self, cells: Sequence[Any], name: str) -> str:
        """A cell as text, whether or not it fits its column; empty when it is not there."""
        if name in self.header and (number := self.header.index(name)) < len(cells):
            return as_text(cells[number]).strip()
        return ""

    def problems(
        self, cells: Sequence[Any], values: dict[str, Any]
    ) -> Iterator[tuple[str, str, Unfit]]:
        """Fill ``values``; give ``(column, value, why)`` for what does not fit."""
        if len(cells) != len(self.header):
            yield (
                "",
                "",
                Unfit(
                    "unreadable-row",
                    f"The row has {len(cells)} cells where the heading has {len(self.header)}.",
                    "Compare it with the rows around it: often a comma stands inside a value.",
                ),
            )
            return
        for column, name, required, number, parser in self.known:
            cell = cells[number]
            if not required and (cell is None or cell == ""):
                continue  # most cells of a wide table: unknown
            try:
                values[name] = parser(column, cell)
            except Unfit as unfit:
                yield name, as_text(cell)[:200], unfit
        values["extra"] = extra = {}
        for name, number in self.extra:
            if (text := as_text(cells[number])) != "":
                extra[name] = text
                if CONTROL.search(text):
                    yield name, "", Unfit(
                        "unreadable-characters", "A character in it cannot be shown.",
                        "Type it again.",
                    )  # fmt: skip
        yield from self._whole_row(cells, values)

    def _whole_row(
        self, cells: Sequence[Any], values: dict[str, Any]
    ) -> Iterator[tuple[str, str, Unfit]]:
        for number in self.nameless:
            if as_text(cells[number]):
                yield "", as_text(cells[number])[:200], Unfit(
                    "no-heading", f"Column {number + 1} has no heading and something stands in it.",
                    "Give the column a name.",
                )  # fmt: skip
        for start, end in self.intervals:
            first, last = values.get(start), values.get(end)
            if first and last and last < first:
                yield end, last, Unfit(
                    "ends-before-it-starts", f"It ends before it starts ({first}).",
                    "Check both dates.",
                )  # fmt: skip
        if self.table.name == "siblings" and values.get("child_id") == values.get("sibling_id"):
            yield (
                "sibling_id",
                str(values.get("sibling_id")),
                Unfit(
                    "own-sibling",
                    "A child is not their own sibling.",
                    "Correct one of the two ids.",
                ),
            )
        if len(self.table.key_of(values)) > KEY_LENGTH:
            yield self.table.key[0], "", Unfit(
                "too-long", f"The ids of this row together pass {KEY_LENGTH} characters.",
                "Use shorter ids.",
            )  # fmt: skip


def _parser(table: Table, column: Column) -> Callable[[Column, Any], Any]:
    if column.name == table.own_id or column.name == "source_id":
        return _own_id
    return _reference if column.refers_to and column.kind == "text" else parse


def _own_id(column: Column, value: Any) -> Any:
    text = parse(column, value)
    return parse_id(column, text) if text else text


def _reference(column: Column, value: Any) -> Any:
    """An id of another row; ``source::id`` when it is of another source."""
    text = parse(column, value)
    if text:
        parse_id(column, text.replace("::", "", 1))
    return text
