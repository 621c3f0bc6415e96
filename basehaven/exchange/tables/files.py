"""Rows of one open-table file, CSV or Parquet, as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.safe import csv_rows, refuse_disguise
from basehaven.exchange.tables.schema import Table

AT_ONCE = 5_000  # rows of a Parquet file in memory
PARQUET_BYTES = 8 * 2**30  # unpacked, of the whole file; our own limit, like that of a zip
GROUP_BYTES = 2**30  # unpacked, of one row group
COLUMNS = 300  # our own limit: more is not a table of people

Row = tuple[int, Sequence[Any]]


def header_and_rows(path: Path, table: Table) -> tuple[list[str], Iterator[Row]]:
    """The heading, and rows as ``(number, cells)``.

    A CSV row is numbered as a spreadsheet shows it (the heading is 1), a
    Parquet row from 1. A row may have fewer or more cells than the heading.

    Raises:
        UnreadableSource: not what its ending says, or a required column missing.
    """
    header, rows = _csv(path) if path.suffix.lower() == ".csv" else _parquet(path)
    _check_header(path, table, header)
    return header, rows


def _csv(path: Path) -> tuple[list[str], Iterator[Row]]:
    rows = csv_rows(path)
    _line, header = next(rows, (1, []))
    return [cell.strip() for cell in header], rows


def _check_header(path: Path, table: Table, header: list[str]) -> None:
    if not header:
        raise UnreadableSource(f"{path.name}: empty. Remove it, or give it its heading.")
    if len(header) > COLUMNS:
        raise UnreadableSource(f"{path.name}: {len(header)} columns; at most {COLUMNS} are read.")
    missing = [
        column.name for column in table.columns if column.required and column.name not in header
    ]
    if missing:
        hint = (
            " Values must stand between commas."
            if len(header) == 1 and any(sign in header[0] for sign in ";\t")
            else " It is required."
        )
        raise UnreadableSource(
            f"{path.name}: the column {', '.join(missing)} is missing from the heading.{hint}"
        )
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        raise UnreadableSource(
            f"{path.name}: the column {', '.join(sorted(twice))} stands twice. Keep one."
        )


def _parquet(path: Path) -> tuple[list[str], Iterator[Row]]:
    refuse_disguise(path, b"PAR1")
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableSource(
            f"{path.name}: not a readable Parquet file. Save it again."
        ) from error
    sizes = [file.metadata.row_group(n).total_byte_size for n in range(file.num_row_groups)]
    if sum(sizes) > PARQUET_BYTES or max(sizes, default=0) > GROUP_BYTES:
        file.close()
        raise UnreadableSource(
            f"{path.name}: too large when unpacked. Split it, or write smaller row groups."
        )
    for column in file.schema_arrow:
        if not _is_plain(column.type):
            file.close()
            raise UnreadableSource(
                f"{path.name}: the column {column.name} is of the kind {column.type}, which a "
                "table does not have. Write it as text, number, date, time or a list of text."
            )
    return list(file.schema_arrow.names), _parquet_rows(path, file)


def _is_plain(kind: pa.DataType) -> bool:
    is_a = pa.types
    if is_a.is_list(kind) or is_a.is_large_list(kind):
        return bool(is_a.is_string(kind.value_type) or is_a.is_large_string(kind.value_type))
    if is_a.is_dictionary(kind):
        kind = kind.value_type
    return any(
        test(kind)
        for test in (
            is_a.is_string, is_a.is_large_string, is_a.is_integer, is_a.is_floating, is_a.is_null,
            is_a.is_boolean, is_a.is_date, is_a.is_timestamp, is_a.is_decimal,
        )
    )  # fmt: skip


def _parquet_rows(path: Path, file: pq.ParquetFile) -> Iterator[Row]:
    line = 0
    try:
        for batch in file.iter_batches(batch_size=AT_ONCE):
            columns = [column.to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                line += 1
                yield line, cells
    except (pa.ArrowException, OSError, UnicodeDecodeError, ValueError, OverflowError) as error:
        raise UnreadableSource(
            f"{path.name}, after row {line}: cannot be read further. Save the file again."
        ) from error
    finally:
        file.close()
