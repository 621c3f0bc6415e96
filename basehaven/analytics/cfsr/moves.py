"""P5: moves between placements for each thousand days in care, of the children who enter."""

from __future__ import annotations

import ibis
from ibis.expr.types import BooleanValue

from basehaven.analytics.cfsr.episodes import episodes
from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import day, day_of
from basehaven.analytics.placements import (
    days_covered,
    in_the_old_form,
    is_move,
    with_last_placement,
)
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.unit import FORM_OF_1993
from basehaven.core.indicators.window import Window

OF_REMOVAL = [*KEY, "removal_id"]
UNNAMED = ("same", "move")  # the answers of ``unnamed_homes``


def p5(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Removals of the period: their days in it are the denominator, their moves the numerator.

    All removals of a child in the period add up. The first placement of each is
    no move.
    """
    end = day_of(w.end) + (1 if s["last_day"] == "inclusive" else 0)
    e = episodes(t)
    e = e.filter(e.entry.between(day_of(w.start), day_of(w.end)))
    e = e.mutate(until=ibis.least(e.exit.coalesce(end), end))
    asked = e.filter(e.flaw.isnull(), e.until - e.entry >= s["min_days"])  # the others are out
    moved = _moves(asked, t, day_of(w.end), s)
    e = with_columns(e, moved, OF_REMOVAL, "covered", "moves")
    days = e.covered if s["uncovered_days"] == "leave_out" else e.until - e.entry
    e = e.mutate(
        rule=rule(
            (e.flaw.notnull(), e.flaw),
            (e.until - e.entry < s["min_days"], "in_care_too_few_days"),
            (e.covered.isnull() & in_the_old_form(e), FORM_OF_1993),
            (e.covered.isnull(), "no_placements_recorded"),
        )
    )
    return units(e, unit=e.removal_id, numerator=e.moves, denominator=days, on=e.entry_key)


def _moves(e: ibis.Table, t: Tables, last: int, s: Settings) -> ibis.Table:
    """Days with a placement on record, and moves, of each removal."""
    of = e.select(*OF_REMOVAL, "entry", "until", "exit")
    stays = t.stays.inner_join(of, OF_REMOVAL)
    covered = t.once(days_covered(stays, OF_REMOVAL, stays.entry, stays.until))
    begins = day(stays.started_on)
    counts = stays.filter(
        ~stays.kind.isin(tuple(s["not_placements"])),
        ~_is_short(stays, s),
        begins <= last,
        stays.exit.isnull() | (begins < stays.exit),
    )
    placed = with_last_placement(counts, OF_REMOVAL)
    placed = placed.mutate(
        **{name: is_move(placed, name, s["same_home"]).cast("int64") for name in UNNAMED}
    )
    of_each = placed.group_by(OF_REMOVAL).aggregate(
        **{name: placed[name].sum() for name in UNNAMED}
    )
    moves = t.once(of_each)  # either answer, so that a low and a high figure are found at once
    moves = moves.select(*OF_REMOVAL, moves=moves[s["unnamed_homes"]])
    return with_columns(covered, moves, OF_REMOVAL, "moves")


def _is_short(stays: ibis.Table, s: Settings) -> BooleanValue:
    """A stay in hospital and the like, from which a child goes back."""
    short = stays.kind.isin(tuple(s["short_stay_kinds"]))
    if s["short_stay_days"] == 0:  # however long
        return short
    stop = ibis.least(day(stays.ended_on).coalesce(stays.until), stays.until)
    return short & (stop - day(stays.started_on) <= s["short_stay_days"])
