"""S1 and S2: reports while in care, and a second report within twelve months."""

from __future__ import annotations

import ibis

from basehaven.analytics.cfsr.episodes import GROWN_UP, episodes
from basehaven.analytics.cfsr.within import last_of_twelve_months, last_within
from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import anniversary, birthday, day, day_of, key, key_of
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.errors import WrongSetting
from basehaven.core.indicators.window import Window

OF_REMOVAL = [*KEY, "removal_id"]


def s1(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Episodes of care in the period: their days in it, and the reports made in them."""
    if s["same_report_days"] not in (0, 1):
        raise WrongSetting("same_report_days of cfsr.s1 is 0 or 1.")
    first, end = day_of(w.start), day_of(w.end) + (1 if s["last_day"] == "inclusive" else 0)
    e = episodes(t)
    e = e.filter((e.entry < end) & (e.exit.isnull() | (e.exit > first)))
    e = e.mutate(days=ibis.least(e.exit.coalesce(end), end) - ibis.greatest(e.entry, first))
    made = _reports_in(e, t, w, s)
    e = with_columns(e, made, OF_REMOVAL, "reports")
    e = e.mutate(
        rule=rule(
            (e.flaw.notnull(), e.flaw),
            ((e.exit - e.entry < s["min_days"]).fill_null(False), "in_care_too_few_days"),
        )
    )
    on = ibis.greatest(e.entry_key, key_of(w.start))
    return units(e, unit=e.removal_id, numerator=e.reports, denominator=e.days, on=on)


def _reports_in(e: ibis.Table, t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Reports of each episode that count, those of one day or the next as one."""
    of = e.select(*OF_REMOVAL, "entry", "exit")
    found = t.reports.filter(t.reports.substantiated)
    found = found.mutate(made=day(found.reported_on), happened=day(found.incident_on))
    found = found.inner_join(of, KEY)
    last = found.exit if s["report_on_exit_day"] == "in" else found.exit - 1
    inside = (
        found.made.between(day_of(w.start), day_of(w.end))
        & (found.made - found.entry > last_within(s["first_days"], s))
        & (found.made >= found.entry)
        & (found.exit.isnull() | (found.made <= last))
    )
    if s["use_incident_dates"]:
        inside &= found.happened.isnull() | (found.happened >= found.entry)
        inside &= found.happened.isnull() | found.exit.isnull() | (found.happened <= last)
    days = found.filter(inside).select(*OF_REMOVAL, "made").distinct()
    return _first_of_each(days, max(last_within(s["same_report_days"], s), 0))


def _first_of_each(days: ibis.Table, within: int) -> ibis.Table:
    """How many reports there are when one within so many days of a counted one is the same.

    ``within`` is 0 or 1: then days in a row make a run, in which every day or
    every second day counts, and no engine has to walk from row to row.
    """
    order = ibis.window(group_by=OF_REMOVAL, order_by=days.made)
    days = days.mutate(run=days.made - ibis.row_number().over(order))
    place = ibis.window(group_by=[*OF_REMOVAL, "run"], order_by=days.made)
    days = days.mutate(place=ibis.row_number().over(place))
    counted = days.filter(days.place % (within + 1) == 0)
    return counted.group_by(OF_REMOVAL).aggregate(reports=counted.count())


def s2(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children with a report in the period, and those with another within twelve months of it."""
    reports = _with_birth(t)
    inside = reports.filter(reports.made.between(day_of(w.start), day_of(w.end)))
    earlier = [inside.made, inside.report_id]
    if s["reports_before_birth"] == "leave_out_report":
        earlier.insert(0, inside.before_birth.cast("int64"))
    order = ibis.window(group_by=KEY, order_by=earlier)
    first = inside.mutate(place=ibis.row_number().over(order)).filter(lambda r: r.place == 0)
    first = first.mutate(year_on=anniversary(first.reported_on, 1)).select(
        *KEY,
        "before_birth",
        "eighteen",
        "year_on",
        first="made",
        first_key="made_key",
        first_incident="incident_on",
    )
    again = _recurred(first.drop("before_birth", "eighteen"), reports, s)
    c = with_columns(first, again, KEY, "again")
    grown_up = (c.eighteen <= c["first"]).fill_null(False)
    c = c.mutate(rule=rule((c.before_birth, "not_born_yet"), (grown_up, "grown_up")))
    return units(c, unit="", numerator=c.again.notnull(), on=c.first_key)


def _with_birth(t: Tables) -> ibis.Table:
    """Substantiated reports, each with whether the child was born by then, and when grown up."""
    born = t.children.select(*KEY, "born_on", "born_precision")
    substantiated = t.reports.filter(t.reports.substantiated)
    found = with_columns(substantiated, born, KEY, "born_on", "born_precision")
    found = found.mutate(made=day(found.reported_on), made_key=key(found.reported_on))
    unborn = (found.born_precision == "unborn").fill_null(False)
    later = (day(found.born_on) > found.made).fill_null(False)
    return found.mutate(before_birth=unborn | later, eighteen=birthday(found.born_on, GROWN_UP))


def _recurred(first: ibis.Table, reports: ibis.Table, s: Settings) -> ibis.Table:
    """Children with a later report that counts."""
    later = reports.inner_join(first, KEY)
    within = last_of_twelve_months(later["first"], later.year_on, s)
    too_soon = max(last_within(s["s2_window_days"], s), 0)
    counts = (later.made - later["first"] > too_soon) & (later.made <= within)
    if s["use_incident_dates"]:
        counts &= ~(later.incident_on == later.first_incident).fill_null(False)
    return later.filter(counts).group_by(KEY).aggregate(again=later.made.min())
