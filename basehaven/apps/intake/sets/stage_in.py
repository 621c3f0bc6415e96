"""Bring a stage to where the live database can join it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection

from basehaven.apps.intake.sets.columns import MODELS
from basehaven.exchange.stage import Staged, own_columns
from basehaven.exchange.tables.schema import TABLES

KEEPING = ("rowno", "source_id", "key", "recorded_on", "recorded_by", "extra", "digest")
BESIDE = {"not_saved": ("table_name", "source_id", "key"), "bad_children": ("child_id",)}


@contextmanager
def stage_beside(staged: Staged, tables: Collection[str] = tuple(MODELS)) -> Iterator[None]:
    """Staged tables within reach of SQL for as long as the context lasts.

    SQLite attaches the stage's own file. PostgreSQL copies it into temporary
    tables, which nobody else sees and which end with the session. Neither
    touches the live tables, and neither may happen inside a transaction.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ATTACH DATABASE %s AS stage", [str(staged.path)])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DETACH DATABASE stage")
        return
    names = [*tables, *BESIDE]
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")  # compiling these statements takes longer than they do
    _copy_in(staged, tables)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET jit")
            for name in names:
                cursor.execute(f"DROP TABLE IF EXISTS stage_{name}")


def staged_columns(table: str) -> list[str]:
    """Columns that the sets read, in the stage's own file."""
    own = [name for name in own_columns(TABLES[table]) if name not in KEEPING]
    return [*KEEPING, *own, *(["removal_key"] if table == "stays" else [])]


def _copy_in(staged: Staged, tables: Collection[str]) -> None:
    wanted = {table: staged_columns(table) for table in tables} | BESIDE
    source = staged.connect()
    source.row_factory = None
    try:
        with connection.cursor() as cursor:
            for table, names in wanted.items():
                columns = ", ".join(f'"{name}"' for name in names)
                typed = ", ".join(
                    f'"{name}" {"bigint" if name == "rowno" else "text"}' for name in names
                )
                cursor.execute(f"DROP TABLE IF EXISTS stage_{table}")
                cursor.execute(f"CREATE TEMP TABLE stage_{table} ({typed})")
                with cursor.copy(f"COPY stage_{table} ({columns}) FROM STDIN") as copy:
                    for row in source.execute(f"SELECT {columns} FROM {table}"):
                        copy.write_row(row)
                if "key" in names:
                    cursor.execute(f"CREATE INDEX ON stage_{table} (source_id, key)")
                cursor.execute(f"ANALYZE stage_{table}")
    finally:
        source.close()
