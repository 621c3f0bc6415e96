"""Read a folder of open tables, CSV or Parquet, into a stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.findings import NOTED, REFUSED, Finding
from basehaven.exchange.safe import csv_rows, files_in
from basehaven.exchange.stage import StageWriter
from basehaven.exchange.tables.check import check_folder
from basehaven.exchange.tables.files import Row
from basehaven.exchange.tables.rows import TableRows
from basehaven.exchange.tables.schema import TABLES, Table

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
    known, unknown = tables_in(folder)
    read = 0
    for name, table in TABLES.items():  # so that what is referred to comes first
        if name in known:
            read = TableFile(known[name], table, stage).stage_rows(progress, read)
    for path in unknown:
        _leave_out(stage, path)
    check_folder(stage, set(known))


def tables_in(folder: Path) -> tuple[dict[str, Path], list[Path]]:
    """The open tables of a folder by name, and the files that are none.

    Raises:
        UnreadableSource: no open table in the folder, or one in two formats.
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
    return known, unknown


def _leave_out(stage: StageWriter, path: Path) -> None:
    rows = max(sum(1 for _ in csv_rows(path)) - 1, 0) if path.suffix.lower() == ".csv" else 0
    stage.source_file(path.name, "unknown", rows, rows, "not an open table")
    stage.finding(
        Finding(NOTED, "file-not-used", path.name, None, "", "",
                "Not an open table; left out.", f"Tables are called {', '.join(TABLES)}.")
    )  # fmt: skip


class TableFile:
    """Stages or refuses the rows of one file of one table."""

    def __init__(self, path: Path, table: Table, stage: StageWriter) -> None:
        self.file, self.stage = TableRows(path, table), stage

    def stage_rows(self, progress: Progress | None, before: int) -> int:
        """Stage or refuse each row. Returns the number of rows read in all."""
        read = before
        for line, cells in self.file.rows:
            read += 1
            if progress and read % EVERY == 0:
                progress(read)
            self._stage_row(line, cells)
        self.stage.source_file(self.file.path.name, self.file.table.name, read - before)
        return read

    def _stage_row(self, line: int, cells: Sequence[Any]) -> None:
        values: dict[str, Any] = {}
        problems = list(self.file.problems(cells, values))
        if not problems:
            self.stage.add(self.file.table.name, values, self.file.path.name, line)
            return
        child = self.file.as_it_stands(cells, "child_id")
        for column, value, unfit in problems:
            self.stage.finding(
                Finding(REFUSED, unfit.code, self.file.path.name, line, column, value, str(unfit),
                        unfit.way_out, child)
            )  # fmt: skip
        stands = {name: self.file.as_it_stands(cells, name) for name in self.file.table.key}
        self.stage.refused_key(
            self.file.table.name,
            values,
            stands | {"source_id": self.file.as_it_stands(cells, "source_id")},
        )


__all__ = ["Row", "TableFile", "stage_tables"]
