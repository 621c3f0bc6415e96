"""What was not saved, in the format it came in, to be mended and imported again."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import asdict, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from basehaven.exchange.findings import REFUSED, Finding
from basehaven.exchange.safe import csv_rows, files_in, unpack
from basehaven.exchange.ssda903.parts import EPISODE_COLUMNS, HEADER_COLUMNS
from basehaven.exchange.ssda903.xml import xml_parts
from basehaven.exchange.stage import Staged
from basehaven.exchange.tables.write import escape_formula


def write_rejects(staged: Staged, source: Path, folder: Path) -> None:
    """Write the rows kept back and ``findings.csv``, which says why.

    Args:
        staged: the stage of ``source``.
        source: what was imported: a folder, a zip or an XML file.
        folder: made if missing.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = staged.kept_back()
    with tempfile.TemporaryDirectory(prefix="basehaven-") as unpacked:
        if source.suffix.lower() == ".zip":
            unpack(source, Path(unpacked))
            source = Path(unpacked)
            alone = list(source.iterdir())
            if len(alone) == 1 and alone[0].suffix.lower() == ".xml":
                source = alone[0]
        if source.is_dir():
            for path in files_in(source, ".csv", ".parquet"):
                if kept.get(path.name):
                    write = _csv if path.suffix.lower() == ".csv" else _parquet
                    write(path, set(kept[path.name]), folder / path.name)
        else:
            _xml(source, kept, folder)
    write_findings(staged, folder / "findings.csv", level=REFUSED)


def _csv(path: Path, lines: set[int], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for line, cells in csv_rows(path):
            if line == 1 or line in lines:
                writer.writerow(cells)


def _parquet(path: Path, lines: set[int], target: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.take(pa.array(sorted(line - 1 for line in lines))), target)


def _xml(path: Path, kept: dict[str, dict[int, str]], folder: Path) -> None:
    columns = {"header": HEADER_COLUMNS, "episodes": EPISODE_COLUMNS}
    files = {}
    try:
        for part in columns:
            files[part] = (folder / f"{part}.csv").open("w", encoding="utf-8", newline="")
        writers = {part: csv.writer(file, lineterminator="\n") for part, file in files.items()}
        for part, writer in writers.items():
            writer.writerow(columns[part])
        for row in xml_parts(path):
            if row.part in writers and row.line in kept.get(row.file, {}):
                writers[row.part].writerow(
                    [row.values.get(column, "") for column in columns[row.part]]
                )
    finally:
        for file in files.values():
            file.close()


def write_findings(staged: Staged, path: Path, *, level: str | None = None) -> None:
    """Findings as a spreadsheet that people open: no cell can run as a formula."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(Finding)])
        for found in staged.findings(level=level):
            writer.writerow(
                [
                    escape_formula(value) if isinstance(value, str) else value
                    for value in asdict(found).values()
                ]
            )
