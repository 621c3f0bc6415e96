"""Changes of carer of a week or more, by the child's age: the NSCAW windows."""

from __future__ import annotations

import re
from collections.abc import Sequence

import ibis

from basehaven.analytics.joins import with_columns
from basehaven.analytics.moves.changes import carer_changes as changes
from basehaven.analytics.moves.changes import completes
from basehaven.analytics.numbers import completed_months, could_be, day_of, key
from basehaven.analytics.placements import days_covered
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.units import Settings, rule, units
from basehaven.core.errors import WrongSetting
from basehaven.core.indicators.window import Window

WINDOW = re.compile(r"(\d{1,3})-(\d{1,3})")  # completed months, first and last included
OF_WINDOW = [*KEY, "unit"]
NAMES = ("0-6", "7-12", "13-18", "19-24")


def carer_changes(t: Tables, w: Window, s: Settings) -> ibis.Table:
    """Children and age windows (``unit``); counted when the window ended in the period.

    With ``window_follow_up=reached`` each window that a child had begun by the
    last day is counted, over or not, as on the child's own page.
    """
    return _windows(t, w, s, s.get("age_windows", NAMES))


def _windows(t: Tables, w: Window, s: Settings, names: Sequence[str]) -> ibis.Table:
    until = day_of(w.end) + 1
    born = t.children.filter(
        t.children.born_on.notnull(), (t.children.born_precision != "unborn").fill_null(True)
    )
    reached = s.get("window_follow_up", "whole") == "reached"
    if not reached and names:
        longest = max(_months(name)[1] for name in names) + 1
        born = born.filter(could_be(born.born_on, w.start, longest))
    c = _of_children(born, names)
    if reached:
        c = c.filter(c.begins <= until)  # as core counts the day up to which is known
    else:
        c = c.filter(c.ends.between(day_of(w.start) + 1, until))
    covered = _days_known(t, c)  # before anything is joined: else it would be done twice
    c = with_columns(c, _changed(t, c, until, s), OF_WINDOW, "changes")
    if not reached:
        c = with_columns(c, covered, OF_WINDOW, "covered")
        known = c.covered.fill_null(0) >= c.ends - c.begins
        c = c.mutate(rule=rule((~known, "not_recorded_throughout")))
    else:
        c = c.mutate(rule=rule((c.begins.isnull(), "no_birth_date")))
    no_age = ibis.null("int64")  # the window is the age
    return units(c, unit=c.unit, numerator=c.changes > 0, on=no_age)


def _days_known(t: Tables, c: ibis.Table) -> ibis.Table:
    """Days of each window on which any stay is on record."""
    windows = c.select(*OF_WINDOW, first_day="begins", day_after="ends")
    stays = t.stays.inner_join(windows, KEY)
    return days_covered(stays, OF_WINDOW, stays.first_day, stays.day_after)


def _of_children(born: ibis.Table, names: Sequence[str]) -> ibis.Table:
    """Each child with each window: the days on which it begins, and is over."""
    found: ibis.Table | None = None
    for name in names:
        first, last = _months(name)
        one = born.select(
            *KEY,
            "born_on",
            unit=ibis.literal(name),
            first=ibis.literal(first).cast("int64"),
            last=ibis.literal(last).cast("int64"),
            begins=completes(born.born_on, first),
            ends=completes(born.born_on, last + 1),
        )
        found = one if found is None else found.union(one)
    if found is None:
        raise WrongSetting("No age window is named. Write one, such as 0-6.")
    return found


def _months(name: str) -> tuple[int, int]:
    asked = WINDOW.fullmatch(name)
    if asked is None or int(asked[1]) > int(asked[2]):
        raise WrongSetting(f"'{name}' is no age window. Write completed months, such as 0-6.")
    return int(asked[1]), int(asked[2])


def _changed(t: Tables, c: ibis.Table, until: int, s: Settings) -> ibis.Table:
    """How many changes of each child began in each window."""
    made = changes(t, c, until, s["change_min_days"])
    both = c.select(*OF_WINDOW, "born_on", "first", "last").inner_join(made, KEY)
    age = completed_months(key(both.born_on), key(ibis.greatest(both.changed_on, both.born_on)))
    inside = both.filter(age >= both["first"], age <= both["last"])
    return inside.group_by(OF_WINDOW).aggregate(changes=inside.count())
