"""The engines that run an expression: DuckDB in this process, or Spark."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis

from basehaven.analytics.once import Once
from basehaven.analytics.tables import READ, Tables
from basehaven.core.errors import UnreadableSource, WrongSetting

NAMES = ("duckdb", "spark")
PARTS = 8  # of a shuffle on one machine
NOT_OF_ITS_TYPE = (  # what DuckDB calls it, then Spark
    "ConversionException", "DateTimeException", "NumberFormatException",
)  # fmt: skip
SOURCE_COLUMN = re.compile(r"source column (\w+)")
ROWS_IN_ORDER = 70_000_000  # contacts: put in order, they take some 7 GiB


@dataclass(frozen=True)
class Engine:
    """A connection, and how to ask it."""

    name: str
    connection: Any

    def tables(self, folder: Path) -> Tables:
        """The open tables of a folder of Parquet files; one that is not there is not recorded.

        Raises:
            UnreadableSource: a file is no Parquet.
        """
        there = {name: folder / f"{name}.parquet" for name in READ}
        given = {name: self._table(path) for name, path in there.items() if path.exists()}
        return Tables(given, self._once())

    def _table(self, path: Path) -> ibis.Table:
        try:
            return self.connection.read_parquet(str(path), table_name=f"open_{path.stem}")
        except Exception as error:  # each engine has its own
            raise UnreadableSource(
                f"{path.name}: not a readable Parquet file. Write it again, or give CSV."
            ) from error

    def _once(self) -> Once:
        """DuckDB keeps what is asked for again in tables of its own. Spark plans as it likes."""
        if self.name != "duckdb":
            return Once()

        def keep(expression: ibis.Table) -> ibis.Table:
            name = ibis.util.gen_name("kept")
            kept: ibis.Table = self.connection.create_table(name, expression, temp=True)
            return kept

        def let_go(kept: ibis.Table) -> None:
            self.connection.drop_table(kept.op().name)

        return Once(keep, let_go)

    def in_parts(self, tables: Tables, name: str) -> list[Tables]:
        """So few of the children at a time that putting their rows of a table in order fits.

        Spark spreads its rows by itself.
        """
        if self.name != "duckdb":
            return [tables]
        rows = int(self.connection.execute(tables.given[name].count()))
        many = -(-rows // ROWS_IN_ORDER)
        return [tables.part(number, many) for number in range(many)] if many > 1 else [tables]

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        """What an expression gives, as plain rows.

        Raises:
            UnreadableSource: a value of a file is not of its column's type.
        """
        try:
            found: list[dict[str, Any]] = self.connection.to_pyarrow(expression).to_pylist()
        except Exception as error:  # each engine has its own
            if type(error).__name__ not in NOT_OF_ITS_TYPE:
                raise
            column = SOURCE_COLUMN.search(str(error))
            where = f"the column {column[1]}" if column else "a column"
            raise UnreadableSource(
                f"A value of {where} is not of its type. Write days as dates, lists as lists and "
                "flags as true or false, as docs/reference/tables.md says, or give CSV."
            ) from error
        return found


@contextmanager
def engine(
    name: str = "duckdb", *, master: str = "local[*]", memory: str = "", threads: int = 0
) -> Iterator[Engine]:
    """An engine while it is needed.

    Args:
        name: ``duckdb`` or ``spark``.
        master: of Spark, such as ``local[2]`` or ``spark://host:7077``.
        memory: of DuckDB, such as ``8GB``; what does not fit goes to a folder of its own.
        threads: of DuckDB; 0 is all there are.

    Raises:
        WrongSetting: no such engine, or Spark without its parts.
    """
    if name == "duckdb":
        with tempfile.TemporaryDirectory(prefix="basehaven-duckdb-") as spill:
            settings: dict[str, Any] = {"temp_directory": spill, "preserve_insertion_order": False}
            if memory:
                settings["memory_limit"] = memory
            if threads:
                settings["threads"] = threads
            connection = ibis.duckdb.connect(**settings)
            try:
                yield Engine(name, connection)
            finally:
                connection.disconnect()
    elif name == "spark":
        session = _spark(master)
        try:
            yield Engine(name, ibis.pyspark.connect(session))
        finally:
            session.stop()
    else:
        raise WrongSetting(f"No engine '{name}'. There are: {', '.join(NAMES)}.")


def _spark(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise WrongSetting(
            "Spark is not installed. Run: pip install 'basehaven[spark]', with Java 17 or later, "
            "or leave out --engine spark."
        ) from error
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = (
        SparkSession.builder.master(master)
        .appName("basehaven")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
    )
    if master.startswith("local"):  # the default of 200 parts is for a cluster
        builder = builder.config("spark.sql.shuffle.partitions", PARTS)
    return builder.getOrCreate()
