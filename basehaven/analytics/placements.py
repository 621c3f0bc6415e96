"""Stays in a row: which are placements, and which are with other carers than the one before."""

from __future__ import annotations

import ibis
from ibis.expr.types import BooleanValue, IntegerValue

from basehaven.analytics.numbers import day
from basehaven.analytics.tables import KEY, Tables

# As basehaven.core.relationships.carers.NOT_PLACEMENTS.
NOT_PLACEMENTS = ("hospital", "respite", "camp", "runaway", "trial_home_visit")
OLD_FORM = "1993"
FAMILY_HOMES = ("kin", "relative_foster", "foster", "pre_adoptive")
NOBODY = "array<string>"


def with_last_placement(stays: ibis.Table, of: list[str]) -> ibis.Table:
    """Placements, each with the kind, home and carers of the one before it."""
    carers = stays.carer_ids.coalesce(ibis.literal([], type=NOBODY))
    named = stays.mutate(carers=carers)
    order = ibis.window(group_by=of, order_by=[named.started_on, named.stay_id])
    return named.mutate(
        last_kind=named.kind.lag().over(order),
        last_home=named.home_id.lag().over(order),
        last_carers=named.carers.lag().over(order),
        last_shared=named.shared.lag().over(order),
    )


def of_those_who_came(stays: ibis.Table, first: int, last: int) -> ibis.Table:
    """All stays of the children with a stay that began on one of those days, and of no others.

    Nobody else can have moved then, and most children have not: rows that are
    looked at one after the other are dear.
    """
    came = stays.filter(day(stays.started_on).between(first, last)).select(*KEY)
    return stays.semi_join(came, KEY)


def placed(t: Tables, of: ibis.Table | None = None) -> ibis.Table:
    """Removals with any stay on record: all of them, or ``of`` those."""
    stays = t.stays.filter(t.stays.removal_id.notnull())
    if of is not None:
        stays = stays.semi_join(of, [*KEY, "removal_id"])
    return t.once(stays.group_by([*KEY, "removal_id"]).aggregate(stays=stays.count()))


def in_the_old_form(removals: ibis.Table) -> BooleanValue:
    """Whether a removal came in the federal form of 1993: days and a reason, and no places."""
    return (removals.afcars_form == OLD_FORM).fill_null(False)


def is_move(p: ibis.Table, unnamed: str, same_home: str = "carers") -> BooleanValue:
    """Whether a placement is another than the one before.

    ``same_home`` says what makes two the same: ``carers`` (they decide where
    both name them, then homes), ``home`` (the other way round), or ``either``.
    Where nothing can be compared (an AFCARS 2020 file names no provider)
    ``unnamed`` decides: ``move`` counts each row, ``same`` takes two family
    homes, or two of one kind, for one and the same.
    """
    last = p.last_carers.coalesce(ibis.literal([], type=NOBODY))
    both_carers = (p.carers.length() > 0) & (last.length() > 0)
    both_homes = p.home_id.notnull() & p.last_home.notnull()
    same_carers = p.carers.intersect(last).length() > 0
    same_place = (p.home_id == p.last_home).fill_null(False)
    same = {
        "either": same_carers | same_place,
        "carers": ibis.ifelse(both_carers, same_carers, same_place),
        "home": ibis.ifelse(both_homes, same_place, same_carers),
    }[same_home]
    other = ibis.cases(
        (p.shared.fill_null(False) & p.last_shared.fill_null(False), False),
        (both_carers | both_homes, ~same),
        else_=~_could_be_one(p) if unnamed == "same" else ibis.literal(True),
    )
    return p.last_kind.notnull() & other


def _could_be_one(p: ibis.Table) -> BooleanValue:
    families = p.kind.isin(FAMILY_HOMES) & p.last_kind.isin(FAMILY_HOMES)
    return families | (p.kind == p.last_kind)


def days_covered(
    stays: ibis.Table, of: list[str], first: IntegerValue, end: IntegerValue
) -> ibis.Table:
    """Days from ``first`` up to ``end``, not included, on which any stay is recorded.

    Overlapping stays count a day once.
    """
    clipped = stays.mutate(
        begins=ibis.greatest(day(stays.started_on), first),
        ends=ibis.least(day(stays.ended_on).coalesce(end), end),
    )
    clipped = clipped.filter(clipped.ends > clipped.begins)
    before = ibis.window(
        group_by=of, order_by=[clipped.begins, clipped.stay_id], preceding=(None, 1)
    )
    clipped = clipped.mutate(so_far=clipped.ends.max().over(before))
    fresh = clipped.ends - ibis.greatest(clipped.begins, clipped.so_far.coalesce(clipped.begins))
    return (
        clipped.mutate(fresh=ibis.greatest(fresh, 0))
        .group_by(of)
        .aggregate(covered=lambda rows: rows.fresh.sum())
    )
