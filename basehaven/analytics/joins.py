"""Joins that keep the left side as it is, whatever the right side was made of."""

from __future__ import annotations

from collections.abc import Sequence

import ibis


def with_columns(
    left: ibis.Table, right: ibis.Table, on: str | Sequence[str], *names: str
) -> ibis.Table:
    """The rows of ``left``, each with those columns of ``right``, or unknown.

    Columns are taken by name. ``select(left, ...)`` after a join with a table
    that was itself made from ``left`` takes them from the wrong side, and gives
    nulls where the right side has no row: seen on Ibis 12 with DuckDB.
    """
    return left.left_join(right, on).select(*left.columns, *names)
