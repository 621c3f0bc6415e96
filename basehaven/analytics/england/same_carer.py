"""Two years with the same carer, of the children looked after for two and a half."""

from __future__ import annotations

import ibis

from basehaven.analytics.england.episodes import (
    ADOPTION,
    GOES_ON,
    NEVER,
    NEW_CARER,
    STARTED,
    adopted_by_carers,
    after_temporary,
    children,
    episodes,
    in_order,
)
from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import completed_months, day_of, key, key_of
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.window import Window


def same_carer_2y(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children with an episode in the period; counted if young and long enough in care.

    Care that began before the file does is as old as its first row; where that
    is not old enough, nobody knows, and the child is out by a rule of its own.
    """
    last = key_of(w.end)
    e = episodes(t, w, s)
    c = children(e.filter(e.ends >= day_of(w.start)))
    born = t.children.select(*KEY, "born_on")
    care = _care(_of_those_there(e.filter(~e.short_break)))
    c = with_columns(c, born, KEY, "born_on")
    c = with_columns(c, _of_care(care), KEY, "since", "from_before")
    c = with_columns(c, _carers(care, s), KEY, "carer_since", "before_since", "adoptive")
    age = completed_months(key(c.born_on), ibis.literal(last))
    c = c.mutate(short=~_lasts(c.since, last, s["care_months"]))
    c = c.mutate(
        rule=rule(
            (c.out.notnull(), c.out),
            (c.born_on.isnull() | (key(c.born_on) > last), "no_birth_date"),
            (age >= s["under_age"] * 12, "too_old"),
            (c.short & c.from_before.fill_null(False), "care_began_before_the_file"),
            (c.short, "in_care_too_few_months"),
        )
    )
    same = _lasts(c.carer_since, last, s["same_carer_months"])
    if s["same_carer_rule"] == "ni063":
        with_both = _lasts(c.before_since, last, s["same_carer_months"])
        same |= c.adoptive.fill_null(False) & with_both
    return units(c, unit="", numerator=same, on=ibis.literal(last).cast("int64"))


def _lasts(since: ibis.Value, last: int, months: int) -> ibis.Value:
    return (completed_months(since, ibis.literal(last)) >= months).fill_null(False)


def _of_those_there(e: ibis.Table) -> ibis.Table:
    """All episodes of the children looked after on the last day; no other child is counted."""
    return e.semi_join(e.filter(e.on_last_day).select(*KEY), KEY)


def _care(e: ibis.Table) -> ibis.Table:
    """Episodes of the period of care that goes on on the last day.

    A period begins with the first one, with RNE S, after a reason that ends
    care, and after a gap.
    """
    order = in_order(e)
    e = e.mutate(
        nth=ibis.row_number().over(order),
        ended_by=e.ends.max().over(in_order(e, preceding=(None, 1))),
        left=((e.ends < NEVER) & (e.rec != GOES_ON)).lag().over(order).fill_null(False),
    )
    new = (e.nth == 0) | (e.rne == STARTED) | e.left | (e.begins > e.ended_by).fill_null(False)
    e = e.mutate(new=new.cast("int64"))
    e = e.mutate(period=e.new.sum().over(in_order(e, preceding=(None, 0))))
    newest = e.group_by(KEY).aggregate(
        newest=e.period.max(where=e.on_last_day),
    )
    e = e.inner_join(newest, [*KEY, (e.period == newest.newest)])
    return e.drop([name for name in e.columns if name.endswith("_right")])


def _of_care(e: ibis.Table) -> ibis.Table:
    """When the period began, and whether the child's first row here is no beginning."""
    e = e.mutate(before=((e.nth == 0) & (e.rne != STARTED)).cast("int64"))
    found = e.group_by(KEY).aggregate(since=key(e.started_on).min(), before=e.before.max())
    return found.select(*KEY, "since", from_before=found.before == 1)


def _carers(e: ibis.Table, s: Settings) -> ibis.Table:
    """Since when the child has been with the carer of the last day, and with the one before.

    ``adoptive``: all that time with the last carer is a placement for adoption,
    so that the one before is the placement before it.
    """
    e = e.drop("nth")
    if s["temporary"] == "count":  # then the child has left the carer for it
        e = e.mutate(temporary=ibis.literal(False))
    e = after_temporary(e)
    new = e.rne.isin(NEW_CARER) & ~e.returned & ~adopted_by_carers(e)
    e = e.mutate(new_carer=((e.nth == 0) | new).cast("int64"))
    e = e.mutate(
        carer=e.new_carer.sum().over(in_order(e, preceding=(None, 0))),
        for_adoption=e.place.isin(ADOPTION).cast("int64"),
    )
    spells = e.group_by([*KEY, "carer"]).aggregate(
        since=key(e.started_on).min(), adoptive=e.for_adoption.min(), home=e.home_id.max()
    )
    if s["back_to_former_carer"] == "same":
        at_home = ibis.window(group_by=[*KEY, "home"])
        first = spells.since.min().over(at_home)
        spells = spells.mutate(since=ibis.ifelse(spells.home.isnull(), spells.since, first))
    spells = spells.mutate(
        before_since=spells.since.lag().over(ibis.window(group_by=KEY, order_by=spells.carer)),
        nth=ibis.row_number().over(ibis.window(group_by=KEY, order_by=spells.carer.desc())),
    )
    last = spells.filter(spells.nth == 0)
    return last.select(*KEY, "before_since", carer_since=last.since, adoptive=last.adoptive == 1)
