"""P1, P2 and P3 for one child: permanency within twelve months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from basehaven.core.indicators.cfsr.care import (
    Care,
    care_of,
    entered_in,
    exit_was_lost,
    last_of_twelve_months,
)
from basehaven.core.indicators.cfsr.history import History
from basehaven.core.indicators.unit import COUNTED, Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import Window, a_year_after, months_after
from basehaven.core.relationships.types import Stay

AT_HOME = frozenset({"trial_home_visit", "parent_home"})  # placed at home, still in care
DROPPED = frozenset({"no_exit_reason", "first_exit_lost"})  # with them the child is out


def p1(history: History, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Entries into care in the period, and whether they led to permanency within twelve months.

    Args:
        history: of one child.
        window: the period of the entries.
        settings: min_days, twelve_months, window_ends, lost_first_exit,
            several_entries, home_visit_days, home_visit_exits,
            unknown_home_visits (``none`` or ``whole``: a range is made of both),
            exits_seen_months (an exit later than so after the period is not looked at).

    Returns:
        One unit a removal that began in the period; 1 of 1 where it counts.

    Not a judgement of a family: a quick return home is not a safe one.

    Source: CFSR Round 4 data dictionary, P1.

    >>> from basehaven.core.indicators.cfsr.history import Removal
    >>> from basehaven.core.indicators.unit import Child
    >>> from basehaven.core.indicators.window import window_of
    >>> rules = {"min_days": 8, "twelve_months": "anniversary", "window_ends": "inclusive",
    ...          "lost_first_exit": "drop", "several_entries": "first", "home_visit_days": 30,
    ...          "home_visit_exits": "reunification", "unknown_home_visits": "none",
    ...          "exits_seen_months": 18}
    >>> home = Removal("r1", date(2023, 11, 20), date(2024, 11, 20), "adoption")
    >>> p1(History(Child(date(2023, 1, 1)), (home,)), window_of("24A24B"), rules)[0].numerator
    1
    """
    found: list[Unit] = []
    last_seen = months_after(window.end, settings["exits_seen_months"])
    settled = False  # whether the child's one entry has been found, or the child is out
    for care in entered_in(care_of(history), window):
        seen = care.exit is not None and care.exit <= last_seen
        rule = first_rule(
            (bool(care.flaw), care.flaw),
            (seen and care.has_no_reason, "no_exit_reason"),
            (seen and exit_was_lost(care, settings), "first_exit_lost"),
            (care.lasted_less_than(settings["min_days"]), "in_care_too_few_days"),
        )
        if rule == COUNTED and settled and settings["several_entries"] == "first":
            rule = "later_entry"
        settled = settled or rule == COUNTED or rule in DROPPED
        reached = (
            seen
            and care.is_permanent
            and _adjusted_exit(care, history.stays_of(care.removal), settings)
            <= last_of_twelve_months(care.entry, settings)
        )
        found.append(unit_of(care.removal.removal_id, rule, int(reached), 1, care.entry))
    return tuple(found)


def _adjusted_exit(care: Care, stays: Sequence[Stay], settings: Settings) -> date:
    """The exit, or day 30 of the visit home that led straight to it.

    Where no place of the removal is on record nobody knows of a visit:
    ``whole`` takes it as long as it can have been.
    """
    assert care.end is not None  # noqa: S101 a child who reached permanency has left
    exits = {"reunified"}
    if settings["home_visit_exits"] == "reunification_or_relative":
        exits.add("relative")
    visit = _visit_before(care.end, stays)
    if not stays and settings["unknown_home_visits"] == "whole":
        visit = care.entry
    if visit is None or care.removal.exit_reason not in exits:
        return care.end
    return min(care.end, visit + timedelta(days=settings["home_visit_days"]))


def _visit_before(exit_: date, stays: Sequence[Stay]) -> date | None:
    """When the visit home began that was still going on at the exit; several rows may be one."""
    there = [s for s in stays if s.started_on < exit_]
    others = [s.started_on for s in there if s.kind not in AT_HOME]
    last_other = max(others, default=date.min)
    visits = [s for s in there if s.kind in AT_HOME and s.started_on >= last_other]
    if not any(s.ended_on is None or s.ended_on >= exit_ for s in visits):
        return None
    return min(s.started_on for s in visits)


def p2(history: History, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Care on day 1 that had gone on for 12 to 23 months, and whether permanency followed.

    Args:
        history: of one child.
        window: the period; its first day is day 1.
        settings: lost_first_exit, in_care_window.

    Returns:
        One unit a removal; 1 of 1 where it counts.

    Source: CFSR Round 4 data dictionary, P2.
    """
    return _in_care(history, window, settings, at_least=1, below=2)


def p3(history: History, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Care on day 1 that had gone on for 24 months or more, and whether permanency followed.

    Args, returns and source as :func:`p2`.
    """
    return _in_care(history, window, settings, at_least=2, below=None)


def _in_care(
    history: History, window: Window, settings: Settings, *, at_least: int, below: int | None
) -> tuple[Unit, ...]:
    day_1, found, met = window.start, [], False
    by_period = settings["in_care_window"] == "period_end"
    last = window.end if by_period else a_year_after(day_1)
    for care in care_of(history):
        if care.entry > day_1 or (care.end is not None and care.end <= day_1):
            continue
        left = care.exit is not None and care.exit <= last
        rule = first_rule(
            (bool(care.flaw), care.flaw),
            (met, "other_removal_that_day"),
            (left and care.has_no_reason, "no_exit_reason"),
            (left and exit_was_lost(care, settings), "first_exit_lost"),
        )
        met = met or not care.flaw
        if _years_later(care.entry, at_least) > day_1:
            continue
        if below is not None and _years_later(care.entry, below) <= day_1:
            continue
        found.append(
            unit_of(care.removal.removal_id, rule, int(left and care.is_permanent), 1, day_1)
        )
    return tuple(found)


def _years_later(day: date, years: int) -> date:
    """As :func:`a_year_after`, over more years: 28 February for 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)
