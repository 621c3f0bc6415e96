"""A case through core: one child at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from basehaven.core.indicators.cfsr.history import History, Removal, Report
from basehaven.core.indicators.cfsr.moves import p5
from basehaven.core.indicators.cfsr.permanency import p1, p2, p3
from basehaven.core.indicators.cfsr.re_entry import p4
from basehaven.core.indicators.cfsr.safety import s1, s2
from basehaven.core.indicators.sequences import history_of_months
from basehaven.core.indicators.unit import UNBORN, Child, Settings, Unit
from basehaven.core.indicators.window import Window
from tests.spec.drawn import Rows
from tests.spec.one_life import LIVES, life, rows_of, stay_of

Core = Callable[[History, Window, Settings], tuple[Unit, ...]]
FEDERAL: Mapping[str, Core] = {
    "cfsr.p1": p1, "cfsr.p2": p2, "cfsr.p3": p3, "cfsr.p4": p4, "cfsr.p5": p5,
    "cfsr.s1": s1, "cfsr.s2": s2,
    **{f"sequences.{name}": history_of_months for name in ("turbulence", "entropy", "complexity")},
}  # fmt: skip


CORE = frozenset({*FEDERAL, *LIVES})


def units_of(
    name: str, tables: Mapping[str, Rows], child_id: str, window: Window, settings: Settings
) -> tuple[Unit, ...]:
    """What core says of one child by one indicator."""
    if name in FEDERAL:
        return FEDERAL[name](history(tables, child_id), window, settings)
    return LIVES[name](life(tables, child_id, settings), window, settings)


def born_on(tables: Mapping[str, Rows], child_id: str) -> date | None:
    """None of an unborn child: the day on which it is expected gives no age."""
    child = history(tables, child_id).child
    return None if child.born_precision == UNBORN else child.born_on


def history(tables: Mapping[str, Rows], child_id: str) -> History:
    """What the tables hold of one child."""
    born = rows_of(tables, "children", child_id)
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
            for r in rows_of(tables, "removals", child_id)
        ),
        stays=tuple(stay_of(row) for row in rows_of(tables, "stays", child_id)),
        reports=tuple(
            Report(r["report_id"], r["reported_on"], r.get("incident_on"), r["substantiated"])
            for r in rows_of(tables, "reports", child_id)
        ),
    )
