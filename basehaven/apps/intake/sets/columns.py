"""Which live column each column of the open tables fills, and by which join."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from basehaven.apps.record.models import (
    Adult,
    Attendance,
    CareEvent,
    Child,
    Contact,
    Eligibility,
    Enrolment,
    Home,
    Need,
    PrimarySpell,
    Removal,
    Report,
    Restriction,
    Room,
    Row,
    Screen,
    Shift,
    Sibling,
    Stay,
    Tie,
    TieSpell,
    Visit,
)
from basehaven.exchange.tables.schema import TABLES, Column

MODELS: dict[str, type[Row]] = {
    "children": Child,
    "adults": Adult,
    "homes": Home,
    "rooms": Room,
    "siblings": Sibling,
    "ties": Tie,
    "tie_spells": TieSpell,
    "restrictions": Restriction,
    "removals": Removal,
    "stays": Stay,
    "reports": Report,
    "enrolments": Enrolment,
    "primary_spells": PrimarySpell,
    "attendance": Attendance,
    "shifts": Shift,
    "contacts": Contact,
    "care_events": CareEvent,
    "visits": Visit,
    "screens": Screen,
    "needs": Need,
    "eligibility": Eligibility,
}
"""Open table -> model, in the order in which rows may refer to rows before them."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A live column and the staged column that fills it.

    Attributes:
        live: the live table's column.
        staged: the staged column.
        kind: of the open tables.
        refers_to: open table, when it is a reference.
    """

    live: str
    staged: str
    kind: str
    refers_to: str = ""


def filled(table: str) -> Iterator[Filled]:
    """Live columns of a table that an import fills, beside the keeping of the row."""
    model = MODELS[table]
    for column in TABLES[table].columns:
        if column.name in (TABLES[table].own_id, "carer_ids"):
            continue
        field = _field(model, column)
        yield Filled(field.column or "", column.name, column.kind, _reference(column))
    if table == "tie_spells":
        yield Filled("child_id", "child_id", "text", "children")


def _reference(column: Column) -> str:
    return column.refers_to if column.kind != "list" else ""


def _field(model: type[models.Model], column: Column) -> models.Field:
    if column.refers_to and column.kind != "list":
        return model._meta.get_field(column.name.removesuffix("_id"))  # type: ignore[return-value]
    return model._meta.get_field(column.name)  # type: ignore[return-value]
