"""From the rows of an indicator to whole numbers for each group asked for."""

from __future__ import annotations

from collections.abc import Sequence

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import age_band, key
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import COUNTED, Settings
from basehaven.core.indicators.bands import UNKNOWN

SEVERAL = "several"
BY = ("age_band", "region", "group")
WHERE = {"group": "groups"}  # the column of what is asked by


def counts(units: ibis.Table, t: Tables, by: Sequence[str], s: Settings) -> ibis.Table:
    """Numerator, denominator and number of rows of each group, of those counted."""
    inside = grouped(units.filter(units.rule == COUNTED), t, by, s)
    sums = {
        "numerator": inside.numerator.sum(),
        "denominator": inside.denominator.sum(),
        "counted": inside.count(),
    }
    return inside.group_by(list(by)).aggregate(**sums) if by else inside.aggregate(**sums)


def sums(
    units: ibis.Table, t: Tables, by: Sequence[str], *, shares: bool, each_unit: bool = False
) -> ibis.Table:
    """All that figures are made of, in one pass: whole numbers for each rule and group.

    A child's groups stay one list (``groups``), so that a child of two of them
    is one row of everyone's figure. With ``shares`` each share is a row of its
    own (``top``, ``bottom``), for a mean of children's own shares. With
    ``each_unit`` each unit has rows of its own (``unit``).
    """
    rows = grouped(units, t, [name for name in by if name != "group"], {})
    if "group" in by:
        rows = _with_list(rows, t)
    keys = ["rule", *(WHERE.get(name, name) for name in by)]
    if each_unit:
        keys.append("unit")
    if shares:
        rows = rows.mutate(top=rows.numerator, bottom=rows.denominator)
        keys += ["top", "bottom"]
    return rows.group_by(keys).aggregate(
        numerator=rows.numerator.sum(), denominator=rows.denominator.sum(), counted=rows.count()
    )


def _with_list(rows: ibis.Table, t: Tables) -> ibis.Table:
    if "groups" in rows.columns:
        return rows
    c = t.children.select(*KEY, "groups")
    return with_columns(rows, c, KEY, "groups")


def grouped(units: ibis.Table, t: Tables, by: Sequence[str], s: Settings) -> ibis.Table:
    """The rows with the groups they belong to; a child of two groups may be in both."""
    if not by:
        return units
    c = t.children.select(*KEY, "born_on", "region", "groups")
    rows = with_columns(units, c, KEY, "born_on", "region", "groups")
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
