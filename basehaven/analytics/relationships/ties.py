"""Ties that are live on a day, as core sees them: begun, not ended, and contact not interrupted."""

from __future__ import annotations

import ibis
from ibis.expr.types import BooleanValue, IntegerValue

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import day, key
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings

OF_DAY = ["source_id", "tie_id", "on_day"]


def ties(t: Tables) -> ibis.Table:
    """Ties with their days as numbers."""
    return t.ties.mutate(
        begins=day(t.ties.started_on), ends=day(t.ties.ended_on), begins_key=key(t.ties.started_on)
    )


def holds(begins: IntegerValue, ends: IntegerValue, on: IntegerValue | int) -> BooleanValue:
    """Whether a half-open span covers a day."""
    return (begins <= on) & (ends.isnull() | (ends > on))


def live_on(found: ibis.Table, t: Tables, on: IntegerValue | int, s: Settings) -> ibis.Table:
    """Of ties, those live on a day: a number, or a column of ``found``.

    Where interrupted ties are left out, one whose latest spell that day has the
    mode ``none`` is not live; nor is one of which nothing is recorded that day,
    of an adult whose other ties are all interrupted, as core's ``network_on``
    sees a person. Without a table of spells nothing is known of that, and every
    tie that has begun and not ended is live.
    """
    begun = found.filter(holds(found.begins, found.ends, on))
    if s["interrupted"] == "count" or not t.has("tie_spells"):
        return begun
    each = begun.mutate(on_day=on)
    latest = t.once(_latest_spells(each, t))  # few, of all ties: they are looked for once
    each = with_columns(each, latest.select(*OF_DAY, "stopped"), OF_DAY, "stopped")
    if s["interrupted_and_unrecorded"] == "live":
        return each.filter(each.stopped.fill_null(0) == 0)
    of_person = [*KEY, "adult_id", "on_day"]
    known = latest.group_by(of_person).aggregate(all_stopped=latest.stopped.min())
    each = with_columns(each, known, of_person, "all_stopped")
    none_there = each.all_stopped.fill_null(0) == 1
    return each.filter(each.stopped.fill_null(0) == 0, ~none_there)


def _latest_spells(each: ibis.Table, t: Tables) -> ibis.Table:
    """``stopped``, 1 or 0, of ties with a spell that day: the one begun last says how it is."""
    spells = t.tie_spells.select(
        "source_id", "tie_id", "mode", from_day=day(t.tie_spells.started_on),
        to_day=day(t.tie_spells.ended_on),
    )  # fmt: skip
    held = each.select(*OF_DAY, "child_id", "adult_id")
    held = held.inner_join(spells, ["source_id", "tie_id"])
    held = held.filter(holds(held.from_day, held.to_day, held.on_day))
    latest = ibis.window(group_by=OF_DAY, order_by=[held.from_day.desc(), held.mode])
    held = held.mutate(place=ibis.row_number().over(latest)).filter(lambda r: r.place == 0)
    none = (held["mode"] == "none").fill_null(False)
    return held.select(*OF_DAY, "child_id", "adult_id", stopped=none.cast("int64"))
