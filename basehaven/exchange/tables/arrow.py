"""The open tables' columns as Arrow types: one list for whoever writes Parquet."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from basehaven.exchange.tables.column import Column

ARROW = {
    "text": pa.string(),
    "enum": pa.string(),
    "time": pa.timestamp("us", tz="UTC"),
    "date": pa.date32(),
    "bool": pa.bool_(),
    "int": pa.int64(),
    "number": pa.float64(),
    "list": pa.list_(pa.string()),
}
"""Kind of a column -> type."""


def arrow_schema(columns: Iterable[Column]) -> pa.Schema:
    """The columns, in their order, as a Parquet file has them."""
    return pa.schema([(column.name, ARROW[column.kind]) for column in columns])
