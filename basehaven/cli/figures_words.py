"""Figures as JSON, CSV or a table on a terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

from basehaven.core.disclosure import suppress_below

if TYPE_CHECKING:
    from basehaven.analytics.compute import Figure

COLUMNS = (
    "id", "period", "group", "numerator", "denominator", "value", "unit", "settings",
    "suppressed", "withheld", "bound",
)  # fmt: skip
UNITS = {"percent": "%", "per_1000_days": "per 1,000 days", "per_100000_days": "per 100,000 days"}
HIDDEN, EVERYONE = "hidden", "all"


def as_rows(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Plain rows, one a figure."""
    rows = []
    for one in figures:
        row = {name: getattr(one, name, None) for name in COLUMNS}
        row["settings"] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in one.settings.items()
        }
        row["suppressed"] = False
        rows.append(row | {"people": one.counted, "with_events": one.with_events})
    return rows


def suppressed(rows: Sequence[dict[str, Any]], below: int) -> list[dict[str, Any]]:
    """The rows with small counts hidden, and what would give them away."""
    names = sorted({name for row in rows for name in _groups(row["group"])})
    asked = [_for_disclosure(row, names) for row in rows]
    hidden = suppress_below(asked, below, dimensions=names, overlapping=["group"])
    return [
        row | {"suppressed": True, "numerator": None, "denominator": None, "value": None}
        if one["suppressed"]
        else row
        for row, one in zip(rows, hidden, strict=True)
    ]


def _groups(group: str) -> dict[str, str]:
    """``age_band=17 years; region=North`` as names and values."""
    if group == EVERYONE:
        return {}
    parts = (part.partition("=") for part in group.split("; "))
    return {name: value for name, _, value in parts}


def _for_disclosure(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """A share as children of children; a rate or an index with the rows it is of."""
    groups = _groups(row["group"])
    told = {
        "id": row["id"] + row["bound"], "period": row["period"], "numerator": row["numerator"],
        "denominator": row["denominator"], **{name: groups.get(name) for name in names},
    }  # fmt: skip
    behind = {name: row[name] for name in ("people", "with_events")}
    return told if row["unit"] == "percent" else told | behind


def as_json(rows: Sequence[dict[str, Any]]) -> str:
    shown = [{name: row[name] for name in COLUMNS} for row in rows]
    return json.dumps(shown, indent=2, ensure_ascii=False)


def as_csv(rows: Sequence[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        told = {**row, "settings": json.dumps(row["settings"], sort_keys=True)}
        writer.writerow([_cell(told[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value


def as_table(rows: Sequence[dict[str, Any]]) -> Table:
    table = Table(box=box.SIMPLE, show_edge=False)
    for name in ("indicator", "group"):  # whole, also where the screen is narrow
        table.add_column(name, no_wrap=name == "indicator", overflow="fold")
    for name in ("of", "figure"):
        table.add_column(name, justify="right")
    for name in ("unit", ""):
        table.add_column(name, overflow="fold")
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
