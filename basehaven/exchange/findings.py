"""What a reader has to say about a row: refused, warned or noted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter

REFUSED, WARNED, NOTED = "refused", "warned", "noted"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one place.

    Attributes:
        level: ``refused`` (not saved), ``warned`` (saved) or ``noted``.
        code: a short stable name of the rule, for grouping.
        file: the file's name within what was imported.
        line: the row as a spreadsheet numbers it (the heading is row 1).
        column: the column, empty when the whole row is meant.
        value: what stands there.
        problem: what is wrong with it, in words.
        way_out: what to do.
        child_id: whose row it is, empty when it is nobody's.
    """

    level: str
    code: str
    file: str
    line: int | None
    column: str
    value: str
    problem: str
    way_out: str
    child_id: str = ""


AS_TUPLE = attrgetter(*(field.name for field in fields(Finding)))
"""A finding's values in order; ``dataclasses.astuple`` copies each one deeply."""
