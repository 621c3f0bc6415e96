"""Both versions of a row, as the open tables write them, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.exporting.rows import TableOut
from basehaven.apps.intake.models import Conflict
from basehaven.apps.intake.sets.columns import IF_UNKNOWN, MODELS
from basehaven.apps.record.models import Adult, Child, Home, Room, Row
from basehaven.apps.record.queries.words import day_words, field_words
from basehaven.exchange.tables.schema import TABLES, Column
from basehaven.exchange.tables.write import as_cell

NAMED = {"adults": Adult, "children": Child, "homes": Home, "rooms": Room}


@dataclass(frozen=True)
class Line:
    column: str
    ours: str
    theirs: str

    @property
    def differs(self) -> bool:
        return self.ours != self.theirs


def side_by_side(conflict: Conflict, row: Row, by: Actor) -> list[Line]:
    table = TABLES[conflict.table]
    ours = TableOut(conflict.table, by, names=True).row_of(row.pk)
    lines = []
    for column in table.columns:
        if column.name == table.own_id:
            continue
        theirs = conflict.theirs.get(column.name)
        if theirs is None and (table.name, column.name) in IF_UNKNOWN:
            theirs = IF_UNKNOWN[table.name, column.name] == "true"
        pair = [_words(column, value, conflict) for value in (ours[column.name], theirs)]
        lines.append(Line(_label(row, column.name.removesuffix("_id")), *pair))
    return lines


def _label(row: Row, name: str) -> str:
    """The field's own words; a column that is no field of ours keeps its name."""
    try:
        return field_words(type(row), name)
    except (FieldDoesNotExist, KeyError):
        return name.replace("_", " ")


def _words(column: Column, value: Any, conflict: Conflict) -> str:
    if column.refers_to in NAMED and value:
        ids = value if isinstance(value, list) else [value]
        return ", ".join(_name(column.refers_to, one, conflict) for one in ids)
    if column.kind == "list":
        return ", ".join(value or ())
    if column.kind == "enum" and value:
        return str(_choices(conflict, column).get(value, value))
    if column.kind == "date" and value:
        day = value if isinstance(value, date) else parse_date(str(value))
        return day_words(day) if day else str(value)
    if column.kind == "bool" and value not in (None, ""):
        return _("yes") if str(value).lower() in ("true", "1") else _("no")
    return as_cell(column, value)


def _choices(conflict: Conflict, column: Column) -> dict[Any, Any]:
    """Words of ours for the words of an open table."""
    try:
        field = MODELS[conflict.table]._meta.get_field(column.name)
    except FieldDoesNotExist:
        return {}
    return dict(getattr(field, "flatchoices", ()))


def _name(refers_to: str, value: str, conflict: Conflict) -> str:
    source, _sign, key = value.rpartition("::")
    rows = NAMED[refers_to].objects.filter(
        agency=conflict.run.agency_id, source_id=source or conflict.theirs["source_id"], key=key
    )
    found = rows.first()
    return (found.name if found is not None else "") or value
