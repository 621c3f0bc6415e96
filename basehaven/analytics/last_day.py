"""Whether anything is on record of a period, or everything in the tables was over before it."""

from __future__ import annotations

from datetime import date

from basehaven.analytics.checks import SPANS
from basehaven.analytics.engine import Engine
from basehaven.analytics.tables import Tables

# Small tables first: the first that reaches the period answers for all.
DAYS = {
    **{name: SPANS[name] for name in ("removals", "stays", "ties")},
    "reports": ("reported_on",),
    **{name: SPANS[name] for name in ("enrolments", "primary_spells")},
    "visits": ("on",),
    "screens": ("on",),
    "needs": ("raised_on", "met_on"),
    "contacts": ("on",),
    "attendance": ("arrived_at",),
}


def last_day_before(engine: Engine, tables: Tables, start: date) -> date | None:
    """The last day on which anything began, ended or happened, if that is before ``start``.

    Args:
        engine: runs it.
        tables: as they are.
        start: the first day of a period.

    Returns:
        None if something is on record of the period or later, or of no day at all.
    """
    last: date | None = None
    for name, columns in DAYS.items():
        if not tables.has(name):
            continue
        table = getattr(tables, name)
        (found,) = engine.rows(
            table.aggregate(**{one: table[one].cast("date").max() for one in columns})
        )
        days = [day for day in found.values() if day is not None]
        if any(day >= start for day in days):
            return None
        last = max([*days, last] if last else days, default=None)
    return last
