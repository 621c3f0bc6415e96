"""Where a child came to other carers than the ones before: core's rules, row by row.

As :mod:`basehaven.core.relationships.carers`, with one step less: a stay is
compared with the stay before it and not with everything named in the run of
stays before it. The two agree wherever a run names the same carer, or the same
home, in each of its stays.
"""

from __future__ import annotations

import ibis
from ibis.expr.types import IntegerValue

from basehaven.analytics.numbers import A_YEAR, day
from basehaven.analytics.placements import NOT_PLACEMENTS, is_move, with_last_placement
from basehaven.analytics.tables import KEY, Tables

# As basehaven.core.relationships.carers.CarerChangeRule.not_carers.
NOT_CARERS = ("hospital", "respite", "camp", "runaway")
OF_REMOVAL = [*KEY, "removal_id"]
UNNAMED_DIFFER = "move"


def carer_changes(t: Tables, children: ibis.Table, until: int, at_least_days: int) -> ibis.Table:
    """One row a change of carer of so many days or more, with the day it began (``changed_on``).

    ``children`` has the children asked about; ``until`` is the day number up to
    which is known, not included.
    """
    of = t.stays.semi_join(children.select(*KEY), KEY)
    stays = of.filter(~of.kind.isin(NOT_CARERS), day(of.started_on) < until)
    stays = _with_run(stays, KEY)
    ended = ibis.least(day(stays.ended_on).coalesce(until), until)
    stays = stays.mutate(days=ibis.greatest(ended - day(stays.started_on), 0))
    run = ibis.window(group_by=[*KEY, "run"])
    stays = stays.mutate(run_days=stays.days.sum().over(run))
    long_enough = stays.filter(stays.run_days >= at_least_days).select(*t.stays.columns)
    again = with_last_placement(long_enough, KEY)
    changed = again.filter(is_move(again, UNNAMED_DIFFER))
    return changed.select(*KEY, changed_on="started_on")


def placement_moves(t: Tables, removals: ibis.Table, until: int) -> ibis.Table:
    """One row a move between placements of one of these removals, with its day (``moved``)."""
    stays = t.stays.semi_join(removals.select(*OF_REMOVAL), OF_REMOVAL)
    stays = stays.filter(~stays.kind.isin(NOT_PLACEMENTS), day(stays.started_on) < until)
    placed = with_last_placement(stays, OF_REMOVAL)
    moved = placed.filter(is_move(placed, UNNAMED_DIFFER))
    return moved.select(*OF_REMOVAL, moved=day(moved.started_on))


def _with_run(stays: ibis.Table, of: list[str]) -> ibis.Table:
    """``run`` numbers stays in a row with the same carers."""
    placed = with_last_placement(stays, of)
    placed = placed.mutate(new=is_move(placed, UNNAMED_DIFFER).cast("int64"))
    order = ibis.window(
        group_by=of, order_by=[placed.started_on, placed.stay_id], preceding=(None, 0)
    )
    return placed.mutate(run=placed.new.sum().over(order)).select(*stays.columns, "run")


def completes(born: ibis.Value, months: ibis.Value | int) -> IntegerValue:
    """The day number on which a child completes so many months.

    The first of the next month where the day of birth is not in that month, as
    :func:`basehaven.core.periods.completed_months`.
    """
    first = _first_of_month(born, months)
    return ibis.least(first + born.day() - 1, _first_of_month(born, months + 1))


def completes_key(born: ibis.Value, months: ibis.Value | int) -> IntegerValue:
    """The key of that day."""
    this, after = _first_of_month(born, months), _first_of_month(born, months + 1)
    is_in_it = born.day() <= after - this
    since = born.month() - 1 + months + ibis.ifelse(is_in_it, 0, 1)
    month = (born.year() + since // 12) * A_YEAR + (since % 12 + 1) * 100
    return (month + ibis.ifelse(is_in_it, born.day(), 1)).cast("int64")


def _first_of_month(born: ibis.Value, months: ibis.Value | int) -> IntegerValue:
    since = born.month() - 1 + months
    year = born.year() + since // 12
    return day(ibis.date(year.cast("int32"), (since % 12 + 1).cast("int32"), 1))
