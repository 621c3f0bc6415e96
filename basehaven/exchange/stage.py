"""The stage: rows that were read and checked, outside the live tables.

One SQLite file for each import. Readers fill it, whole-file checks run in it
as sets, and what remains is what may be saved. It is written under another
name and renamed when finished, so that half a stage is never taken for one.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, astuple, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from basehaven.exchange.findings import REFUSED, Finding
from basehaven.exchange.tables.schema import ALL, TABLES, Table

BATCH = 5_000  # rows handed to SQLite at once
SQL_KIND = {"bool": "INTEGER", "int": "INTEGER", "number": "REAL"}
TEXTUAL = ("text", "enum")


def own_columns(table: Table) -> list[str]:
    """The contract's columns of a table as the stage names them."""
    names = [column.name for column in table.columns]
    return [*names, "child_id"] if table.name == "tie_spells" else names


def _create(table: Table) -> str:
    kinds = {column.name: SQL_KIND.get(column.kind, "TEXT") for column in table.columns}
    columns = ", ".join(f'"{name}" {kinds.get(name, "TEXT")}' for name in own_columns(table))
    return (
        f"CREATE TABLE {table.name} (rowno INTEGER PRIMARY KEY, file TEXT, line INTEGER, "
        f"source_id TEXT, key TEXT, {columns}, recorded_on TEXT, recorded_by TEXT, extra TEXT, "
        "digest TEXT)"
    )


BESIDE = """
CREATE TABLE findings (level TEXT, code TEXT, file TEXT, line INTEGER, col TEXT, value TEXT,
    problem TEXT, way_out TEXT, child_id TEXT);
CREATE TABLE source_files (file TEXT PRIMARY KEY, table_name TEXT, rows_read INTEGER,
    rows_ignored INTEGER, why_ignored TEXT);
CREATE TABLE source_rows (file TEXT, line INTEGER, child_id TEXT, refused INTEGER, held INTEGER,
    PRIMARY KEY (file, line)) WITHOUT ROWID;
CREATE TABLE unresolved (table_name TEXT, rowno INTEGER, col TEXT, value TEXT, refers_to TEXT);
CREATE TABLE refused_keys (table_name TEXT, source_id TEXT, key TEXT,
    PRIMARY KEY (table_name, source_id, key)) WITHOUT ROWID;
CREATE TABLE bad_children (child_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT);
"""


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


