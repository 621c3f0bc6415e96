"""Who is there on the last day of a period: for long, for pay, and brothers and sisters apart."""

from __future__ import annotations

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import completed_months, day, day_of, key, key_of
from basehaven.analytics.relationships.ties import holds, live_on, ties
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.window import Window


def _children(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children born by the last day and not grown up, with their age in months on it."""
    on = ibis.literal(key_of(w.end)).cast("int64")
    c = t.children.select(*KEY, "born_precision", born_key=key(t.children.born_on))
    c = c.filter(c.born_key.isnull() | (c.born_key <= on))
    c = c.mutate(on=on, months=completed_months(c.born_key, on))
    return c.filter(c.months.isnull() | (c.months < 12 * s["below_years"]))


def _live(t: Tables, w: Window, s: Settings) -> ibis.Table:
    return live_on(_named(ties(t), s), t, day_of(w.end), s["interrupted"])


def _named(found: ibis.Table, s: Settings) -> ibis.Table:
    """Without ties derived from a file that names nobody."""
    return found if s["derived_ties"] == "count" else found.filter(~found.derived.fill_null(False))


def _recorded(c: ibis.Table, t: Tables, s: Settings) -> ibis.Table:
    """``known``: how many ties the record has of a child, live or not."""
    known = _named(t.ties, s).group_by(KEY).aggregate(known=lambda rows: rows.count())
    return with_columns(c, known, KEY, "known")


def no_long_tie(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children from six months of age, and those of them without a live tie of six months."""
    live = _live(t, w, s)
    lasting = completed_months(live.begins_key, ibis.literal(key_of(w.end)).cast("int64"))
    long = live.filter(lasting >= s["long_tie_months"])
    long = long.group_by(KEY).aggregate(long=long.count())
    c = _recorded(_children(t, w, s), t, s)
    c = with_columns(c, long, KEY, "long")
    c = c.mutate(
        rule=rule(
            (
                c.born_key.isnull() | (c.born_precision == "unborn").fill_null(False),
                "no_birth_date",
            ),
            (c.months < s["from_months"], "too_young"),
            (c.known.isnull(), "no_ties_recorded"),
        )
    )
    return units(c, unit="", numerator=c.long.isnull(), on=c.on)


def only_paid(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children with any live tie, and those of them whose live ties are all of paid staff."""
    live = _live(t, w, s)
    unpaid = ~live.kind.isin(s["paid_roles"])
    people = live.group_by(KEY).aggregate(people=live.count(), unpaid=unpaid.sum())
    c = _recorded(_children(t, w, s), t, s)
    c = with_columns(c, people, KEY, "people", "unpaid")
    c = c.mutate(
        rule=rule(
            (c.known.isnull(), "no_ties_recorded"),
            (c.people.isnull(), "no_live_tie"),
        )
    )
    return units(c, unit="", numerator=c.unpaid == 0, on=c.on)


def siblings_apart(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Pairs of brothers and sisters on the last day, and those of them in different homes."""
    last = day_of(w.end)
    stays = t.stays.mutate(begins=day(t.stays.started_on), ends=day(t.stays.ended_on))
    stays = stays.filter(holds(stays.begins, stays.ends, last))
    order = ibis.window(group_by=KEY, order_by=[stays.begins.desc(), stays.stay_id])
    stays = stays.mutate(place=ibis.row_number().over(order)).filter(lambda r: r.place == 0)
    one = stays.select(*KEY, home="home_id", in_care="removal_id")
    other = stays.select(
        "source_id", sibling_id="child_id", other_home="home_id", other_in_care="removal_id"
    )
    p = t.siblings.mutate(begins=day(t.siblings.started_on), ends=day(t.siblings.ended_on))
    p = p.filter((p.begins.isnull() | (p.begins <= last)) & (p.ends.isnull() | (p.ends > last)))
    p = p.filter(p.kind.isin(s["sibling_kinds"])).select(*KEY, "sibling_id").distinct()
    p = with_columns(p, one, KEY, "home", "in_care")
    p = with_columns(p, other, ["source_id", "sibling_id"], "other_home", "other_in_care")
    both = p.in_care.notnull() & p.other_in_care.notnull()
    any_stay = p.in_care.notnull() | p.other_in_care.notnull()
    p = p.mutate(
        rule=rule(
            (~(both if s["siblings_where"] == "both_in_care" else any_stay), "not_in_care"),
            (p.home.isnull() | p.other_home.isnull(), "home_not_known"),
        )
    )
    on = ibis.literal(key_of(w.end)).cast("int64")
    return units(p, unit=p.sibling_id, numerator=p.home != p.other_home, on=on)
