"""A finished stage: counted, reported on, applied."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from basehaven.exchange.findings import Finding
from basehaven.exchange.stage.counts import Counts, count_rows
from basehaven.exchange.stage.holding import hold_children, refuse_row


class Staged:
    """A finished stage, to be counted, reported on and applied."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path)
        db.row_factory = sqlite3.Row
        return db

    def about(self) -> dict[str, str]:
        db = self.connect()
        try:
            return dict(db.execute("SELECT name, value FROM about").fetchall())
        finally:
            db.close()

    @property
    def is_part(self) -> bool:
        """It holds only some of its source's rows: mended rejects."""
        return self.about().get("part") == "yes"

    def counts(self) -> Counts:
        db = self.connect()
        try:
            return count_rows(db)
        finally:
            db.close()

    def findings(self, level: str | None = None, limit: int | None = None) -> Iterator[Finding]:
        db = self.connect()
        where, values = ("WHERE level = ?", [level]) if level else ("", [])
        sql = f"SELECT * FROM findings {where} ORDER BY rowid LIMIT ?"
        try:
            for row in db.execute(sql, [*values, -1 if limit is None else limit]):
                yield Finding(*row)
        finally:
            db.close()

    def groups(self) -> list[dict[str, Any]]:
        """Findings by rule: level, code, how many, and up to three examples."""
        db = self.connect()
        try:
            groups = db.execute(
                "SELECT level, code, count(*) AS n FROM findings GROUP BY level, code "
                "ORDER BY level = 'noted', level = 'warned', n DESC, code"
            ).fetchall()
            return [
                {
                    "level": group["level"],
                    "code": group["code"],
                    "count": group["n"],
                    "examples": [
                        asdict(Finding(*row))
                        for row in db.execute(
                            "SELECT * FROM findings WHERE level = ? AND code = ? "
                            "ORDER BY rowid LIMIT 3",
                            (group["level"], group["code"]),
                        )
                    ],
                }
                for group in groups
            ]
        finally:
            db.close()

    def refuse_row(
        self,
        table: str,
        rowno: int,
        code: str,
        column: str,
        value: str,
        problem: str,
        way_out: str,
    ) -> None:
        """Refuse a staged row after all, because of what the live record holds."""
        db = self.connect()
        try:
            refuse_row(db, table, rowno, code, column, value, problem, way_out)
            db.commit()
        finally:
            db.close()

    def hold_children_of_refused(self) -> None:
        """Take the other rows of those children out of what may be saved."""
        db = self.connect()
        try:
            hold_children(db)
            db.commit()
        finally:
            db.close()

    def lines_kept_back(self, file: str) -> set[int]:
        """Rows of one source file that are not to be saved."""
        db = self.connect()
        try:
            rows = db.execute("SELECT line FROM source_rows WHERE file = ?", (file,))
            return {line for (line,) in rows}
        finally:
            db.close()

    def parts(self) -> dict[str, str]:
        """Source file -> the table or part of the return that it is."""
        db = self.connect()
        try:
            return dict(db.execute("SELECT file, table_name FROM source_files").fetchall())
        finally:
            db.close()

    def write_rejects(self, source: Path, folder: Path) -> None:
        """Write what was kept back, to be mended and imported again."""
        from basehaven.exchange.rejects import write_rejects  # it reads stages too

        write_rejects(self, source, folder)
