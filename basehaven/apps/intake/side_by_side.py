"""Both versions of a row, as the open tables write them, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.exporting.rows import TableOut
from basehaven.apps.intake.models import Conflict
from basehaven.apps.intake.sets.columns import IF_UNKNOWN
from basehaven.apps.record.models import Adult, Child, Home, Room, Row
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
        lines.append(Line(column.name.removesuffix("_id").replace("_", " "), *pair))
    return lines


def _words(column: Column, value: Any, conflict: Conflict) -> str:
    if column.refers_to in NAMED and value:
        ids = value if isinstance(value, list) else [value]
        return ", ".join(_name(column.refers_to, one, conflict) for one in ids)
    if column.kind == "list":
        return ", ".join(value or ())
    return as_cell(column, value)


def _name(refers_to: str, value: str, conflict: Conflict) -> str:
    source, _sign, key = value.rpartition("::")
    rows = NAMED[refers_to].objects.filter(
        agency=conflict.run.agency_id, source_id=source or conflict.theirs["source_id"], key=key
    )
    found = rows.first()
    return (found.name if found is not None else "") or value
