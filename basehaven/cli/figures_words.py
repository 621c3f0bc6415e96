"""Figures as JSON, CSV or a table on a terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

if TYPE_CHECKING:
    from basehaven.analytics.compute import Figure

COLUMNS = (
    "id", "period", "group", "numerator", "denominator", "value", "unit", "settings",
    "suppressed", "withheld", "bound",
)  # fmt: skip
UNITS = {"percent": "%", "per_1000_days": "per 1,000 days", "per_100000_days": "per 100,000 days"}
HIDDEN = "hidden"


def as_rows(
    figures: Sequence[Figure], hidden: frozenset[int] = frozenset()
) -> list[dict[str, Any]]:
    """Plain rows; those at the places of ``hidden`` show no number."""
    rows = []
    for place, one in enumerate(figures):
        row = {name: getattr(one, name, None) for name in COLUMNS}
        row["settings"] = {
            k: list(v) if isinstance(v, tuple) else v for k, v in one.settings.items()
        }
        row["suppressed"] = place in hidden
        if place in hidden:
            row |= {"numerator": None, "denominator": None, "value": None}
        rows.append(row)
    return rows


def as_json(rows: Sequence[dict[str, Any]]) -> str:
    return json.dumps(rows, indent=2, ensure_ascii=False)


def as_csv(rows: Sequence[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        told = {**row, "settings": json.dumps(row["settings"], sort_keys=True)}
        writer.writerow([_cell(told[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> Any:
    return (
        {True: "true", False: "false", None: ""}.get(value, value)
        if not isinstance(value, int | float) or isinstance(value, bool)
        else value
    )


def as_table(rows: Sequence[dict[str, Any]]) -> Table:
    table = Table(box=box.SIMPLE, show_edge=False)
    for name in ("indicator", "group", "of", "figure", "unit", ""):
        table.add_column(name, justify="right" if name in ("of", "figure") else "left")
    for row in rows:
        table.add_row(*_told(row))
    return table


def _told(row: dict[str, Any]) -> tuple[str, ...]:
    unit = UNITS.get(row["unit"], "")
    if row["suppressed"]:
        return row["id"], row["group"], HIDDEN, HIDDEN, unit, ""
    if row["withheld"]:
        return row["id"], row["group"], "", "withheld", unit, row["withheld"]
    share = f"{row['numerator']:,} / {row['denominator']:,}"
    value = "" if row["value"] is None else f"{row['value']:,}"
    return row["id"], row["group"], share, value, unit, row["bound"]
