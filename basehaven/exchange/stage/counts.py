"""Source rows counted: what was read is saved, refused or ignored, and nothing else."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass, field
from typing import Any

from basehaven.exchange.tables.schema import ALL


@dataclass(slots=True)
class Counts:
    """Source rows. ``read == saved + refused + ignored``, always."""

    read: int = 0
    saved: int = 0
    refused_own: int = 0  # a problem of their own
    refused_held: int = 0  # good, but held back with another row of the same child
    ignored: int = 0
    by_file: dict[str, dict[str, int]] = field(default_factory=dict)
    rows_by_table: dict[str, int] = field(default_factory=dict)  # with the derived ones

    @property
    def refused(self) -> int:
        return self.refused_own + self.refused_held

    @property
    def adds_up(self) -> bool:
        return self.read == self.saved + self.refused + self.ignored

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "refused": self.refused, "adds_up": self.adds_up}


def count_rows(db: sqlite3.Connection) -> Counts:
    """Count a stage. Rows are of the source; only ``rows_by_table`` has derived ones too."""
    counts = Counts()
    files: dict[str, dict[str, int]] = {}
    for row in db.execute("SELECT * FROM source_files ORDER BY file"):
        files[row["file"]] = {
            "read": row["rows_read"],
            "saved": 0,
            "refused_own": 0,
            "refused_held": 0,
            "ignored": row["rows_ignored"],
        }
    for row in db.execute(
        "SELECT file, sum(refused) AS own, sum(held AND NOT refused) AS held "
        "FROM source_rows GROUP BY file"
    ):
        files[row["file"]]["refused_own"] = row["own"]
        files[row["file"]]["refused_held"] = row["held"]
    for table in ALL:
        total = 0
        for row in db.execute(
            f"SELECT file, count(line) AS read, count(*) AS n FROM {table.name} GROUP BY file"
        ):
            total += row["n"]
            if row["file"] in files:
                files[row["file"]]["saved"] += row["read"]
        counts.rows_by_table[table.name] = total
    for file in files.values():
        counts.read += file["read"]
        counts.saved += file["saved"]
        counts.refused_own += file["refused_own"]
        counts.refused_held += file["refused_held"]
        counts.ignored += file["ignored"]
    counts.by_file = files
    return counts
