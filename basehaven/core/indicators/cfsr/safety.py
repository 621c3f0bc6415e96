"""S1 and S2 for one child: reports while in care, and a second report within twelve months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from basehaven.core.errors import WrongSetting
from basehaven.core.indicators.cfsr.care import (
    GROWN_UP,
    Care,
    care_of,
    end_of_counting,
    last_of_twelve_months,
    last_within,
)
from basehaven.core.indicators.cfsr.history import History, Report
from basehaven.core.indicators.unit import UNBORN, Child, Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import Window
from basehaven.core.periods import birthday


def s1(history: History, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Care in the period: its days in it, and the substantiated reports made in it.

    Args:
        history: of one child.
        window: the period.
        settings: min_days, last_day, first_days, same_report_days (0 or 1),
            window_ends, report_on_exit_day, use_incident_dates.

    Returns:
        One unit a removal with a day in the period; reports of days.

    Raises:
        WrongSetting: same_report_days is neither 0 nor 1.

    Counts what was reported and substantiated, not what happened, and says
    nothing about who did it.

    Source: CFSR Round 4 data dictionary, S1.
    """
    if settings["same_report_days"] not in (0, 1):
        raise WrongSetting("same_report_days of cfsr.s1 is 0 or 1.")
    found, stop = [], end_of_counting(window, settings)
    for care in care_of(history):
        if care.entry >= stop or (care.end is not None and care.end <= window.start):
            continue
        first = max(care.entry, window.start)
        last = stop if care.end is None else min(care.end, stop)
        rule = first_rule(
            (bool(care.flaw), care.flaw),
            (care.lasted_less_than(settings["min_days"]), "in_care_too_few_days"),
        )
        reports = [r for r in history.reports if _counts(r, care, window, settings)]
        number = _without_repeats((r.reported_on for r in reports), settings)
        found.append(unit_of(care.removal.removal_id, rule, number, (last - first).days, first))
    return tuple(found)


def _counts(report: Report, care: Care, window: Window, settings: Settings) -> bool:
    """Whether a report was made in the period and in the care, and its incident was too."""
    if not report.substantiated or not window.start <= report.reported_on <= window.end:
        return False
    if (report.reported_on - care.entry).days <= last_within(settings["first_days"], settings):
        return False
    last = care.end
    if last is not None and settings["report_on_exit_day"] == "out":
        last -= timedelta(days=1)
    if not _between(report.reported_on, care.entry, last):
        return False
    if not settings["use_incident_dates"] or report.incident_on is None:
        return True
    return _between(report.incident_on, care.entry, last)


def _between(day: date, first: date, last: date | None) -> bool:
    return first <= day and (last is None or day <= last)


def _without_repeats(days: Iterable[date], settings: Settings) -> int:
    """How many reports there are when one so soon after a counted one is the same."""
    within = max(last_within(settings["same_report_days"], settings), 0)
    counted: list[date] = []
    for day in sorted(days):
        if not counted or (day - counted[-1]).days > within:
            counted.append(day)
    return len(counted)


def s2(history: History, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """A first substantiated report in the period, and whether another followed in twelve months.

    Args:
        history: of one child.
        window: the period of the first report.
        settings: s2_window_days, twelve_months, window_ends,
            use_incident_dates, reports_before_birth.

    Returns:
        One unit, or none for a child without a report in the period.

    Source: CFSR Round 4 data dictionary, S2.
    """
    reports = sorted(
        (r for r in history.reports if r.substantiated),
        key=lambda r: (r.reported_on, r.report_id),
    )
    inside = [r for r in reports if window.start <= r.reported_on <= window.end]
    if not inside:
        return ()
    born = [r for r in inside if not _before_birth(r, history.child)]
    passed_over = settings["reports_before_birth"] == "leave_out_report" and born
    first = born[0] if passed_over else inside[0]
    rule = first_rule(
        (_before_birth(first, history.child), "not_born_yet"),
        (_grown_up_by(first.reported_on, history.child), "grown_up"),
    )
    again = any(_is_another(first, later, settings) for later in reports)
    return (unit_of("", rule, int(again), 1, first.reported_on),)


def _before_birth(report: Report, child: Child) -> bool:
    born = child.born_on
    return child.born_precision == UNBORN or (born is not None and born > report.reported_on)


def _grown_up_by(day: date, child: Child) -> bool:
    return child.born_on is not None and birthday(child.born_on, GROWN_UP) <= day


def _is_another(first: Report, later: Report, settings: Settings) -> bool:
    after = (later.reported_on - first.reported_on).days
    if after <= last_within(settings["s2_window_days"], settings) or after <= 0:
        return False
    if later.reported_on > last_of_twelve_months(first.reported_on, settings):
        return False
    known = settings["use_incident_dates"] and first.incident_on is not None
    return not (known and first.incident_on == later.incident_on)
