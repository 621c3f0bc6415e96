"""Removals with all that the permanency indicators ask of them, once for all of them."""

from __future__ import annotations

import ibis
from ibis.expr.types import BooleanValue

from basehaven.analytics.joins import with_columns
from basehaven.analytics.numbers import anniversary, birthday, day, half_year, key
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings

GROWN_UP = 18
PERMANENT = ("reunified", "relative", "guardianship", "adoption")
FOR_RE_ENTRY = ("reunified", "relative", "guardianship")


def episodes(t: Tables) -> ibis.Table:
    """One row a removal.

    ``entry`` and ``exit`` are days, ``exit_key`` and so on keys. ``exit`` is the
    recorded one or the 18th birthday, whichever is first: from then on a young
    person counts as discharged, and that is no permanency (``grown_up``).
    ``next_entry`` is that of the next usable record: one with a ``flaw`` is out.
    """
    found = with_columns(t.removals, _births(t), KEY, "born_on")
    found = found.mutate(entry=day(found.removed_on), left=day(found.exited_on))
    found = found.mutate(eighteen=birthday(found.born_on, GROWN_UP), born=day(found.born_on))
    found = found.mutate(flaw=flaw(found)).mutate(usable=lambda e: e.flaw.isnull())
    of_child = ibis.window(group_by=[*KEY, "usable"], order_by=[found.entry, found.removal_id])
    found = found.mutate(next_on=found.removed_on.lead().over(of_child))
    return t.once(_with_days(found))


def _with_days(found: ibis.Table) -> ibis.Table:
    """What follows from a row alone: after the row was put in order, which is dear by its width."""
    found = found.mutate(
        grown_up=(found.left.isnull() | (found.left >= found.eighteen)).fill_null(False)
        & found.eighteen.notnull(),
    )
    return found.select(
        *KEY, "removal_id", "exit_reason", "afcars_form", "entry", "left", "grown_up", "flaw",
        "usable",
        exit=ibis.least(found.left.coalesce(found.eighteen), found.eighteen.coalesce(found.left)),
        entry_key=key(found.removed_on),
        exit_key=key(found.exited_on),
        year_on=anniversary(found.removed_on, 1),
        two_years_on=anniversary(found.removed_on, 2),
        year_after=anniversary(found.exited_on, 1),
        next_entry=day(found.next_on),
        next_key=key(found.next_on),
    )  # fmt: skip


def _births(t: Tables) -> ibis.Table:
    """Days of birth. The day on which an unborn child is expected is none, and gives no age."""
    unborn = (t.children.born_precision == "unborn").fill_null(False)
    return t.children.select(
        *KEY, born_on=ibis.ifelse(unborn, ibis.null("date"), t.children.born_on)
    )


def flaw(e: ibis.Table) -> ibis.Value:
    """Why a record cannot be used, or null: the federal checks of a record."""
    return ibis.cases(
        (e.born_on.isnull(), "no_birth_date"),
        (e.left < e.entry, "exit_before_entry"),
        (e.left == e.entry, "in_and_out_on_one_day"),
        (e.born > e.entry, "born_after_entry"),
        (e.entry >= e.eighteen, "eighteen_at_entry"),
        else_=ibis.null("string"),
    )


def no_reason(e: ibis.Table) -> BooleanValue:
    return e.left.notnull() & e.exit_reason.isnull() & ~e.grown_up


def lost_exit(e: ibis.Table, s: Settings) -> BooleanValue:
    """The child came back in the half-year of the exit, whose reason the old file then loses."""
    if s["lost_first_exit"] == "keep":
        return ibis.literal(False)
    return (e.next_entry.notnull() & (half_year(e.next_key) == half_year(e.exit_key))).fill_null(
        False
    )


def permanent(e: ibis.Table) -> BooleanValue:
    return (~e.grown_up) & e.exit_reason.isin(PERMANENT)


__all__ = [
    "FOR_RE_ENTRY",
    "GROWN_UP",
    "PERMANENT",
    "episodes",
    "lost_exit",
    "no_reason",
    "permanent",
]
