"""P1, P2 and P3: permanency within twelve months, of those who enter and of those in care."""

from __future__ import annotations

import ibis

from basehaven.analytics.cfsr.episodes import episodes, lost_exit, no_reason, permanent
from basehaven.analytics.cfsr.within import last_of_twelve_months
from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import day, day_of, key_of
from basehaven.analytics.placements import placed
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import COUNTED, Settings, rule, units
from basehaven.core.indicators.window import Window, a_year_after, months_after

OF_REMOVAL = [*KEY, "removal_id"]
AT_HOME = ("trial_home_visit", "parent_home")  # placed at home, still in care
DROPPED = ("no_exit_reason", "first_exit_lost")  # with them the child is out
LONG_AGO = -1_000_000  # days: before any stay


def p1(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Of the children who enter care in the period, those in permanency within twelve months."""
    e = episodes(t)
    e = e.filter(e.entry.between(day_of(w.start), day_of(w.end)))
    e = _with_home_visit(e, t, s)
    last_seen = day_of(months_after(w.end, s["exits_seen_months"]))
    e = e.mutate(seen=(e.left <= last_seen).fill_null(False))
    e = e.mutate(
        rule=rule(
            (e.flaw.notnull(), e.flaw),
            (e.seen & no_reason(e), "no_exit_reason"),
            (e.seen & lost_exit(e, s), "first_exit_lost"),
            ((e.exit - e.entry < s["min_days"]).fill_null(False), "in_care_too_few_days"),
        )
    )
    e = _first_entry(e, s)
    return units(
        e,
        unit=e.removal_id,
        numerator=e.seen
        & permanent(e)
        & (e.adjusted <= last_of_twelve_months(e.entry, e.year_on, s)),
        on=e.entry_key,
    )


def _first_entry(e: ibis.Table, s: Settings) -> ibis.Table:
    """A child who enters twice in the period counts once, with the first entry.

    One that is flawed or too short is passed over. One whose outcome nobody knows
    puts the child out.
    """
    if s["several_entries"] == "each":
        return e
    e = e.mutate(passed=~e.rule.isin([COUNTED, *DROPPED]))
    order = ibis.window(group_by=[*KEY, "passed"], order_by=[e.entry, e.removal_id])
    e = e.mutate(place=ibis.row_number().over(order))
    return e.mutate(rule=ibis.ifelse((e.rule == COUNTED) & (e.place > 0), "later_entry", e.rule))


def _with_home_visit(e: ibis.Table, t: Tables, s: Settings) -> ibis.Table:
    """``adjusted``: the exit, or day 30 of a visit home that went straight into reunification.

    Where no place of the removal is on record nobody knows of a visit:
    ``whole`` takes it as long as it can have been.
    """
    whole = s["unknown_home_visits"] == "whole"
    if not t.has("stays") and not whole:
        return e.mutate(adjusted=e.exit)
    both = with_columns(e, _visits_before_exit(e, t), OF_REMOVAL, "visit_start")
    if whole:
        both = with_columns(both, placed(t, e), OF_REMOVAL, "stays")
        start = ibis.ifelse(both.stays.isnull(), both.entry, both.visit_start)
        both = both.mutate(visit_start=start)
    home = ["reunified"]
    if s["home_visit_exits"] == "reunification_or_relative":
        home.append("relative")
    adjusts = both.exit_reason.isin(home) & both.visit_start.notnull()
    return both.mutate(
        adjusted=ibis.ifelse(
            adjusts.fill_null(False),
            ibis.least(both.exit, both.visit_start + s["home_visit_days"]),
            both.exit,
        )
    )


def _visits_before_exit(e: ibis.Table, t: Tables) -> ibis.Table:
    """When the visit home began that was still going on at the exit; several rows may be one."""
    stays = t.stays.inner_join(e.select(*OF_REMOVAL, "exit"), OF_REMOVAL)
    stays = stays.mutate(start=day(stays.started_on), home=stays.kind.isin(AT_HOME))
    stays = stays.filter(stays.start < stays.exit)
    of = ibis.window(group_by=OF_REMOVAL)
    stays = stays.mutate(other=ibis.ifelse(stays.home, LONG_AGO, stays.start).max().over(of))
    last = stays.filter(stays.home & (stays.start >= stays.other))
    last = last.mutate(goes_on=(day(last.ended_on) >= last.exit).fill_null(True).cast("int64"))
    found = last.group_by(OF_REMOVAL).aggregate(
        visit_start=last.start.min(), goes_on=last.goes_on.max()
    )
    return t.once(found.filter(found.goes_on == 1))


def p2(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Of the children in care on day 1 for 12 to 23 months, those in permanency by the end."""
    return _in_care(t, w, s, 1, 2)


def p3(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Of the children in care on day 1 for 24 months or more, those in permanency by the end."""
    return _in_care(t, w, s, 2, None)


def _in_care(t: Tables, w: Window, s: Settings, least: int, below: int | None) -> ibis.Table:
    """One row a removal on day 1; a child in two of them at once counts with the first."""
    first, first_key = day_of(w.start), key_of(w.start)
    e = episodes(t)
    e = e.filter((e.entry <= first) & (e.exit.isnull() | (e.exit > first)))
    last = _last_day(w, s)
    left = (e.left <= last).fill_null(False)  # what comes later is not in the files of the period
    usable = ibis.window(group_by=[*KEY, "usable"], order_by=[e.entry, e.removal_id])
    e = e.mutate(left_by_then=left, place=ibis.row_number().over(usable))
    long_enough = (e.year_on if least == 1 else e.two_years_on) <= first
    if below is not None:
        long_enough &= e.two_years_on > first
    e = e.filter(long_enough)
    e = e.mutate(
        rule=rule(
            (e.flaw.notnull(), e.flaw),
            (e.place > 0, "other_removal_that_day"),
            (e.left_by_then & no_reason(e), "no_exit_reason"),
            (e.left_by_then & lost_exit(e, s), "first_exit_lost"),
        )
    )
    return units(
        e,
        unit=e.removal_id,
        numerator=permanent(e) & e.left_by_then,
        on=ibis.literal(first_key).cast("int64"),
    )


def _last_day(w: Window, s: Settings) -> int:
    """The last day that counts: of the period, or the anniversary of its first day."""
    if s["in_care_window"] == "period_end":
        return day_of(w.end)
    return day_of(a_year_after(w.start))
