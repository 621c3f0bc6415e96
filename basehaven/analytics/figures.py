"""From the rows of an indicator to whole numbers for each group asked for."""

from __future__ import annotations

from collections.abc import Sequence

import ibis

from basehaven.analytics.numbers import age_band, key
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import COUNTED, Settings
from basehaven.core.indicators.bands import UNKNOWN

SEVERAL = "several"
BY = ("age_band", "region", "group")


def counts(units: ibis.Table, t: Tables, by: Sequence[str], s: Settings) -> ibis.Table:
    """Numerator, denominator and number of rows of each group, of those counted."""
    inside = grouped(units.filter(units.rule == COUNTED), t, by, s)
    sums = {
        "numerator": inside.numerator.sum(),
        "denominator": inside.denominator.sum(),
        "counted": inside.count(),
    }
    return inside.group_by(list(by)).aggregate(**sums) if by else inside.aggregate(**sums)


def shares(units: ibis.Table, t: Tables, by: Sequence[str], s: Settings) -> ibis.Table:
    """How many children of each group have which share, for a mean of children's own shares."""
    inside = grouped(units.filter(units.rule == COUNTED), t, by, s)
    inside = inside.select(*by, top="numerator", bottom="denominator")
    return inside.group_by([*by, "top", "bottom"]).aggregate(counted=inside.count())


def rules(units: ibis.Table) -> ibis.Table:
    """How many rows are in, and out by each rule."""
    return units.group_by("rule").aggregate(rows=units.count())


def grouped(units: ibis.Table, t: Tables, by: Sequence[str], s: Settings) -> ibis.Table:
    """The rows with the groups they belong to; a child of two groups may be in both."""
    if not by:
        return units
    c = t.children.select(*KEY, "born_on", "region", "groups")
    rows = units.left_join(c, KEY).select(units, "born_on", "region", "groups")
    rows = rows.mutate(
        age_band=age_band(key(rows.born_on), rows["on"]), region=rows.region.fill_null(UNKNOWN)
    )
    return _with_group(rows, s) if "group" in by else rows


def _with_group(rows: ibis.Table, s: Settings) -> ibis.Table:
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
