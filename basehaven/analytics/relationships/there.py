"""Who is there on the last day of a period: for long, for pay, and brothers and sisters apart."""

from __future__ import annotations

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import completed_months, day, day_of, key_of
from basehaven.analytics.placements import NOBODY
from basehaven.analytics.relationships.births import births
from basehaven.analytics.relationships.ties import holds, live_on, ties
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.window import Window

PERSON = [*KEY, "adult_id"]


def _children(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children born by the last day and not grown up, with their age in months on it."""
    on = ibis.literal(key_of(w.end)).cast("int64")
    c = births(t, s)
    c = c.filter(c.born_key.isnull() | (c.born_key <= on))
    c = c.mutate(on=on, months=completed_months(c.born_key, on))
    return c.filter(c.months.isnull() | (c.months < 12 * s["below_years"]))


def _live(t: Tables, w: Window, s: Settings) -> ibis.Table:
    live = live_on(_named(ties(t), s), t, day_of(w.end), s)
    return t.once(live.select(*PERSON, "kind", "begins_key"))


def _named(found: ibis.Table, s: Settings) -> ibis.Table:
    """Without ties derived from a file that names nobody."""
    return found if s["derived_ties"] == "count" else found.filter(~found.derived.fill_null(False))


def _recorded(c: ibis.Table, t: Tables, s: Settings) -> ibis.Table:
    """``known``: how many ties the record has of a child, live or not; ``named``: of those."""
    named = ibis.literal(True) if s["derived_ties"] == "count" else ~t.ties.derived.fill_null(False)
    known = (
        t.ties.mutate(is_named=named.cast("int64"))
        .group_by(KEY)
        .aggregate(known=lambda rows: rows.count(), named=lambda rows: rows.is_named.sum())
    )
    return with_columns(c, t.once(known), KEY, "known", "named")


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
            (c.born_key.isnull(), "no_birth_date"),
            (c.months < s["from_months"], "too_young"),
            (c.known.isnull(), "no_ties_recorded"),
            (c.named == 0, "tie_derived"),
        )
    )
    return units(c, unit="", numerator=c.long.isnull(), on=c.on)


def only_paid(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children with any live tie, and those of them whose people are all paid staff."""
    live = _live(t, w, s)
    last = day_of(w.end)
    going_on = _named(ties(t), s).filter(lambda one: holds(one.begins, one.ends, last))
    others = live if s["other_tie_of_paid"] == "live" else going_on
    others = others.filter(~others.kind.isin(s["paid_roles"]))
    unpaid = live.semi_join(others, PERSON).select(*KEY).distinct().mutate(unpaid=True)
    people = live.select(*KEY).distinct().mutate(people=True)
    c = _recorded(_children(t, w, s), t, s)
    c = with_columns(c, people, KEY, "people")
    c = with_columns(c, unpaid, KEY, "unpaid")
    c = c.mutate(
        rule=rule(
            (c.unborn & c.born_key.isnull(), "unborn"),
            (c.known.isnull(), "no_ties_recorded"),
            (c.named == 0, "tie_derived"),
            (c.people.isnull(), "no_live_tie"),
        )
    )
    return units(c, unit="", numerator=c.unpaid.isnull(), on=c.on)


def siblings_apart(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Pairs of brothers and sisters on the last day, and those of them in different homes.

    Together as on the child's own page: by the home if both stays name one, else
    by a carer they share; with several stays that day, in any of them.
    """
    last = day_of(w.end)
    stays = t.stays.mutate(
        begins=day(t.stays.started_on), ends=day(t.stays.ended_on),
        carers=t.stays.carer_ids.coalesce(ibis.literal([], type=NOBODY)),
    )  # fmt: skip
    stays = stays.filter(holds(stays.begins, stays.ends, last))
    one = stays.select(*KEY, "carers", home="home_id", in_care=stays.removal_id.notnull())
    other = stays.select(
        "source_id", sibling_id="child_id", other_home="home_id", other_carers="carers",
        other_in_care=stays.removal_id.notnull(),
    )  # fmt: skip
    p = t.siblings.mutate(begins=day(t.siblings.started_on), ends=day(t.siblings.ended_on))
    p = p.filter((p.begins.isnull() | (p.begins <= last)) & (p.ends.isnull() | (p.ends > last)))
    p = p.filter(p.kind.isin(s["sibling_kinds"])).select(*KEY, "sibling_id").distinct()
    both = with_columns(p, one, KEY, "home", "carers", "in_care")
    both = with_columns(
        both, other, ["source_id", "sibling_id"], "other_home", "other_carers", "other_in_care"
    )
    p = _answers(both)
    in_care = (p.in_care, p.other_in_care)
    asked = (
        ibis.least(*in_care) if s["siblings_where"] == "both_in_care" else ibis.greatest(*in_care)
    )
    p = p.mutate(
        rule=rule(
            (asked == 0, "not_in_care"),
            ((p.together == 0) & (p.unknown == 1), "home_not_known"),
        )
    )
    on = ibis.literal(key_of(w.end)).cast("int64")
    return units(p, unit=p.sibling_id, numerator=p.together == 0, on=on)


def _answers(both: ibis.Table) -> ibis.Table:
    """Each pair, from each of its pairs of stays: flags of 1 and 0, the highest of which counts."""
    homes = both.home.notnull() & both.other_home.notnull()
    carers = (both.carers.length() > 0) & (both.other_carers.length() > 0)
    shared = both.carers.intersect(both.other_carers).length() > 0
    same = ibis.cases((homes, both.home == both.other_home), (carers.fill_null(False), shared))
    flags = {
        "together": same,
        "unknown": same.isnull(),
        "in_care": both.in_care,
        "other_in_care": both.other_in_care,
    }
    rows = both.select(
        *KEY, "sibling_id", **{k: v.fill_null(False).cast("int64") for k, v in flags.items()}
    )
    return rows.group_by([*KEY, "sibling_id"]).aggregate(**{k: rows[k].max() for k in flags})
