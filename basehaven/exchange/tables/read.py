"""Read a folder of open tables, CSV or Parquet, into a stage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.findings import NOTED, REFUSED, Finding
from basehaven.exchange.safe import csv_rows, files_in, refuse_disguise
from basehaven.exchange.stage import StageWriter
from basehaven.exchange.tables.check import check_folder
from basehaven.exchange.tables.schema import (
    COMMON,
    INTERVALS,
    TABLES,
    Column,
    Table,
    extra_columns,
)

Progress = Callable[[int], None]
TRUE, FALSE = ("true", "1"), ("false", "0")
PLAIN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Unfit(Exception):
    """A value that its column does not take: the problem and the way out."""

    def __init__(self, code: str, problem: str, way_out: str) -> None:
        super().__init__(problem)
        self.code, self.problem, self.way_out = code, problem, way_out


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
    for path in files_in(folder, ".csv", ".parquet"):
        if path.stem not in TABLES:
            _leave_out(stage, path)
        elif path.stem in known:
            raise UnreadableSource(
                f"{path.name}: this table is also there as {known[path.stem].name}. Keep one."
            )
        else:
            known[path.stem] = path
    if not known:
        raise UnreadableSource(
            f"{folder.name}: no open table in it. Tables are called {', '.join(TABLES)}, "
            "and end in .csv or .parquet."
        )
    read = 0
    for name, table in TABLES.items():  # so that what is referred to comes first
        if name in known:
            read = _stage_file(known[name], table, stage, progress, read)
    check_folder(stage, set(known))


def _leave_out(stage: StageWriter, path: Path) -> None:
    rows = max(sum(1 for _ in csv_rows(path)) - 1, 0) if path.suffix == ".csv" else 0
    stage.source_file(path.name, "unknown", rows, rows, "not an open table")
    stage.finding(
        Finding(NOTED, "file-not-used", path.name, None, "", "",
                "Not an open table; left out.", f"Tables are called {', '.join(TABLES)}.")
    )  # fmt: skip


def _stage_file(
    path: Path, table: Table, stage: StageWriter, progress: Progress | None, before: int
) -> int:
    is_csv = path.suffix.lower() == ".csv"
    rows = _csv_values(path, table, stage) if is_csv else _parquet_values(path)
    columns = (*table.columns, *COMMON)
    read = 0
    for line, values in rows:
        read += 1
        if progress and (before + read) % 5_000 == 0:
            progress(before + read)
        if values is not None:
            _stage_row(path, table, columns, line, values, stage)
    stage.source_file(path.name, table.name, read)
    return before + read


def _csv_values(
    path: Path, table: Table, stage: StageWriter
) -> Iterator[tuple[int, Mapping[str, Any] | None]]:
    header: list[str] = []
    for line, cells in csv_rows(path):
        if not header:
            header = [cell.strip() for cell in cells]
            _check_header(path, table, header)
            continue
        if len(cells) != len(header):
            child = dict(zip(header, cells, strict=False)).get("child_id", "")
            stage.finding(
                Finding(REFUSED, "unreadable-row", path.name, line, "", "",
                        f"The row has {len(cells)} columns where the heading has {len(header)}.",
                        "Compare it with the rows around it.", child)
            )  # fmt: skip
            yield line, None
            continue
        yield line, dict(zip(header, cells, strict=True))


def _check_header(path: Path, table: Table, header: list[str]) -> None:
    missing = [
        column.name for column in table.columns if column.required and column.name not in header
    ]
    if missing:
        raise UnreadableSource(
            f"{path.name}: the column {', '.join(missing)} is missing. It is required."
        )
    twice = {name for name in header if header.count(name) > 1}
    if twice:
        raise UnreadableSource(f"{path.name}: the column {', '.join(sorted(twice))} stands twice.")


def _parquet_values(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | None]]:
    refuse_disguise(path, b"PAR1")
    try:
        file = pq.ParquetFile(path)
        line = 0
        for batch in file.iter_batches(batch_size=5_000):
            for values in batch.to_pylist():
                line += 1
                yield line, values
    except (pa.ArrowInvalid, OSError) as error:
        raise UnreadableSource(f"{path.name}: not a readable Parquet file ({error}).") from error


def _stage_row(
    path: Path,
    table: Table,
    columns: tuple[Column, ...],
    line: int,
    values: Mapping[str, Any],
    stage: StageWriter,
) -> None:
    parsed: dict[str, Any] = {}
    good = True
    for column in columns:
        try:
            parsed[column.name] = parse(column, values.get(column.name))
        except Unfit as unfit:
            good = False
            stage.finding(
                Finding(REFUSED, unfit.code, path.name, line, column.name,
                        str(values.get(column.name) or ""), unfit.problem, unfit.way_out,
                        str(values.get("child_id") or ""))
            )  # fmt: skip
    for start, end in INTERVALS:
        if parsed.get(start) and parsed.get(end) and parsed[end] < parsed[start]:
            good = False
            stage.finding(
                Finding(REFUSED, "ends-before-it-starts", path.name, line, end, parsed[end],
                        f"It ends before it starts ({parsed[start]}).", "Check both dates.",
                        str(values.get("child_id") or ""))
            )  # fmt: skip
    if not good:
        stage.refused_key(table.name, parsed, values)
        return
    parsed["extra"] = {
        name: _as_text(values[name])
        for name in extra_columns(table, values)
        if values[name] not in (None, "")
    }
    stage.add(table.name, parsed, path.name, line)


def _as_text(value: Any) -> str:
    return "|".join(str(item) for item in value) if isinstance(value, list) else str(value)


def parse(column: Column, value: Any) -> Any:
    """A cell into what the stage holds.

    Args:
        column: its definition.
        value: text from CSV, or a typed value from Parquet.

    Returns:
        ISO text, 0 or 1, a number, a list of text, or None when unknown.

    Raises:
        Unfit: the column does not take it.

    >>> parse(Column("on", "date"), "2024-03-31")
    '2024-03-31'
    >>> parse(Column("groups", "list"), "a|b")
    ['a', 'b']
    """
    if isinstance(value, str):
        value = value.strip()
    if value is None or value in ("", []):
        if column.required:
            raise Unfit("empty", "This column is required and empty.", "Fill it in.")
        return [] if column.kind == "list" else None
    return _PARSERS[column.kind](column, value)


def _text(column: Column, value: Any) -> str:
    return str(value)


def _enum(column: Column, value: Any) -> str:
    if value not in column.choices:
        raise Unfit(
            "unknown-code", "Not a word that this column knows.",
            f"It takes: {', '.join(column.choices)}.",
        )  # fmt: skip
    return str(value)


def _list(column: Column, value: Any) -> list[str]:
    items = [str(item) for item in (value if isinstance(value, list) else value.split("|"))]
    unknown = [item for item in items if column.choices and item not in column.choices]
    if unknown:
        raise Unfit(
            "unknown-code", f"'{unknown[0]}' is not a word that this column knows.",
            f"It takes: {', '.join(column.choices)}, joined with |.",
        )  # fmt: skip
    return items


def _bool(column: Column, value: Any) -> int:
    word = str(value).lower()
    if word not in (*TRUE, *FALSE):
        raise Unfit("not-true-or-false", "Neither true nor false.", "Write true or false.")
    return int(word in TRUE)


def _int(column: Column, value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise Unfit("not-a-number", "Not a whole number.", "Write digits only.") from None
    if number < 0:
        raise Unfit("not-a-number", "Less than nothing.", "Check the sign.")
    return number


def _number(column: Column, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise Unfit("not-a-number", "Not a number.", "Write it with a point: 3.5.") from None
    if not abs(number) < 1e12:
        raise Unfit("not-a-number", "Not a number.", "Write it with a point: 3.5.")
    if column.name == "hours_per_week" and not 0 <= number <= 168:
        raise Unfit("not-a-number", "A week has 168 hours.", "Write 0 to 168.")
    return number


def _date(column: Column, value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    try:
        if not PLAIN_DAY.fullmatch(str(value)):
            raise ValueError
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Unfit(
            "impossible-date", "Not a day of the calendar.", "Write it as 2024-03-31."
        ) from None


def _time(column: Column, value: Any) -> str:
    try:
        when = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise Unfit(
            "impossible-date", "Not a time.", "Write it as 2024-03-31T07:52:00+00:00."
        ) from None
    if when.tzinfo is None:
        raise Unfit(
            "time-without-zone", "A time without its zone.",
            "Add the zone, such as +00:00 or -08:00.",
        )  # fmt: skip
    return when.isoformat()


_PARSERS: dict[str, Callable[[Column, Any], Any]] = {
    "text": _text,
    "enum": _enum,
    "list": _list,
    "bool": _bool,
    "int": _int,
    "number": _number,
    "date": _date,
    "time": _time,
}
