"""Rows of a command's output, with small counts and what would betray them hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from basehaven.core.disclosure.protect import protect
from basehaven.core.disclosure.types import RATE, SHARE, Cell, Key, Rules, Table, at

DIMENSIONS = ("age_band", "region", "group")


def suppress_below(
    rows: Sequence[Mapping[str, Any]],
    n: int,
    *,
    dimensions: Sequence[str] = DIMENSIONS,
    overlapping: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Hide counts of 1 to n - 1 in rows, and what else would give them away.

    Args:
        rows: each with ``id``, ``period``, ``numerator``, ``denominator``, and the
            dimensions by name (missing, empty or ``all`` is the total). A row with
            ``people`` is a rate: events by days, the children behind it, and
            ``with_events``, how many of them had any (all, if it is not said). Rows
            that were withheld (no numerator) pass unchanged.
        n: counts below it are hidden; 0 or 1 hides nothing.
        dimensions: names of the columns that break down.
        overlapping: those in which one child may be counted in several values.

    Returns:
        The rows in the same order with ``suppressed`` true or false. Hidden is
        None, never 0. A share of a base that is hidden is hidden too.

    Nothing is rounded. Not for publishing: it knows no earlier release.
    """
    if n <= 1:
        return [{**row, "suppressed": False} for row in rows]
    rules = Rules(1, n - 1, rounding=1, least_base=0, least_possible=max(2, n - 1))
    keys: list[Key | None] = []
    cells: dict[str, list[Cell]] = {SHARE: [], RATE: []}
    for row in rows:
        if row.get("numerator") is None or row.get("denominator") is None:
            keys.append(None)
            continue
        cell = Cell(
            str(row["id"]), str(row.get("period", "")),
            at(**{d: _text(row.get(d)) for d in dimensions}),
            int(row["numerator"]), int(row["denominator"]), row.get("people"),
            row.get("with_events", row.get("people")),
        )  # fmt: skip
        keys.append(cell.key)
        cells[SHARE if cell.people is None else RATE].append(cell)
    tables = [Table(tuple(of), kind, overlapping=frozenset(overlapping))
              for kind, of in cells.items() if of]  # fmt: skip
    figures = protect(tables, rules).figures
    return [_row(row, key, figures) for row, key in zip(rows, keys, strict=True)]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _row(row: Mapping[str, Any], key: Key | None, figures: Mapping[Key, Any]) -> dict[str, Any]:
    if key is None:
        return {**row, "suppressed": False}
    figure = figures.get(key)
    numerator = figure.numerator if figure else None
    denominator = figure.denominator if figure else None
    hidden = numerator is None or denominator is None
    value = None if hidden else row.get("value")
    return {**row, "numerator": numerator, "denominator": denominator, "value": value,
            "suppressed": hidden}  # fmt: skip
