"""Read a folder of open tables, CSV or Parquet, into a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.findings import NOTED, REFUSED, Finding
from basehaven.exchange.safe import csv_rows, files_in
from basehaven.exchange.stage import StageWriter
from basehaven.exchange.tables.check import check_folder
from basehaven.exchange.tables.files import Row, header_and_rows
from basehaven.exchange.tables.parse import CONTROL, Unfit, as_text, parse, parse_id
from basehaven.exchange.tables.schema import (
    COMMON,
    INTERVALS,
    KEY_LENGTH,
    TABLES,
    Column,
    Table,
    extra_columns,
)

Progress = Callable[[int], None]
EVERY = 5_000  # rows between two calls of progress


def stage_tables(folder: Path, stage: StageWriter, progress: Progress | None = None) -> None:
    """Stage every open table of a folder.

    Args:
        folder: holds ``children.csv`` or ``children.parquet`` and so on.
        stage: an open stage; its ``source_id`` is used where a file has none.
        progress: called with the number of rows read so far.

    Raises:
        UnreadableSource: no open table in the folder, one in two formats, or
            a file that is not what it says.
    """
    known: dict[str, Path] = {}
    unknown: list[Path] = []
    for path in files_in(folder, ".csv", ".parquet"):
        name = path.stem.lower()
        if name not in TABLES:
            unknown.append(path)
        elif name in known:
            raise UnreadableSource(
                f"{path.name}: this table is also there as {known[name].name}. Keep one."
            )
        else:
            known[name] = path
    if not known:
        raise UnreadableSource(
            f"{folder.name}: no open table in it. Tables are called {', '.join(TABLES)}, "
            "and end in .csv or .parquet."
        )
    read = 0
    for name, table in TABLES.items():  # so that what is referred to comes first
        if name in known:
            read = TableFile(known[name], table, stage).stage_rows(progress, read)
    for path in unknown:
        _leave_out(stage, path)
    check_folder(stage, set(known))


def _leave_out(stage: StageWriter, path: Path) -> None:
    rows = max(sum(1 for _ in csv_rows(path)) - 1, 0) if path.suffix.lower() == ".csv" else 0
    stage.source_file(path.name, "unknown", rows, rows, "not an open table")
    stage.finding(
        Finding(NOTED, "file-not-used", path.name, None, "", "",
                "Not an open table; left out.", f"Tables are called {', '.join(TABLES)}.")
    )  # fmt: skip


class TableFile:
    """One file of one table, with what its heading decides worked out once."""

    def __init__(self, path: Path, table: Table, stage: StageWriter) -> None:
        self.path, self.table, self.stage = path, table, stage
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

    def stage_rows(self, progress: Progress | None, before: int) -> int:
        """Stage or refuse each row. Returns the number of rows read in all."""
        read = before
        for line, cells in self.rows:
            read += 1
            if progress and read % EVERY == 0:
                progress(read)
            self._stage_row(line, cells)
        self.stage.source_file(self.path.name, self.table.name, read - before)
        return read

    def _stage_row(self, line: int, cells: Sequence[Any]) -> None:
        values: dict[str, Any] = {}
        problems = list(self._problems(cells, values))
        if not problems:
            self.stage.add(self.table.name, values, self.path.name, line)
            return
        child = self._as_it_stands(cells, "child_id")
        for column, value, unfit in problems:
            self.stage.finding(
                Finding(REFUSED, unfit.code, self.path.name, line, column, value, str(unfit),
                        unfit.way_out, child)
            )  # fmt: skip
        stands = {name: self._as_it_stands(cells, name) for name in self.table.key}
        self.stage.refused_key(
            self.table.name, values, stands | {"source_id": self._as_it_stands(cells, "source_id")}
        )

    def _as_it_stands(self, cells: Sequence[Any], name: str) -> str:
        if name in self.header and (number := self.header.index(name)) < len(cells):
            return as_text(cells[number]).strip()
        return ""

    def _problems(
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


__all__ = ["Row", "TableFile", "stage_tables"]
