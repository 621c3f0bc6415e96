"""Three or more placements in the year, of the children looked after on its last day."""

from __future__ import annotations

from datetime import date, timedelta

import ibis

from basehaven.analytics.england.episodes import (
    NEW_PLACEMENT,
    adopted_by_carers,
    after_temporary,
    children,
    episodes,
    in_order,
)
from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import day_of, key_of
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.window import Window, twelve_months_to


def placements_3plus(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children with an episode in the year; counted if looked after on the last day.

    Of their episodes that had not ended before the first day, those under a
    series of short breaks (V3, V4) left out, ``placement_rule`` says which are
    placements. The one that is going on when the year begins is the first.
    """
    first = day_of(first_day(w, s["years_back"]))
    e = episodes(t, w, s)
    e = e.filter(e.ends >= first)
    of_year = e.filter(~e.short_break)
    find = _simple if s["placement_rule"] == "simple" else _reference
    placed = find(of_year, s["temporary"] == "count")
    if s["open_on_first_day"] == "leave_out":
        placed = placed.filter(placed.begins >= first)
    found = placed.group_by(KEY).aggregate(placements=placed.count())
    c = children(e)
    c = with_columns(c, found, KEY, "placements")
    c = c.mutate(rule=rule((c.out.notnull(), c.out)))
    on = ibis.literal(key_of(w.end)).cast("int64")
    return units(c, unit="", numerator=c.placements >= s["fewest_in_year"], on=on)


def first_day(w: Window, years: int) -> date:
    """The first day of the years that are looked at: the period, and so many years before it."""
    first = w.start
    for _year in range(years - 1):
        first = twelve_months_to(first - timedelta(days=1)).start
    return first


def _simple(e: ibis.Table, count_temporary: bool) -> ibis.Table:
    """The first one and each later one with RNE S, P, B, T or U; nothing merged."""
    e = e.mutate(nth=ibis.row_number().over(in_order(e)))
    found = e.filter((e.nth == 0) | e.rne.isin(NEW_PLACEMENT))
    if not count_temporary:
        found = found.filter(~found.temporary)
    return found.select(*KEY, "begins")


def _reference(e: ibis.Table, count_temporary: bool) -> ibis.Table:
    """T0 to T4 left out, the way back from them and adoption by one's carers no placement.

    With ``temporary=count`` each of T0 to T4 is a placement too, and the way back
    is none all the same.
    """
    kept = after_temporary(e)
    new = kept.rne.isin(NEW_PLACEMENT) & ~kept.returned & ~adopted_by_carers(kept)
    found = kept.filter((kept.nth == 0) | new).select(*KEY, "begins")
    if not count_temporary:
        return found
    e = e.mutate(nth=ibis.row_number().over(in_order(e)))
    away = e.filter(e.temporary & ((e.nth == 0) | e.rne.isin(NEW_PLACEMENT)))
    return found.union(away.select(*KEY, "begins"))
