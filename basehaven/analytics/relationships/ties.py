"""Ties that are live on a day, as core sees them: begun, not ended, and contact not interrupted."""

from __future__ import annotations

import ibis
from ibis.expr.types import BooleanValue, IntegerValue

from basehaven.analytics.numbers import day, key
from basehaven.analytics.tables import Tables


def ties(t: Tables) -> ibis.Table:
    """Ties with their days as numbers."""
    return t.ties.mutate(
        begins=day(t.ties.started_on), ends=day(t.ties.ended_on), begins_key=key(t.ties.started_on)
    )


def holds(begins: IntegerValue, ends: IntegerValue, on: IntegerValue | int) -> BooleanValue:
    """Whether a half-open span covers a day."""
    return (begins <= on) & (ends.isnull() | (ends > on))


def live_on(found: ibis.Table, t: Tables, on: IntegerValue | int, interrupted: str) -> ibis.Table:
    """Of ties, those live on a day: a number, or a column of ``found``.

    With ``interrupted`` as ``leave_out``, a tie whose latest spell that day has
    the mode ``none`` is left out. Without a table of spells nothing is known of
    that, and every tie that has begun and not ended is live.
    """
    begun = found.filter(holds(found.begins, found.ends, on))
    if interrupted == "count" or not t.has("tie_spells"):
        return begun
    return _not_interrupted(begun, t, on)


def _not_interrupted(begun: ibis.Table, t: Tables, on: IntegerValue | int) -> ibis.Table:
    """Of several spells that hold, the one begun last says how it is."""
    each = begun.mutate(on_day=on)
    spells = t.tie_spells.select(
        "source_id", "tie_id", "mode", from_day=day(t.tie_spells.started_on),
        to_day=day(t.tie_spells.ended_on),
    )  # fmt: skip
    if isinstance(on, int):  # the same for every tie: nothing to join
        held = spells.mutate(on_day=ibis.literal(on).cast("int64"))
    else:
        asked = each.select("source_id", "tie_id", "on_day")
        held = asked.inner_join(spells, ["source_id", "tie_id"])
    held = held.filter(holds(held.from_day, held.to_day, held.on_day))
    latest = ibis.window(
        group_by=["source_id", "tie_id", "on_day"], order_by=[held.from_day.desc(), held.mode]
    )
    held = held.mutate(place=ibis.row_number().over(latest))
    stopped = held.filter(held.place == 0, (held["mode"] == "none").fill_null(False))
    return each.anti_join(stopped, ["source_id", "tie_id", "on_day"])
