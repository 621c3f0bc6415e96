"""From the rows of an indicator to whole numbers for each group asked for."""

from __future__ import annotations

from collections.abc import Sequence

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import age_band, key
from basehaven.analytics.tables import KEY, Tables
from basehaven.core.indicators.bands import UNKNOWN
from basehaven.core.indicators.unit import UNBORN

SEVERAL = "several"
BY = ("age_band", "region", "group")
WHERE = {"group": "groups"}  # the column of what is asked by


def sums(
    units: ibis.Table, t: Tables, by: Sequence[str], *, shares: bool, each_unit: bool = False
) -> ibis.Table:
    """All that figures are made of, in one pass: whole numbers for each rule and group.

    A child's groups stay one list (``groups``), so that a child of two of them
    is one row of everyone's figure. With ``shares`` each pair of numbers is a row
    of its own (``top``, ``bottom``), for a mean of children's own shares; they are
    added up outside, since digits of months are too large for an engine's sum.
    With ``each_unit`` each unit has rows of its own (``unit``).
    """
    rows = with_groups(units, t) if by else units
    keys = ["rule", *(WHERE.get(name, name) for name in by)]
    if each_unit:
        keys.append("unit")
    if shares:
        rows = rows.mutate(top=rows.numerator, bottom=rows.denominator)
        return rows.group_by([*keys, "top", "bottom"]).aggregate(counted=rows.count())
    return rows.group_by(keys).aggregate(
        numerator=rows.numerator.sum(),
        denominator=rows.denominator.sum(),
        counted=rows.count(),
        with_events=(rows.numerator > 0).sum(),
    )


def with_groups(units: ibis.Table, t: Tables) -> ibis.Table:
    """The rows with what they are asked by; ``groups`` is the child's whole list.

    The day on which an unborn child is expected gives no age.
    """
    c = t.children
    unborn = (c.born_precision == UNBORN).fill_null(False)
    born = ibis.ifelse(unborn, ibis.null("date"), c.born_on)
    c = c.select(*KEY, "region", "groups", born_on=born)
    rows = with_columns(units, c, KEY, "born_on", "region", "groups")
    return rows.mutate(
        age_band=age_band(key(rows.born_on), rows["on"]), region=rows.region.fill_null(UNKNOWN)
    )
