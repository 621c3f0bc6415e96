"""P4: of the children who leave to family or guardians, those back in care within twelve months."""

from __future__ import annotations

import ibis

from basehaven.analytics.cfsr.episodes import FOR_RE_ENTRY, episodes, lost_exit, no_reason
from basehaven.analytics.cfsr.within import last_of_twelve_months
from basehaven.analytics.numbers import day_of
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import COUNTED, Settings, rule, units
from basehaven.core.indicators.window import Window

OTHER_EXIT = "other_exit"
DROPPED = ("entry_before_exit", "no_exit_reason", "first_exit_lost")  # with them the child is out


def p4(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Exits of the period; a child counts once, with the first exit that can be returned from."""
    e = episodes(t)
    e = e.filter(e.left.between(day_of(w.start), day_of(w.end)))
    e = e.mutate(
        rule=rule(
            (e.flaw.notnull(), e.flaw),
            (e.grown_up, "grown_up"),
            ((e.next_entry < e.left).fill_null(False), "entry_before_exit"),
            (no_reason(e), "no_exit_reason"),
            (lost_exit(e, s), "first_exit_lost"),
            (~e.exit_reason.isin(FOR_RE_ENTRY), OTHER_EXIT),
        )
    )
    e = _first_exit(e)
    within = last_of_twelve_months(e.left, e.year_after, s)
    return units(e, unit=e.removal_id, numerator=e.next_entry <= within, on=e.exit_key)


def _first_exit(e: ibis.Table) -> ibis.Table:
    """The first exit not to adoption or elsewhere, of a usable record.

    If nobody can say where it led, or the next removal began before it, the child is out.
    """
    e = e.mutate(passed=~e.rule.isin([COUNTED, *DROPPED]))
    order = ibis.window(group_by=[*KEY, "passed"], order_by=[e.entry, e.removal_id])
    e = e.mutate(place=ibis.row_number().over(order))
    return e.mutate(rule=ibis.ifelse((e.rule == COUNTED) & (e.place > 0), "later_exit", e.rule))
