"""Which live column each column of the open tables fills, and by which join."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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

ABOUT_CHILD = tuple(
    name
    for name, model in MODELS.items()
    if name != "siblings" and any(f.name == "child" for f in model._meta.concrete_fields)
)
"""Tables whose rows are one child's; a sibling row is two children's."""

IF_UNKNOWN = {("ties", "derived"): "false", ("homes", "confidential"): "true"}
"""Columns that the record does not leave unknown."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A live column and the staged column that fills it.

    Attributes:
        live: the live table's column.
        staged: the staged column.
        kind: of the open tables.
        refers_to: open table, when it is a reference.
        if_unknown: SQL of what stands for an empty value, or empty.
    """

    live: str
    staged: str
    kind: str
    refers_to: str = ""
    if_unknown: str = ""


def filled(table: str) -> Iterator[Filled]:
    """Live columns of a table that an import fills, beside the keeping of the row."""
    for column in TABLES[table].columns:
        if column.name == TABLES[table].own_id or column.name == "carer_ids":
            continue
        yield Filled(
            _field(MODELS[table], column).column or "",
            column.name,
            column.kind,
            column.refers_to if column.kind != "list" else "",
            IF_UNKNOWN.get((table, column.name), ""),
        )
    if table == "tie_spells":
        yield Filled("child_id", "child_id", "text", "children")


def _field(model: type[models.Model], column: Column) -> models.Field[Any, Any]:
    name = column.name
    if column.refers_to and column.kind != "list":
        name = name.removesuffix("_id")
    return model._meta.get_field(name)  # type: ignore[return-value]
