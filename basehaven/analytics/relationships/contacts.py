"""UPC, COC and SECON: how a child's contacts are spread over adults, as whole numbers a child."""

from __future__ import annotations

import ibis
from ibis.expr.types import BooleanValue

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import day, day_of, key_of
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.window import Window

PLACES_IN_A_DAY = 2**40
MOST_OF_A_SOURCE = 2**40  # children


def took_place(c: ibis.Table) -> BooleanValue:
    """Whether the two met; null for a plan of which nobody has said what became of it.

    As core's ``Contact.took_place``, and as the child's own page.
    """
    unnoted = ibis.cases(
        (c.cancelled_by.notnull(), False),
        (c.planned.fill_null(False), ibis.null("boolean")),
        else_=True,
    )
    return c.kept.coalesce(unnoted)


def _contacts(t: Tables, w: Window, s: Settings) -> ibis.Table:
    c = t.contacts.mutate(met=day(t.contacts["on"]))
    c = c.filter(
        c.met.between(day_of(w.start), day_of(w.end)),
        took_place(c).fill_null(False),
        c.adult_id.notnull(),
    )
    c = c.mutate(seq=c.seq.fill_null(0))
    if s["contact_unit"] == "visit":
        return c
    return c.group_by([*KEY, "adult_id", "met"]).aggregate(
        seq=c.seq.min(), contact_id=c.contact_id.min()
    )


def _of_each_adult(t: Tables, w: Window, s: Settings) -> ibis.Table:
    c = _contacts(t, w, s)
    each = c.group_by([*KEY, "adult_id"]).aggregate(n=c.count())
    return t.once(
        each.group_by(KEY).aggregate(
            total=each.n.sum(), most=each.n.max(), squares=(each.n * each.n).sum()
        )
    )


def _units(
    t: Tables, each: ibis.Table, w: Window, s: Settings, top: ibis.Value, bottom: ibis.Value
) -> ibis.Table:
    """One row a child, also of those without a contact in the period."""
    each = each.select(*KEY, "total", top=top, bottom=bottom)
    c = with_columns(t.children.select(*KEY), each, KEY, "total", "top", "bottom")
    c = c.mutate(
        rule=rule(
            (c.total.isnull(), "no_contacts_in_period"),
            (c.total < s["fewest_contacts"], "too_few_contacts"),
        )
    )
    on = ibis.literal(key_of(w.end)).cast("int64")
    return units(c, unit="", numerator=c.top, denominator=c.bottom, on=on)


def upc(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Contacts with the adult seen most, of all: core's ``usual_provider``."""
    c = _of_each_adult(t, w, s)
    return _units(t, c, w, s, c.most, c.total)


def coc(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Pairs of contacts with the same adult, of all pairs: core's ``continuity_of_care``."""
    c = _of_each_adult(t, w, s)
    return _units(t, c, w, s, c.squares - c.total, c.total * (c.total - 1))


def secon(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Contacts in a row with the same adult, of all in a row: core's ``sequential_continuity``.

    Those of one day without an order stand in the order of their ids.
    """
    numbers = t.once(_numbered(t))
    c = numbers.inner_join(_contacts(t, w, s), KEY)
    in_a_day = c.met * PLACES_IN_A_DAY + c.seq  # one number sorts faster than two
    order = ibis.window(group_by="number", order_by=[in_a_day, c.contact_id])
    c = c.mutate(same=(c.adult_id == c.adult_id.lag().over(order)).cast("int64").fill_null(0))
    each = c.group_by("number").aggregate(total=c.count(), same=c.same.sum())
    each = numbers.inner_join(each, "number")
    return _units(t, each, w, s, each.same, each.total - 1)


def _numbered(t: Tables) -> ibis.Table:
    """Children with a ``number`` each: rows are put in order by it in two thirds of the time.

    Numbers run within a source, and sources are few, so that no engine has to
    gather all children in one place.
    """
    children = t.children.select(*KEY).distinct()
    sources = children.select("source_id").distinct()
    sources = sources.mutate(source=ibis.row_number().over(order_by=sources.source_id))
    children = with_columns(children, sources, "source_id", "source")
    within = ibis.window(group_by="source_id", order_by=children.child_id)
    number = children.source * MOST_OF_A_SOURCE + ibis.row_number().over(within)
    return children.select(*KEY, number=number)
