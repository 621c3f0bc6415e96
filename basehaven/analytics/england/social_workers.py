"""Three or more social workers in the year, where the tables say who they were."""

from __future__ import annotations

import ibis

from basehaven.analytics.england.episodes import NEVER, children, episodes
from basehaven.analytics.england.placements import first_day
from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import day, day_of, key_of
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.window import Window

SOCIAL_WORKER = "caseworker"  # the kind of tie


def social_workers_3plus(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children looked after on the last day with a social worker on record in the year.

    A child without any is out by a rule: nobody recorded is not nobody there.
    One who comes back is one person.
    """
    first = day_of(first_day(w, s["years_back"]))
    e = episodes(t, w, s)
    c = children(e.filter(e.ends >= day_of(w.start)))
    ties = t.ties.filter(t.ties.kind == SOCIAL_WORKER)
    ties = ties.mutate(begins=day(ties.started_on), ends=day(ties.ended_on).coalesce(NEVER))
    ties = ties.filter(ties.begins <= day_of(w.end), ties.ends >= first)
    found = ties.group_by(KEY).aggregate(
        there=ties.count(),
        workers=ties.adult_id.nunique(
            where=(ties.begins >= first) | (s["open_on_first_day"] == "count")
        ),
    )
    c = with_columns(c, found, KEY, "there", "workers")
    c = c.mutate(
        rule=rule((c.out.notnull(), c.out), (c.there.isnull(), "no_social_worker_recorded"))
    )
    on = ibis.literal(key_of(w.end)).cast("int64")
    return units(c, unit="", numerator=c.workers >= s["fewest_in_year"], on=on)
