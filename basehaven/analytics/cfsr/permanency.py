"""P1, P2 and P3: permanency within twelve months, of those who enter and of those in care."""

from __future__ import annotations

import ibis

from basehaven.analytics.cfsr.episodes import episodes, lost_exit, no_reason, permanent
from basehaven.analytics.numbers import A_YEAR, day, day_of, key_of
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import COUNTED, Settings, rule, units
from basehaven.core.indicators.window import Window, a_year_after

VISIT = "trial_home_visit"


def p1(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Of the children who enter care in the period, those in permanency within twelve months."""
    e = episodes(t)
    e = e.filter(e.entry.between(day_of(w.start), day_of(w.end)))
    e = _with_home_visit(e, t, s)
    e = e.mutate(
        rule=rule(
            (e.flaw.notnull(), e.flaw),
            (no_reason(e), "no_exit_reason"),
            (lost_exit(e, s), "first_exit_lost"),
            ((e.left - e.entry < s["min_days"]).fill_null(False), "in_care_too_few_days"),
        )
    )
    e = _first_entry(e, s)
    return units(
        e,
        unit=e.removal_id,
        numerator=permanent(e) & (e.adjusted <= _twelve_months(e.entry, e.year_on, s)),
        on=e.entry_key,
    )


def _twelve_months(start: ibis.Value, year_on: ibis.Value, s: Settings) -> ibis.Value:
    return year_on if s["twelve_months"] == "anniversary" else start + 365


def _first_entry(e: ibis.Table, s: Settings) -> ibis.Table:
    """A child who enters twice in the period counts once, with the first entry that is usable."""
    if s["several_entries"] == "each":
        return e
    order = ibis.window(group_by=[*KEY, "rule"], order_by=[e.entry, e.removal_id])
    e = e.mutate(place=ibis.row_number().over(order))
    return e.mutate(rule=ibis.ifelse((e.rule == COUNTED) & (e.place > 0), "later_entry", e.rule))


def _with_home_visit(e: ibis.Table, t: Tables, s: Settings) -> ibis.Table:
    """``adjusted``: the exit, or day 30 of a visit home that went straight into reunification."""
    if not t.has("stays"):
        return e.mutate(adjusted=e.exit)
    stays = t.stays.filter(t.stays.removal_id.notnull())
    start = day(stays.started_on)
    last = stays.group_by([*KEY, "removal_id"]).aggregate(
        last_start=start.max(), visit_start=start.max(where=stays.kind == VISIT)
    )
    both = e.left_join(last, [*KEY, "removal_id"]).select(e, "last_start", "visit_start")
    home = (
        ("reunified", "relative") if s["home_visit_exits"] == "with_relatives" else ("reunified",)
    )
    adjusts = both.exit_reason.isin(home) & (both.visit_start == both.last_start)
    return both.mutate(
        adjusted=ibis.ifelse(
            adjusts.fill_null(False),
            ibis.least(both.exit, both.visit_start + s["home_visit_days"]),
            both.exit,
        )
    )


def p2(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Of the children in care on day 1 for 12 to 23 months, those in permanency by the end."""
    return _in_care(t, w, s, 1, 2)


def p3(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Of the children in care on day 1 for 24 months or more, those in permanency by the end."""
    return _in_care(t, w, s, 2, None)


def _in_care(t: Tables, w: Window, s: Settings, least: int, below: int | None) -> ibis.Table:
    first, first_key = day_of(w.start), key_of(w.start)
    e = episodes(t)
    there = (e.entry <= first) & (e.exit.isnull() | (e.exit > first))
    long_enough = e.entry_key <= first_key - least * A_YEAR
    if below is not None:
        long_enough &= e.entry_key > first_key - below * A_YEAR
    e = e.filter(there & long_enough)
    e = e.mutate(
        rule=rule(
            (e.flaw.notnull(), e.flaw),
            (no_reason(e), "no_exit_reason"),
            (lost_exit(e, s), "first_exit_lost"),
        )
    )
    return units(
        e,
        unit=e.removal_id,
        numerator=permanent(e) & (e.exit <= _last_day(w, s)),
        on=ibis.literal(first_key).cast("int64"),
    )


def _last_day(w: Window, s: Settings) -> int:
    """The last day that counts: of the period, or the anniversary of its first day."""
    if s["in_care_window"] == "period_end":
        return day_of(w.end)
    return day_of(a_year_after(w.start))
