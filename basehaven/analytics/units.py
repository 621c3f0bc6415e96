"""What every indicator gives: one row for each child, episode or exit that it looked at.

A row says in or out and by which rule, so that the same expression explains
itself child by child and adds up to the figure. Columns: source_id, child_id,
unit (what of the child's: a removal, an exit, or empty), rule, numerator,
denominator (whole numbers, 0 unless counted), on (the key of the day for the
child's age, 20240531).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ibis
from ibis.expr.types import BooleanValue, IntegerValue, StringValue, Value

from basehaven.analytics.tables import Tables
from basehaven.core.indicators.window import Window

COUNTED = "counted"
COLUMNS = ("source_id", "child_id", "unit", "rule", "numerator", "denominator", "on")
Settings = Mapping[str, Any]
Units = Callable[[Tables, Window, Settings], ibis.Table]


def rule(*steps: tuple[BooleanValue, str]) -> StringValue:
    """The first rule that holds says why a row is out; none of them, and it is counted."""
    return ibis.cases(*steps, else_=COUNTED)


def units(
    table: ibis.Table,
    *,
    unit: StringValue | str,
    numerator: Value,
    denominator: IntegerValue | int = 1,
    on: IntegerValue,
) -> ibis.Table:
    """The columns of a unit, from a table with ``rule``; out is 0 of 0."""
    inside = table.rule == COUNTED
    return table.select(
        table.source_id,
        table.child_id,
        unit=unit if not isinstance(unit, str) else ibis.literal(unit),
        rule=table.rule,
        numerator=ibis.ifelse(inside, _whole(numerator), 0).cast("int64"),
        denominator=ibis.ifelse(inside, _whole(denominator), 0).cast("int64"),
        on=on,
    )


def _whole(value: Value | int) -> Value:
    """A truth as 1 or 0, where unknown is 0."""
    if isinstance(value, int):
        return ibis.literal(value)
    if isinstance(value, BooleanValue):
        return ibis.ifelse(value.fill_null(False), 1, 0)
    return value.fill_null(0)
