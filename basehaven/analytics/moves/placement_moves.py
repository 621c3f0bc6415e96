"""Moves between placements: in the first year, in a life so far, and how soon the first comes."""

from __future__ import annotations

from functools import partial

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.moves.changes import OF_REMOVAL, placement_moves
from basehaven.analytics.numbers import anniversary, day, day_of, key, key_of
from basehaven.analytics.placements import in_the_old_form, placed
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, Units, rule, units
from basehaven.core.indicators.unit import FORM_OF_1993
from basehaven.core.indicators.window import Window


def first_year(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Removals whose first year was over in the period, and the moves of that year."""
    r = _removals(t)
    r = r.filter(r.year_on.between(day_of(w.start), day_of(w.end)))
    moves = _moves_before(t, r.mutate(before_day=r.year_on), day_of(w.end) + 1)
    r = with_columns(r, moves, OF_REMOVAL, "moves")
    r = _with_rule(r, t)
    return units(r, unit=r.removal_id, numerator=r.moves, on=r.entry_key)


def days_to_first(days: int) -> Units:
    """Removals whose so-many-th day was in the period, and those moved by then."""
    return partial(_days_to_first, days)


def _days_to_first(days: int, t: Tables, w: Window, s: Settings) -> ibis.Table:
    r = _removals(t)
    r = r.filter((r.entry + days).between(day_of(w.start), day_of(w.end)))
    moves = _moves_before(t, r.mutate(before_day=r.entry + days + 1), day_of(w.end) + 1)
    r = with_columns(r, moves, OF_REMOVAL, "moves")
    r = _with_rule(r, t)
    return units(r, unit=r.removal_id, numerator=r.moves > 0, on=r.entry_key)


def lifetime(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children in care on the last day, and the moves of all their removals until then."""
    last = day_of(w.end)
    r = _removals(t)
    there = r.filter(r.entry <= last, r.left.isnull() | (r.left > last))
    r = r.filter(r.entry <= last).semi_join(there, KEY)
    moves = _moves_before(t, r.mutate(before_day=ibis.literal(last + 1).cast("int64")), last + 1)
    r = with_columns(r, moves, OF_REMOVAL, "moves")
    r = with_columns(r, placed(t), OF_REMOVAL, "stays")
    c = r.group_by(KEY).aggregate(
        moves=r.moves.sum(),
        unknown=r.stays.isnull().cast("int64").max(),
        old_form=(r.stays.isnull() & in_the_old_form(r)).cast("int64").max(),
    )
    c = c.mutate(
        rule=rule((c.old_form == 1, FORM_OF_1993), (c.unknown == 1, "no_placements_recorded"))
    )
    on = ibis.literal(key_of(w.end)).cast("int64")
    return units(c, unit="", numerator=c.moves, on=on)


def _removals(t: Tables) -> ibis.Table:
    r = t.removals
    return r.mutate(
        entry=day(r.removed_on),
        entry_key=key(r.removed_on),
        left=day(r.exited_on),
        year_on=anniversary(r.removed_on, 1),
    )


def _with_rule(r: ibis.Table, t: Tables) -> ibis.Table:
    r = with_columns(r, placed(t), OF_REMOVAL, "stays")
    return r.mutate(
        rule=rule(
            ((r.left < r.entry).fill_null(False), "exit_before_entry"),
            (r.stays.isnull() & in_the_old_form(r), FORM_OF_1993),
            (r.stays.isnull(), "no_placements_recorded"),
        )
    )


def _moves_before(t: Tables, r: ibis.Table, until: int) -> ibis.Table:
    """Moves of each removal before its own ``before_day``."""
    both = placement_moves(t, r, until).inner_join(r.select(*OF_REMOVAL, "before_day"), OF_REMOVAL)
    both = both.filter(both.moved < both.before_day)
    return both.group_by(OF_REMOVAL).aggregate(moves=both.count())
