"""Visits and family time kept, needs met, screens on time, and coverage of home visiting."""

from __future__ import annotations

from datetime import timedelta

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.moves.changes import completes, completes_key
from basehaven.analytics.numbers import could_be, day, day_of, key
from basehaven.analytics.relationships.births import births
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import COUNTED, Settings, rule, units
from basehaven.core.indicators.window import Window

NOT_THE_FAMILY = ("agency", "transport", "weather")


def visits_kept(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Home visits of the period, and those of them that took place."""
    return _kept(t.visits, t.visits.visit_id, w, s)


def family_time_kept(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Planned family time of the period, and that of it that took place."""
    c = t.contacts
    planned = c.filter(c.planned.fill_null(False), c.kind.isin(s["visit_kinds"]))
    return _kept(planned, planned.contact_id, w, s)


def _kept(v: ibis.Table, own_id: ibis.Value, w: Window, s: Settings) -> ibis.Table:
    v = v.mutate(own_id=own_id, happened=day(v["on"]), on_key=key(v["on"]))
    v = v.filter(v.happened.between(day_of(w.start), day_of(w.end)))
    by_others = v.cancelled_by.isin(NOT_THE_FAMILY).fill_null(False)
    v = v.mutate(
        rule=rule(
            (v.kept.isnull() & v.cancelled_by.isnull(), "not_noted_whether_kept"),
            (by_others if s["cancelled_by_agency"] == "leave_out" else ibis.literal(False),
             "cancelled_by_others"),
        )
    )  # fmt: skip
    return units(v, unit=v.own_id, numerator=v.kept, on=v.on_key)


def needs_met(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Needs raised in the period that the family wants help with, and those met in time.

    A need raised too late for its days to have passed by the last day on
    record is left out, met or not: else only those met so soon would count.
    """
    n = t.needs
    n = n.mutate(raised=day(n.raised_on), met=day(n.met_on), on_key=key(n.raised_on))
    known = ibis.greatest(
        n.raised.max(), n.met.max().coalesce(n.raised.max()),
        day(n.referred_on).max().coalesce(n.raised.max()),
    ).over(ibis.window(group_by="source_id"))  # fmt: skip
    n = n.mutate(known_until=known)
    n = n.filter(n.raised.between(day_of(w.start), day_of(w.end)))
    due = n.raised + s["needs_days"]
    n = n.mutate(
        rule=rule(
            (n.wants_help.isnull(), "not_noted_whether_wanted"),
            (~n.wants_help, "no_help_wanted"),
            (n.known_until < due, "follow_up_incomplete"),
        )
    )
    return units(n, unit=n.need_id, numerator=n.met <= n.raised + s["needs_days"], on=n.on_key)


def screens_on_time(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Screens due by the child's age, and those done within the days around it.

    Counted in the period in which those days were over, or in which it was due.
    """
    around = s["screen_window_days"]
    wait = around if s["screens_counted"] == "window_over" else 0
    c = births(t, s)
    ages = [int(age) for age in s["screen_ages"]]
    c = c.filter(could_be(c.born_on, w.start - timedelta(days=wait), max(ages, default=0)))
    c = c.select(*KEY, "born_on", age=ibis.array(ages)).unnest("age")
    c = c.mutate(due=completes(c.born_on, c.age), on_key=completes_key(c.born_on, c.age))
    c = c.filter((c.due + wait).between(day_of(w.start), day_of(w.end)))
    done = t.screens.filter((t.screens.subject == "child").fill_null(True))
    done = done.select(*KEY, done=day(done["on"]))
    near = c.inner_join(done, KEY)
    near = near.filter((near.done - near.due).abs() <= around)
    near = near.select(*KEY, "age").distinct().mutate(on_time=True)
    seen = done.select(*KEY).distinct().mutate(screened=True)
    c = with_columns(c, near, [*KEY, "age"], "on_time")
    c = with_columns(c, seen, KEY, "screened")
    unseen = c.screened.isnull() if s["never_screened"] == "leave_out" else ibis.literal(False)
    c = c.mutate(rule=rule((unseen, "no_screens_recorded")))
    months = c.age.cast("string")
    return units(c, unit=months, numerator=c.on_time.notnull(), on=c.on_key)


def coverage(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children who may have home visits of a programme in the period, and those with one kept."""
    first, last = day_of(w.start), day_of(w.end)
    e = t.eligibility
    e = e.mutate(begins=day(e.from_on), ends=day(e.to_on))
    e = e.filter(e.begins <= last, e.ends.isnull() | (e.ends > first))
    e = e.group_by([*KEY, "programme_id"]).aggregate(from_key=key(e.from_on).min())
    v = t.visits.mutate(happened=day(t.visits["on"]))
    v = v.filter(v.happened.between(first, last), v.kept.fill_null(False))
    v = v.select(*KEY, "programme_id").distinct().mutate(visited=True)
    found = with_columns(e, v, [*KEY, "programme_id"], "visited")
    found = found.mutate(rule=ibis.literal(COUNTED))
    on = ibis.greatest(found.from_key, w.start.year * 10_000 + w.start.month * 100 + w.start.day)
    return units(found, unit=found.programme_id, numerator=found.visited, on=on)
