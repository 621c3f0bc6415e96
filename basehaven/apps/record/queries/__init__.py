"""Reading the record. Whatever a person is shown goes through ``access.project`` first."""

from basehaven.apps.record.queries.beside import Beside, load_beside
from basehaven.apps.record.queries.child_page import (
    ChildLine,
    ChildLines,
    lines_beside,
    load_child_lines,
)
from basehaven.apps.record.queries.child_record import load_child_people, load_child_record
from basehaven.apps.record.queries.contacts import contacts_now
from basehaven.apps.record.queries.one_row import ROW_TABLES, OneRow, load_row

__all__ = [
    "ROW_TABLES",
    "Beside",
    "ChildLine",
    "ChildLines",
    "OneRow",
    "contacts_now",
    "lines_beside",
    "load_beside",
    "load_child_lines",
    "load_child_people",
    "load_child_record",
    "load_row",
]