class StageWriter:
    """Fills a stage. Use as a context manager; ``finish`` gives the ``Staged``."""

    def __init__(self, path: Path, *, format: str, source_id: str) -> None:
        self.path = path
        self.source_id = source_id
        self._unfinished = path.with_suffix(".unfinished")
        self._unfinished.unlink(missing_ok=True)
        self.db = sqlite3.connect(self._unfinished)
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        self.db.execute("PRAGMA cache_size=-65536")
        self.db.executescript(BESIDE)
        for table in ALL:
            self.db.execute(_create(table))
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._findings: list[tuple[Any, ...]] = []
        self._source_rows: list[tuple[Any, ...]] = []
        self._insert = {table.name: self._insert_sql(table) for table in ALL}
        self._columns = {table.name: own_columns(table) for table in ALL}
        self._kinds = {
            table.name: {column.name: column.kind for column in table.columns} for table in ALL
        }
        self.about("format", format)
        self.about("source_id", source_id)

    def __enter__(self) -> StageWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.db.close()
        self._unfinished.unlink(missing_ok=True)

    @staticmethod
    def _insert_sql(table: Table) -> str:
        names = ["file", "line", "source_id", "key", *own_columns(table)]
        names += ["recorded_on", "recorded_by", "extra", "digest"]
        quoted = ", ".join(f'"{name}"' for name in names)
        return f"INSERT INTO {table.name} ({quoted}) VALUES ({', '.join('?' * len(names))})"

    def add(
        self, table: str, values: Mapping[str, Any], file: str = "", line: int | None = None
    ) -> None:
        """Stage one row.

        Args:
            table: an open table's name.
            values: contract columns as the stage holds them (ISO text, 0/1,
                numbers, lists as Python lists), and optionally ``source_id``,
                ``recorded_on``, ``recorded_by`` and ``extra`` (a mapping).
            file: where it was read; empty for rows that were derived.
            line: the row there; None for rows that were derived.
        """
        kinds = self._kinds[table]
        own = [
            self._as_stored(values.get(name), kinds.get(name, "text"))
            for name in self._columns[table]
        ]
        extra = json.dumps(values.get("extra") or {}, sort_keys=True, ensure_ascii=False)
        source = values.get("source_id") or self.source_id
        digest = hashlib.blake2b(
            json.dumps([own, extra], ensure_ascii=False).encode(), digest_size=16
        ).hexdigest()
        batch = self._rows[table]
        batch.append(
            (
                file,
                line,
                source,
                TABLES[table].key_of(values),
                *own,
                values.get("recorded_on") or None,
                values.get("recorded_by") or "",
                extra,
                digest,
            )
        )
        if len(batch) >= BATCH:
            self.db.executemany(self._insert[table], batch)
            batch.clear()

    @staticmethod
    def _as_stored(value: Any, kind: str) -> Any:
        if kind == "list":
            return json.dumps(list(value or ()), ensure_ascii=False)
        if kind in TEXTUAL:
            return "" if value is None else str(value)
        if value is None or value == "":
            return None
        if kind == "bool":
            return int(value)
        if kind in ("int", "number"):
            return value
        return value if isinstance(value, str) else value.isoformat()

    def add_many(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        for values in rows:
            self.add(table, values)

    def finding(self, found: Finding) -> None:
        self._findings.append(astuple(found))
        if found.level == REFUSED and found.line is not None:
            self._source_rows.append((found.file, found.line, found.child_id, 1, 0))
        if len(self._findings) >= BATCH:
            self.flush()

    def hold(self, file: str, line: int, child_id: str) -> None:
        """Keep back a good row whose child has another that was refused."""
        self._source_rows.append((file, line, child_id, 0, 1))

    def refused_key(self, table: str, parsed: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Remember which row was refused, for the rows that point at it."""
        key = TABLES[table].key_of({**values, **{k: v for k, v in parsed.items() if v}})
        source = parsed.get("source_id") or self.source_id
        self.db.execute("INSERT OR IGNORE INTO refused_keys VALUES (?, ?, ?)", (table, source, key))
        if table == "children":
            self.db.execute("INSERT OR IGNORE INTO bad_children VALUES (?)", (key,))

    def source_file(
        self, file: str, table: str, rows_read: int, rows_ignored: int = 0, why: str = ""
    ) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO source_files VALUES (?, ?, ?, ?, ?)",
            (file, table, rows_read, rows_ignored, why),
        )

    def about(self, name: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def flush(self) -> None:
        for table, batch in self._rows.items():
            self.db.executemany(self._insert[table], batch)
            batch.clear()
        self.db.executemany("INSERT INTO findings VALUES (?,?,?,?,?,?,?,?,?)", self._findings)
        self.db.executemany(
            "INSERT INTO source_rows VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET "
            "refused = max(refused, excluded.refused), held = max(held, excluded.held)",
            self._source_rows,
        )
        self._findings.clear()
        self._source_rows.clear()

    def finish(self) -> Staged:
        self.flush()
        for table in ALL:
            self.db.execute(f"CREATE INDEX {table.name}_key ON {table.name} (source_id, key)")
            if "child_id" in own_columns(table):
                self.db.execute(
                    f"CREATE INDEX {table.name}_child ON {table.name} (source_id, child_id)"
                )
        self.db.commit()
        self.db.close()
        self._unfinished.replace(self.path)
        return Staged(self.path)


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
            return {name: value for name, value in db.execute("SELECT name, value FROM about")}
        finally:
            db.close()

    def counts(self) -> Counts:
        db = self.connect()
        try:
            return _counts(db)
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
            row = db.execute(f"SELECT * FROM {table} WHERE rowno = ?", (rowno,)).fetchone()
            if row is None:
                return
            child = row["child_id"] if "child_id" in row.keys() else ""  # noqa: SIM118
            found = Finding(
                REFUSED, code, row["file"], row["line"], column, value, problem, way_out, child
            )
            db.execute("INSERT INTO findings VALUES (?,?,?,?,?,?,?,?,?)", astuple(found))
            if row["line"] is not None:
                db.execute(
                    "INSERT INTO source_rows VALUES (?,?,?,1,0) "
                    "ON CONFLICT DO UPDATE SET refused = 1",
                    (row["file"], row["line"], child),
                )
            db.execute(f"DELETE FROM {table} WHERE rowno = ?", (rowno,))
            if child:
                db.execute("INSERT OR IGNORE INTO bad_children VALUES (?)", (child,))
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

    def kept_back(self) -> dict[str, dict[int, str]]:
        """File -> row -> child id, of every row that is not to be saved."""
        db = self.connect()
        try:
            kept: dict[str, dict[int, str]] = defaultdict(dict)
            for row in db.execute("SELECT file, line, child_id FROM source_rows"):
                kept[row["file"]][row["line"]] = row["child_id"]
            return kept
        finally:
            db.close()


def hold_children(db: sqlite3.Connection) -> None:
    """Take every row of a child with a refused row out of what may be saved."""
    if not db.execute("SELECT 1 FROM bad_children LIMIT 1").fetchone():
        return
    bad = "(SELECT child_id FROM bad_children)"
    for table in ALL:
        if "child_id" not in own_columns(table):
            continue
        where = f"child_id IN {bad}"
        if table.name == "siblings":
            where += f" OR sibling_id IN {bad}"
        db.execute(
            "INSERT INTO source_rows SELECT file, line, child_id, 0, 1 "
            f"FROM {table.name} WHERE ({where}) AND line IS NOT NULL "
            "ON CONFLICT DO UPDATE SET held = 1"
        )
        db.execute(
            f"DELETE FROM unresolved WHERE table_name = '{table.name}' AND rowno IN "
            f"(SELECT rowno FROM {table.name} WHERE {where})"
        )
        db.execute(f"DELETE FROM {table.name} WHERE {where}")


def _counts(db: sqlite3.Connection) -> Counts:
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
