"""From the rows of an indicator to whole numbers for each group asked for."""

from __future__ import annotations

from collections.abc import Sequence

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import age_band, key
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings
from basehaven.core.indicators.bands import UNKNOWN

SEVERAL = "several"
BY = ("age_band", "region", "group")
WHERE = {"group": "groups"}  # the column of what is asked by


def sums(units: ibis.Table, t: Tables, by: Sequence[str], *, shares: bool) -> ibis.Table:
    """All that figures are made of, in one pass: whole numbers for each rule and group.

    A child's groups stay one list (``groups``), so that a child of two of them
    is one row of everyone's figure. With ``shares`` each pair of numbers is a row
    of its own (``top``, ``bottom``), for a mean of children's own shares; they are
    added up outside, since digits of months are too large for an engine's sum.
    """
    rows = _with_groups(units, t) if by else units
    keys = ["rule", *(WHERE.get(name, name) for name in by)]
    if shares:
        rows = rows.mutate(top=rows.numerator, bottom=rows.denominator)
        return rows.group_by([*keys, "top", "bottom"]).aggregate(counted=rows.count())
    return rows.group_by(keys).aggregate(
        numerator=rows.numerator.sum(), denominator=rows.denominator.sum(), counted=rows.count()
    )


def _with_groups(units: ibis.Table, t: Tables) -> ibis.Table:
    """The rows with what they are asked by; ``groups`` is the child's whole list."""
    c = t.children.select(*KEY, "born_on", "region", "groups")
    rows = with_columns(units, c, KEY, "born_on", "region", "groups")
    return rows.mutate(
        age_band=age_band(key(rows.born_on), rows["on"]), region=rows.region.fill_null(UNKNOWN)
    )


def grouped(units: ibis.Table, t: Tables, by: str, s: Settings) -> ibis.Table:
    """The rows with the column ``by``; a child of two groups is there for each, if so set."""
    rows = _with_groups(units, t)
    if by != "group":
        return rows
    named = (rows.groups.length() > 0).fill_null(False)
    if s["groups_rule"] == "own_category":
        one = rows.groups.length() == 1
        return rows.mutate(
            group=ibis.cases(
                (~named, UNKNOWN), (one.fill_null(False), rows.groups[0]), else_=SEVERAL
            )
        )
    several = rows.filter(named).mutate(group=rows.groups).unnest("group")
    nobody = rows.filter(~named).mutate(group=ibis.literal(UNKNOWN))
    return several.union(nobody.select(*several.columns))
