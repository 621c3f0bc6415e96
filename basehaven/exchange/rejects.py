"""What was not saved, in the format it came in, to be mended and imported again."""

from __future__ import annotations

import csv
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from basehaven.exchange.afcars2020.rejects import write_records
from basehaven.exchange.findings import REFUSED, Finding
from basehaven.exchange.safe import csv_rows, files_in, unpack, what_is_meant
from basehaven.exchange.ssda903.parts import EPISODE_COLUMNS, HEADER_COLUMNS
from basehaven.exchange.ssda903.xml import xml_parts
from basehaven.exchange.stage import Staged
from basehaven.exchange.tables.write import escape_formula

RETURN = {"header": HEADER_COLUMNS, "episodes": EPISODE_COLUMNS}
FINDINGS = "findings.csv"
HEADING = [field.name for field in fields(Finding)]


def write_rejects(staged: Staged, source: Path, folder: Path) -> None:
    """Write the rows kept back and ``findings.csv``, which says why.

    Whole children are written, good rows too, so that the folder can be mended
    and imported as it is. Values stand there as they came.

    Args:
        staged: the stage of ``source``.
        source: what was imported: a folder, a zip or an XML file.
        folder: made if missing, for its owner's eyes only.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix="basehaven-") as unpacked:
        if source.suffix.lower() == ".zip":
            unpack(source, Path(unpacked))
            source = Path(unpacked)
        source = what_is_meant(source)
        if staged.about().get("format") == "afcars2020":
            write_records(staged, source, folder)
        elif source.is_dir():
            _write_files(staged, source, folder)
        else:
            _write_xml(staged, source, folder)
    write_findings(staged, folder / FINDINGS, level=REFUSED)


def are_rejects(folder: Path) -> bool:
    """Whether a folder is what ``write_rejects`` wrote, mended or not: a part of its source."""
    path = folder / FINDINGS
    return path.is_file() and next(csv_rows(path), (1, []))[1] == HEADING


def _write_files(staged: Staged, source: Path, folder: Path) -> None:
    parts = staged.parts()
    for path in files_in(source, ".csv", ".parquet"):
        lines = staged.lines_kept_back(path.name)
        if lines or parts.get(path.name) in RETURN:  # a return needs both files
            write = _write_csv if path.suffix.lower() == ".csv" else _write_parquet
            write(path, lines, folder / path.name)


def _write_csv(path: Path, lines: set[int], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        rows = csv_rows(path)
        _line, heading = next(rows)
        writer.writerow(heading)
        writer.writerows(cells for line, cells in rows if line in lines)


def _write_parquet(path: Path, lines: set[int], target: Path) -> None:
    with ExitStack() as stack:
        file = stack.enter_context(pq.ParquetFile(path))
        writer = stack.enter_context(pq.ParquetWriter(target, file.schema_arrow))
        first = 1
        for batch in file.iter_batches():
            there = [n for n in range(batch.num_rows) if n + first in lines]
            if there:
                writer.write_batch(batch.take(pa.array(there)))
            first += batch.num_rows


def _write_xml(staged: Staged, path: Path, folder: Path) -> None:
    """The return's two files as CSV, which is easier to mend than XML."""
    kept: dict[str, set[int]] = {}
    with ExitStack() as stack:
        writers = {}
        for part, columns in RETURN.items():
            file = stack.enter_context(
                (folder / f"{part}.csv").open("w", encoding="utf-8", newline="")
            )
            writers[part] = csv.writer(file, lineterminator="\n")
            writers[part].writerow(columns)
        for row in xml_parts(path):
            if row.part not in writers:
                continue
            if row.file not in kept:
                kept[row.file] = staged.lines_kept_back(row.file)
            if row.line in kept[row.file]:
                columns = RETURN[row.part]
                writers[row.part].writerow([row.values.get(column, "") for column in columns])


def write_findings(staged: Staged, path: Path, *, level: str | None = None) -> None:
    """Findings as a spreadsheet that people open: no cell can run as a formula."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADING)
        for found in staged.findings(level=level):
            writer.writerow(
                [
                    escape_formula(value) if isinstance(value, str) else value
                    for value in asdict(found).values()
                ]
            )
