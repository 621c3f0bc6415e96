"""A return as typed tables for figures: every row whose days can be read, odd or not.

The record refuses an overlap, because a child has one home at a time. A figure
that dropped such rows would be another figure than the authority's own, so
here they are kept, counted as odd, and only what has no day is left out.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.safe import unpack, what_is_meant
from basehaven.exchange.ssda903.figure_rows import FigureReport, FigureRows
from basehaven.exchange.ssda903.figure_tables import child_rows, stay_and_removal_rows, worker_rows
from basehaven.exchange.ssda903.parts import Row, csv_parts
from basehaven.exchange.ssda903.xml import xml_parts
from basehaven.exchange.tables.write import write_tables

Progress = Callable[[int], None]
EVERY = 5_000  # rows between two calls of progress, and of one insertion
CARRIED = ("ssda903_place", "ssda903_rne", "ssda903_ls", "ssda903_rec")
STORED = """
CREATE TABLE header (child TEXT PRIMARY KEY, born TEXT, sex TEXT, ethnic TEXT) WITHOUT ROWID;
CREATE TABLE episodes (child TEXT, started TEXT, ended TEXT, rne TEXT, ls TEXT, place TEXT,
    rec TEXT, pl_post TEXT, urn TEXT, file TEXT, line INTEGER);
CREATE TABLE workers (child TEXT, worker TEXT, started TEXT, ended TEXT);
"""


def write_for_figures(
    path: Path,
    folder: Path,
    *,
    source_id: str = "ssda903",
    secret: bytes = b"",
    progress: Progress | None = None,
) -> FigureReport:
    """Write ``children``, ``stays`` and ``removals`` of a return as Parquet.

    And ``ties``, where it has a part on social workers: not recorded is not none.

    Args:
        path: the folder of CSV files, a zip of it, or the XML file.
        folder: where the tables go; made if missing.
        source_id: stands in every row.
        secret: of the agency; ids of homes are made with it.
        progress: called with the number of rows read so far.

    Returns:
        What was read, left out and kept though odd.

    Raises:
        UnreadableSource: no episodes and header in it, or not safe to read.

    Not for the record: it holds what an import refuses, such as overlaps.
    """
    if not path.exists():
        raise UnreadableSource(f"{path}: nothing is there. Check the path.")
    with tempfile.TemporaryDirectory(prefix="basehaven-") as work:
        if path.suffix.lower() == ".zip":
            unpacked = Path(work) / "zip"
            unpacked.mkdir()
            unpack(path, unpacked)
            path = unpacked
        with closing(sqlite3.connect(Path(work) / "rows.sqlite3", isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off;" + STORED)
            report = _store(db, what_is_meant(path), progress)
            key = sha256(secret).digest() if secret else source_id.encode()
            _write(db, folder, source_id, key, report)
    return report


def _store(db: sqlite3.Connection, path: Path, progress: Progress | None) -> FigureReport:
    report = FigureReport()
    rows = FigureRows(db, report)
    parts: set[str] = set()
    db.execute("BEGIN")
    for row in _parts(path):
        parts.add(row.part)
        if not row.line:
            continue
        rows.take(row)
        if progress and report.rows % EVERY == 0:
            progress(report.rows)
    rows.flush()
    report.has_social_workers = "social_worker" in parts
    db.execute("COMMIT")
    if not {"header", "episodes"} <= parts:
        raise UnreadableSource(
            f"{path.name}: no episodes and header of an SSDA903 return in it. Give the "
            "folder with episodes.csv and header.csv, or the XML file."
        )
    db.execute("CREATE INDEX of_child ON episodes (child, started)")
    return report


def _parts(path: Path) -> Iterator[Row]:
    return csv_parts(path) if path.is_dir() else xml_parts(path)


def _write(
    db: sqlite3.Connection, folder: Path, source_id: str, secret: bytes, report: FigureReport
) -> None:
    """Two passes over the children, since a table is one file."""

    def of(table: str) -> Iterator[dict[str, Any]]:
        told = report if table == "stays" else FigureReport()  # said once, not in each pass
        for values in stay_and_removal_rows(db, table, secret, told):
            yield {"source_id": source_id, **values}

    children = ({"source_id": source_id, **row} for row in child_rows(db, report))
    tables = {"children": children, "stays": of("stays"), "removals": of("removals")}
    if report.has_social_workers:
        tables["ties"] = ({"source_id": source_id, **row} for row in worker_rows(db))
    report.written = write_tables(
        folder,
        tables,
        "parquet",
        extra={"stays": CARRIED},
    )


__all__ = ["FigureReport", "write_for_figures"]
