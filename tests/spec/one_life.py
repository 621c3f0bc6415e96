"""What drawn tables hold of one child's people and of what reached its family, as core takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import partial
from typing import Any, TypeVar

from basehaven.core.indicators import life as kinds
from basehaven.core.indicators.families import reach
from basehaven.core.indicators.life import Life, contacts_known_until, needs_known_until
from basehaven.core.indicators.relationships import contacts, kept, rooms, there
from basehaven.core.indicators.unit import Child, Settings, Unit
from basehaven.core.indicators.window import Window
from basehaven.core.relationships.types import Restriction, Spell, Stay, Tie
from tests.spec.drawn import Rows

OfLife = Callable[[Life, Window, Settings], tuple[Unit, ...]]
LIVES: Mapping[str, OfLife] = {
    "relationships.kept_30": partial(kept.kept, days=30),
    "relationships.kept_90": partial(kept.kept, days=90),
    "relationships.no_long_tie": there.no_long_tie,
    "relationships.only_paid": there.only_paid,
    "relationships.siblings_apart": there.siblings_apart,
    "relationships.main_changes": rooms.main_changes,
    "relationships.hours_with_main": rooms.hours_with_main,
    "relationships.upc": contacts.upc,
    "relationships.coc": contacts.coc,
    "relationships.secon": contacts.secon,
    "families.visits_kept": reach.visits_kept,
    "families.family_time_kept": reach.family_time_kept,
    "families.needs_met": reach.needs_met,
    "families.screens_on_time": reach.screens_on_time,
    "families.coverage": reach.coverage,
}
T = TypeVar("T")
Tables = Mapping[str, Rows]


def life(tables: Tables, child_id: str, settings: Settings) -> Life:
    """What the tables hold of one child; what else its source holds says until when it tells."""
    born = rows_of(tables, "children", child_id)
    return Life(
        child=made(Child, born[0]) if born else Child(),
        ties=tuple(_tie(tables, row) for row in rows_of(tables, "ties", child_id)),
        stays=_stays(tables, child_id),
        restrictions=_all(Restriction, tables, "restrictions", child_id),
        contacts=_all(kinds.Contact, tables, "contacts", child_id),
        siblings=tuple(
            made(kinds.Sibling, {**row, "stays": _stays(tables, row["sibling_id"])})
            for row in rows_of(tables, "siblings", child_id)
        ),
        enrolments=_all(kinds.Enrolment, tables, "enrolments", child_id),
        primaries=_all(kinds.PrimarySpell, tables, "primary_spells", child_id),
        attendance=_all(kinds.Attendance, tables, "attendance", child_id),
        shifts=tuple(made(kinds.Shift, row) for row in tables.get("shifts", [])),
        visits=_all(kinds.Visit, tables, "visits", child_id),
        needs=_all(kinds.Need, tables, "needs", child_id),
        screens=_all(kinds.Screen, tables, "screens", child_id),
        eligible=_all(kinds.Eligible, tables, "eligibility", child_id),
        known_until=_known_until(tables, settings),
    )


def _known_until(tables: Tables, settings: Settings) -> Any:
    if "recorded_by" in settings:
        met = [made(kinds.Contact, row) for row in tables.get("contacts", [])]
        return contacts_known_until(met, settings)
    return needs_known_until(made(kinds.Need, row) for row in tables.get("needs", []))


def made(kind: type[T], row: Mapping[str, Any]) -> T:
    """One of core's rows; what is not recorded is what core takes it for."""
    given = {one.name: row.get(one.name) for one in fields(kind)}  # type: ignore[arg-type]
    must = {one.name for one in fields(kind) if one.default is MISSING}  # type: ignore[arg-type]
    return kind(**{name: v for name, v in given.items() if v is not None or name in must})


def rows_of(tables: Tables, name: str, child_id: str) -> Sequence[Mapping[str, Any]]:
    return [row for row in tables.get(name, []) if row["child_id"] == child_id]


def _all(kind: type[T], tables: Tables, name: str, child_id: str) -> tuple[T, ...]:
    return tuple(made(kind, row) for row in rows_of(tables, name, child_id))


def _tie(tables: Tables, row: Mapping[str, Any]) -> Tie:
    spells = [one for one in tables.get("tie_spells", []) if one["tie_id"] == row["tie_id"]]
    return made(Tie, {**row, "spells": tuple(made(Spell, one) for one in spells)})


def _stays(tables: Tables, child_id: str) -> tuple[Stay, ...]:
    return tuple(stay_of(row) for row in rows_of(tables, "stays", child_id))


def stay_of(row: Mapping[str, Any]) -> Stay:
    return made(Stay, {**row, "carer_ids": tuple(row.get("carer_ids") or ())})
