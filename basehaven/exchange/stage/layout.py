"""Which tables a stage has: one for each open table, and what is kept beside them."""

from __future__ import annotations

from basehaven.exchange.tables.schema import Table

SQL_KIND = {"bool": "INTEGER", "int": "INTEGER", "number": "REAL"}


def own_columns(table: Table) -> list[str]:
    """The contract's columns of a table as the stage names them."""
    names = [column.name for column in table.columns]
    return [*names, "child_id"] if table.name == "tie_spells" else names


def create_sql(table: Table) -> str:
    """SQL that creates the staged table of an open table."""
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
CREATE TABLE held_keys (table_name TEXT, source_id TEXT, key TEXT,
    PRIMARY KEY (table_name, source_id, key)) WITHOUT ROWID;
CREATE VIEW not_saved AS SELECT * FROM refused_keys UNION SELECT * FROM held_keys;
CREATE TABLE bad_children (child_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT);
"""
