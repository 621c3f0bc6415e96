"""Fill a stage, fast and with bounded memory."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from basehaven import __version__
from basehaven.exchange.findings import AS_TUPLE, REFUSED, Finding
from basehaven.exchange.stage.holding import plain_id, refuse_row
from basehaven.exchange.stage.layout import BESIDE, create_sql, own_columns
from basehaven.exchange.stage.staged import Staged
from basehaven.exchange.tables.schema import ALL, TABLES, Table

BATCH = 5_000  # rows handed to SQLite at once
ROW_KEY = "row_key"  # extra column: the key of a row made by a person


def _text(value: Any) -> str:
    return "" if value is None else value if type(value) is str else str(value)


def _bool(value: Any) -> int | None:
    return None if value is None or value == "" else int(value)


def _number(value: Any) -> Any:
    return None if value == "" else value


def _day_or_time(value: Any) -> str | None:
    return None if not value else value if type(value) is str else value.isoformat()


def _list(value: Any) -> str:
    return json.dumps(list(value), ensure_ascii=False) if value else "[]"


AS_STORED: dict[str, Callable[[Any], Any]] = {
    "text": _text, "enum": _text, "bool": _bool, "int": _number, "number": _number,
    "date": _day_or_time, "time": _day_or_time, "list": _list,
}  # fmt: skip


def _plan(table: Table) -> list[tuple[str, Callable[[Any], Any]]]:
    """Each column with how its values are kept; worked out once."""
    kinds = {column.name: column.kind for column in table.columns}
    return [(name, AS_STORED[kinds.get(name, "text")]) for name in own_columns(table)]


class StageWriter:
    """Fills a stage. Use as a context manager; ``finish`` gives the ``Staged``."""

    def __init__(self, path: Path, *, format: str, source_id: str) -> None:  # noqa: A002
        self.path = path
        self.source_id = source_id
        self._unfinished = path.with_suffix(".unfinished")
        self._unfinished.unlink(missing_ok=True)
        self.db = sqlite3.connect(self._unfinished)
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        self.db.execute("PRAGMA cache_size=-65536")
        self.db.executescript(BESIDE)
        for table in ALL:
            self.db.execute(create_sql(table))
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._findings: list[tuple[Any, ...]] = []
        self._source_rows: list[tuple[Any, ...]] = []
        self._insert = {table.name: self._insert_sql(table) for table in ALL}
        self._plan = {table.name: _plan(table) for table in ALL}
        self.about("format", format)
        self.about("source_id", source_id)
        self.about("started_at", datetime.now(UTC).isoformat(timespec="seconds"))
        self.about("version", __version__)

    def __enter__(self) -> Self:
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
                ``recorded_on``, ``recorded_by`` and ``extra`` (a mapping; its
                ``row_key`` is the key when the columns do not say it).
            file: where it was read; empty for rows that were derived.
            line: the row there; None for rows that were derived.
        """
        own = [convert(values.get(name)) for name, convert in self._plan[table]]
        carried = values.get("extra") or {}
        key = TABLES[table].key_of(values)
        if ROW_KEY in carried:
            key = carried[ROW_KEY] or key
            carried = {name: value for name, value in carried.items() if name != ROW_KEY}
        extra = json.dumps(carried, sort_keys=True, ensure_ascii=False) if carried else "{}"
        source = values.get("source_id") or self.source_id
        digest = hashlib.blake2b(
            "\x1f".join([*map(str, own), extra]).encode(), digest_size=16
        ).hexdigest()
        batch = self._rows[table]
        batch.append(
            (
                file,
                line,
                source,
                key,
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

    def add_many(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        for values in rows:
            self.add(table, values)

    def finding(self, found: Finding) -> None:
        self._findings.append(AS_TUPLE(found))
        if found.level == REFUSED and found.line is not None:
            self._source_rows.append((found.file, found.line, found.child_id, 1, 0))
            if found.child_id:
                self.hold_child(found.child_id)
        if len(self._findings) >= BATCH:
            self.flush()

    def hold(self, file: str, line: int, child_id: str) -> None:
        """Keep back a good row whose child has another that was refused."""
        self._source_rows.append((file, line, child_id, 0, 1))
        if len(self._source_rows) >= BATCH:
            self.flush()

    def refused_key(self, table: str, parsed: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Remember which row was refused, for the rows that point at it."""
        key = TABLES[table].key_of({**values, **{k: v for k, v in parsed.items() if v}})
        source = parsed.get("source_id") or values.get("source_id") or self.source_id
        self.db.execute("INSERT OR IGNORE INTO refused_keys VALUES (?, ?, ?)", (table, source, key))
        if table == "children":
            self.hold_child(key)

    def hold_child(self, child_id: str) -> None:
        """Nothing of this child is to be saved."""
        self.db.execute("INSERT OR IGNORE INTO bad_children VALUES (?)", (plain_id(child_id),))

    def is_held(self, child_id: str) -> bool:
        found = self.db.execute(
            "SELECT 1 FROM bad_children WHERE child_id = ?", (plain_id(child_id),)
        )
        return found.fetchone() is not None

    def refuse_staged(
        self, table: str, rowno: int, code: str, column: str, value: str, problem: str, way_out: str
    ) -> None:
        """Refuse a row that was staged: it leaves its table, its child is held back later."""
        refuse_row(self.db, table, rowno, code, column, value, problem, way_out)

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
