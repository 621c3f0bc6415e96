"""In the room: changes of a child's main adult, and the hours in which one of theirs is there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import day, day_of, key_of
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.window import Window

NAMED_CAUSES = ("room_move", "staff_left", "family_left")
MINUTE = 60
OF_STAY = [*KEY, "room_id", "came"]


def main_changes(t: Tables, w: Window, s: Settings, cause: str = "") -> ibis.Table:
    """Times another main adult followed in the period, for each day enrolled in it.

    ``cause`` counts those alone whose former spell ended so; ``other`` is any
    other reason, or none noted.
    """
    first, end = day_of(w.start), day_of(w.end) + 1
    e = t.enrolments.mutate(begins=day(t.enrolments.started_on), ends=day(t.enrolments.ended_on))
    e = e.mutate(
        days=ibis.least(e.ends.fill_null(end), end) - ibis.greatest(e.begins, ibis.literal(first))
    )
    enrolled = e.filter(e.days > 0).group_by(KEY).aggregate(days=lambda r: r.days.sum())
    causes = (cause,) if cause else s["change_causes"]
    changed = _changes(t, first, end, causes)
    c = with_columns(enrolled, changed, KEY, "changes")
    c = with_columns(c, _with_main(t), KEY, "named")
    c = c.mutate(rule=rule((c.named.isnull(), "no_main_adult_recorded")))
    on = ibis.literal(key_of(w.end)).cast("int64")
    return units(c, unit="", numerator=c.changes, denominator=c.days, on=on)


def _with_main(t: Tables) -> ibis.Table:
    """``named``: children for whom a main adult is recorded at any time."""
    mains = t.primary_spells.filter(t.primary_spells["rank"] == "main")
    return mains.select(*KEY).distinct().mutate(named=True)


def changed_main_adult(t: Tables) -> ibis.Table:
    """Main spells that followed another adult's: ``begins``, and ``last_reason`` of the former.

    One that begins while the one before still goes on, as in two rooms at once, follows nobody.
    """
    m = t.primary_spells.filter(t.primary_spells["rank"] == "main")
    m = m.mutate(begins=day(m.started_on), ends=day(m.ended_on))
    order = ibis.window(group_by=KEY, order_by=[m.begins, m.room_id, m.adult_id])
    m = m.mutate(
        last_adult=m.adult_id.lag().over(order),
        last_reason=m.end_reason.lag().over(order),
        last_ends=m.ends.lag().over(order),
    )
    return m.filter(m.last_adult.notnull(), m.last_adult != m.adult_id, m.last_ends <= m.begins)


def _changes(t: Tables, first: int, end: int, causes: Sequence[str]) -> ibis.Table:
    new = changed_main_adult(t)
    new = new.filter(new.begins >= first, new.begins < end)
    named = new.last_reason.isin(NAMED_CAUSES).fill_null(False)
    new = new.mutate(cause=ibis.ifelse(named, new.last_reason, "other"))
    new = new.filter(new.cause.isin(causes))
    return new.group_by(KEY).aggregate(changes=new.count())


def hours_with_main(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Minutes of a child in the room, and those of them with the main or backup adult on shift."""
    first, end = day_of(w.start), day_of(w.end)
    a = t.attendance
    a = a.mutate(
        on_day=day(a.arrived_at.date()), came=_minute(a.arrived_at), left=_minute(a.left_at)
    )
    a = a.filter(a.on_day.between(first, end))
    known = a.filter((a.left > a.came).fill_null(False))
    covered = _minutes_covered(known, t, s)
    a = with_columns(a, covered, OF_STAY, "covered")
    a = with_columns(a, _with_main(t), KEY, "named")
    of_child = a.mutate(
        rule=rule(
            (a.named.isnull(), "no_main_adult_recorded"),
            (a.left.isnull(), "leaving_not_recorded"),
            ((a.left <= a.came).fill_null(False), "left_before_arriving"),
        )
    )
    on = ibis.literal(key_of(w.end)).cast("int64")
    return units(
        of_child,
        unit=of_child.room_id.concat("@").concat(of_child.arrived_at.cast("string")),
        numerator=of_child.covered,
        denominator=of_child.left - of_child.came,
        on=on,
    )


def _minute(when: ibis.Value) -> ibis.Value:
    return (when.epoch_seconds() // MINUTE).cast("int64")


def _minutes_covered(a: ibis.Table, t: Tables, s: Settings) -> ibis.Table:
    """Of each stay in a room, the minutes with any of the child's own adults on shift there."""
    p = t.primary_spells.filter(t.primary_spells["rank"].isin(s["main_ranks"]))
    p = p.select(*KEY, "room_id", "adult_id", begins=day(p.started_on), ends=day(p.ended_on))
    sh = t.shifts.select(
        "source_id", "adult_id", "room_id",
        starts=_minute(t.shifts.from_at), stops=_minute(t.shifts.to_at),
    )  # fmt: skip
    own = a.select(*OF_STAY, "on_day", "left").inner_join(p, [*KEY, "room_id"])
    own = own.filter(own.begins <= own.on_day, own.ends.isnull() | (own.ends > own.on_day))
    there = own.inner_join(sh, ["source_id", "room_id", "adult_id"])
    there = there.mutate(
        starts=ibis.greatest(there.starts, there.came), stops=ibis.least(there.stops, there.left)
    )
    there = there.filter(there.stops > there.starts)
    before = ibis.window(
        group_by=OF_STAY, order_by=[there.starts, there.adult_id], preceding=(None, 1)
    )
    there = there.mutate(so_far=there.stops.max().over(before))
    fresh = there.stops - ibis.greatest(there.starts, there.so_far.fill_null(there.starts))
    there = there.mutate(fresh=ibis.greatest(fresh, 0))
    return there.group_by(OF_STAY).aggregate(covered=there.fresh.sum())


BY_CAUSE = {cause: partial(main_changes, cause=cause) for cause in (*NAMED_CAUSES, "other")}
