"""A case through core: one child at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from basehaven.core.indicators.cfsr.history import History, Removal, Report
from basehaven.core.indicators.cfsr.moves import p5
from basehaven.core.indicators.cfsr.permanency import p1, p2, p3
from basehaven.core.indicators.cfsr.re_entry import p4
from basehaven.core.indicators.cfsr.safety import s1, s2
from basehaven.core.indicators.sequences import history_of_months
from basehaven.core.indicators.unit import Child, Settings, Unit
from basehaven.core.indicators.window import Window
from basehaven.core.relationships.types import Stay
from tests.spec.drawn import Rows

Core = Callable[[History, Window, Settings], tuple[Unit, ...]]
CORE: Mapping[str, Core] = {
    "cfsr.p1": p1, "cfsr.p2": p2, "cfsr.p3": p3, "cfsr.p4": p4, "cfsr.p5": p5,
    "cfsr.s1": s1, "cfsr.s2": s2,
    **{f"sequences.{name}": history_of_months for name in ("turbulence", "entropy", "complexity")},
}  # fmt: skip


def history(tables: Mapping[str, Rows], child_id: str) -> History:
    """What the tables hold of one child."""
    born = _of(tables, "children", child_id)
    return History(
        child=Child(born[0].get("born_on"), born[0].get("born_precision") or "")
        if born
        else Child(),
        removals=tuple(
            Removal(
                r["removal_id"],
                r["removed_on"],
                r.get("exited_on"),
                r.get("exit_reason") or "",
                r.get("afcars_form") or "",
            )
            for r in _of(tables, "removals", child_id)
        ),
        stays=tuple(_stay(row) for row in _of(tables, "stays", child_id)),
        reports=tuple(
            Report(r["report_id"], r["reported_on"], r.get("incident_on"), r["substantiated"])
            for r in _of(tables, "reports", child_id)
        ),
    )


def _of(tables: Mapping[str, Rows], name: str, child_id: str) -> Sequence[Mapping[str, Any]]:
    return [row for row in tables.get(name, []) if row["child_id"] == child_id]


def _stay(row: Mapping[str, Any]) -> Stay:
    return Stay(
        stay_id=row["stay_id"],
        started_on=row["started_on"],
        ended_on=row.get("ended_on"),
        kind=row["kind"],
        removal_id=row.get("removal_id"),
        home_id=row.get("home_id"),
        carer_ids=tuple(row.get("carer_ids") or ()),
        shared=bool(row.get("shared")),
    )
