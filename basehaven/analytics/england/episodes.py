"""The return's episodes with what every English indicator asks of them."""

from __future__ import annotations

from typing import Any

import ibis
from ibis.expr.types import BooleanValue

from basehaven.analytics.numbers import day, day_of
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings
from basehaven.core.indicators.window import Window

# What the codes mean: knowledge id ``ssda903-codes``, which the tests hold these lists against.
SHORT_BREAKS = ("V3", "V4")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
ADOPTION = ("A3", "A4", "A5", "A6")
WITH_CURRENT_CARER = ("A3", "A5")
NEW_PLACEMENT = ("S", "P", "B", "T", "U")
NEW_CARER = ("S", "P", "B")
STARTED = "S"
GOES_ON = "X1"
NEVER = 99_999_999  # a day no episode reaches


def episodes(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """One row an episode of care that had started by the last day of the period.

    ``begins`` and ``ends`` are days, ``ends`` never for one that goes on. The
    flags are never null, whatever the codes are. No episode is a short break
    when the setting counts them like any other.
    """
    breaks = SHORT_BREAKS if s["short_breaks"] == "leave_out" else ()
    e = t.stays
    e = e.mutate(
        place=e.ssda903_place.fill_null(""),
        rne=e.ssda903_rne.fill_null(""),
        rec=e.ssda903_rec.fill_null(GOES_ON),
        begins=day(e.started_on),
        ends=day(e.ended_on).coalesce(NEVER),
        coded=e.ssda903_place.notnull() | e.ssda903_rne.notnull() | e.ssda903_ls.notnull(),
        short_break=e.ssda903_ls.fill_null("").isin(breaks) if breaks else ibis.literal(False),
    )
    e = e.filter(e.coded | e.removal_id.notnull(), e.begins <= day_of(w.end))
    return e.mutate(
        temporary=e.place.isin(TEMPORARY),
        on_last_day=e.ends > day_of(w.end),
    )


def in_order(e: ibis.Table, of: list[str] = KEY, **more: Any) -> Any:
    """A child's episodes one after the other: the same order on every engine."""
    return ibis.window(group_by=of, order_by=[e.begins, e.ends, e.stay_id], **more)


def children(e: ibis.Table) -> ibis.Table:
    """One row a child, with the rule by which it is out of those looked after on the last day."""
    found = e.group_by(KEY).aggregate(
        looked_after=(e.on_last_day & ~e.short_break).cast("int64").max(),
        in_breaks=(e.on_last_day & e.short_break).cast("int64").max(),
        uncoded=(~e.coded).cast("int64").max(),
    )
    return found.mutate(
        out=ibis.cases(
            (found.uncoded == 1, "codes_not_recorded"),
            ((found.looked_after == 0) & (found.in_breaks == 1), "series_of_short_breaks"),
            (found.looked_after == 0, "not_looked_after_on_last_day"),
            else_=ibis.null("string"),
        )
    )


def after_temporary(e: ibis.Table) -> ibis.Table:
    """Episodes but the temporary ones; ``nth`` of a child; ``returned`` to the home left for one.

    Homes decide where both are known, else the placement's code: a return must
    be to the same of both (rules 380 to 383 of the collection).
    """
    e = e.mutate(was_temporary=e.temporary.lag().over(in_order(e)).fill_null(False))
    e = e.filter(~e.temporary)
    last_home, last_place = (e[name].lag().over(in_order(e)) for name in ("home_id", "place"))
    same = ibis.ifelse(
        (e.home_id.notnull() & last_home.notnull()), e.home_id == last_home, e.place == last_place
    )
    return e.mutate(
        nth=ibis.row_number().over(in_order(e)),
        returned=(e.was_temporary & (e.rne != STARTED) & same).fill_null(False),
    )


def adopted_by_carers(e: ibis.Table) -> BooleanValue:
    """A placement for adoption with those who care for the child already."""
    return e.place.isin(WITH_CURRENT_CARER) & (e.rne != STARTED)
