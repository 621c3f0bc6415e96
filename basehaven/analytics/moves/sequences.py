"""Months in care as digits: what turbulence, entropy and complexity are reckoned from in core."""

from __future__ import annotations

import ibis
from ibis.expr.types import IntegerValue

from basehaven.analytics.joins import with_columns
from basehaven.analytics.moves.changes import OF_REMOVAL, completes
from basehaven.analytics.numbers import day, day_of, key
from basehaven.analytics.placements import in_the_old_form, placed
from basehaven.analytics.tables import Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.indicators.sequences import ALPHABETS, ANOTHER, PLACES
from basehaven.core.indicators.unit import FORM_OF_1993
from basehaven.core.indicators.window import Window


def history_of_months(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Removals whose first months were over in the period: their digits, of how many months.

    As core's function of that name. The digits are never added up by an engine:
    it counts how often each history occurs.
    """
    months = s["sequence_months"]
    r = t.removals
    r = r.mutate(
        entry=day(r.removed_on),
        entry_key=key(r.removed_on),
        left=day(r.exited_on),
        over=completes(r.removed_on, months),
    )
    r = r.filter(r.over.between(day_of(w.start), day_of(w.end)))
    r = with_columns(r, placed(t), OF_REMOVAL, "stays")
    r = with_columns(r, _digits(t, r, s), OF_REMOVAL, "known", "others", "digits")
    r = r.mutate(
        rule=rule(
            ((r.left < r.entry).fill_null(False), "exit_before_entry"),
            ((r.left < r.over).fill_null(False), "left_within_the_months"),
            (r.stays.isnull() & in_the_old_form(r), FORM_OF_1993),
            (r.stays.isnull(), "no_placements_recorded"),
            (r.known.fill_null(0) < months, "not_recorded_throughout"),
            (r.others > 0, "another_kind_of_place"),
        )
    )
    found = units(r, unit=r.removal_id, numerator=r.digits, denominator=months, on=r.entry_key)
    return t.once(found)


def _digits(t: Tables, r: ibis.Table, s: Settings) -> ibis.Table:
    """Of each removal: months whose place is known, those of another kind, and the digits."""
    months = s["sequence_months"]
    marks = r.select(*OF_REMOVAL, "removed_on", month=ibis.array(list(range(months))))
    marks = marks.unnest("month")
    marks = marks.mutate(mark=completes(marks.removed_on, marks.month))
    stays = t.stays.select(*OF_REMOVAL, "stay_id", "kind", "started_on", "ended_on")
    at = marks.inner_join(stays, OF_REMOVAL)
    at = at.mutate(start=day(at.started_on), stop=day(at.ended_on))
    at = at.filter(at.start <= at.mark, at.stop.isnull() | (at.stop > at.mark))
    last_first = ibis.window(
        group_by=[*OF_REMOVAL, "month"], order_by=[at.start.desc(), at.stay_id.desc()]
    )
    at = at.mutate(place=ibis.row_number().over(last_first), digit=_digit(at))
    at = at.filter(at.place == 0)
    worth = ibis.cases(*((at.month == n, 10 ** (months - 1 - n)) for n in range(months)), else_=0)
    allowed = at.digit.isin(ALPHABETS[s["sequence_states"]])
    return at.group_by(OF_REMOVAL).aggregate(
        known=at.count(),
        others=(~allowed).cast("int64").sum(),
        digits=(at.digit * worth.cast("int64")).sum(),
    )


def _digit(at: ibis.Table) -> IntegerValue:
    known = [(at.kind.isin(kinds), digit) for digit, kinds in PLACES.items()]
    return ibis.cases(*known, else_=ANOTHER).cast("int64")
