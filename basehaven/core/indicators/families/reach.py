"""Visits and family time kept, needs met, screens on time, and coverage, for one child."""

from __future__ import annotations

from datetime import date, timedelta

from basehaven.core.indicators.life import Life, birth_of
from basehaven.core.indicators.unit import COUNTED, Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import Window

NOT_THE_FAMILY = frozenset({"agency", "transport", "weather"})


def visits_kept(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Home visits of the period, and those of them that took place.

    Args:
        life: of one child.
        window: the period.
        settings: cancelled_by_agency.

    Returns:
        One unit a visit.

    Who did not come may have been kept from coming: no judgement of a family.

    Source: our own.
    """
    return tuple(
        _kept(v.visit_id, v.on, v.cancelled_by, settings, kept=v.kept)
        for v in life.visits
        if window.start <= v.on <= window.end
    )


def family_time_kept(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Planned family time of the period, and that of it that took place.

    Args, limits and source as :func:`visits_kept`, with the setting visit_kinds.
    """
    return tuple(
        _kept(c.contact_id, c.on, c.cancelled_by, settings, kept=c.kept)
        for c in life.contacts
        if c.planned and c.kind in settings["visit_kinds"] and window.start <= c.on <= window.end
    )


def _kept(own_id: str, on: date, by: str, settings: Settings, *, kept: bool | None) -> Unit:
    by_others = settings["cancelled_by_agency"] == "leave_out" and by in NOT_THE_FAMILY
    rule = first_rule(
        (kept is None and not by, "not_noted_whether_kept"), (by_others, "cancelled_by_others")
    )
    return unit_of(own_id, rule, int(bool(kept)), 1, on)


def needs_met(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Needs raised in the period that the family wants help with, and those met in time.

    Args:
        life: of one child; ``known_until`` is the last day on which any need of
            the source was raised, referred or met.
        window: the period.
        settings: needs_days.

    Returns:
        One unit a need. One raised too late for its days to have passed by the
        last day on record is out, met or not: were those met so soon counted, the
        figure would be of them alone.

    It measures what services there are, not what families do.

    Source: our own.
    """
    found: list[Unit] = []
    for need in life.needs:
        if not window.start <= need.raised_on <= window.end:
            continue
        due = need.raised_on + timedelta(settings["needs_days"])
        unknown = (life.known_until or need.raised_on) < due
        rule = first_rule(
            (need.wants_help is None, "not_noted_whether_wanted"),
            (not need.wants_help, "no_help_wanted"),
            (unknown, "follow_up_incomplete"),
        )
        in_time = need.met_on is not None and need.met_on <= due
        found.append(unit_of(need.need_id, rule, int(in_time), 1, need.raised_on))
    return tuple(found)


def screens_on_time(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Screens due by a child's age, and whether each was done within the days around it.

    Args:
        life: of one child.
        window: the period.
        settings: screen_ages, screen_window_days, screens_counted, never_screened,
            expected_date.

    Returns:
        One unit an age whose days around it ended in the period.

    A screen is a question, not an answer: it says nothing about a child.

    Source: MIECHV Form 2, measure 12, for the ages; the days are our own.
    """
    born = birth_of(life.child, settings)
    if born is None:
        return ()
    around = timedelta(settings["screen_window_days"])
    wait = around if settings["screens_counted"] == "window_over" else timedelta(0)
    done = [screen.on for screen in life.screens if screen.subject in ("", "child")]
    unseen = not done and settings["never_screened"] == "leave_out"
    found: list[Unit] = []
    for months in settings["screen_ages"]:
        due = day_of_months(born, int(months))
        if window.start <= due + wait <= window.end:
            near = any(abs(day - due) <= around for day in done)
            rule = first_rule((unseen, "no_screens_recorded"))
            found.append(unit_of(str(int(months)), rule, int(near), 1, due))
    return tuple(found)


def day_of_months(born: date, months: int) -> date:
    """The day on which somebody completes so many months, as core's ``completed_months``.

    Args:
        born: the day of birth.
        months: 0 or more.

    Returns:
        The day of that month with the birth's number, or the first of the next
        month where it has none.

    >>> day_of_months(date(2024, 1, 31), 1), day_of_months(date(2024, 5, 31), 9)
    (datetime.date(2024, 3, 1), datetime.date(2025, 3, 1))
    """
    since = born.month - 1 + months
    year, month = born.year + since // 12, since % 12 + 1
    try:
        return date(year, month, born.day)
    except ValueError:
        return date(year, month + 1, 1)


def coverage(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Programmes whose visits a child's family may have in the period, and whether one was kept.

    Args:
        life: of one child.
        window: the period.
        settings: none of its own.

    Returns:
        One unit a programme.

    Not every family that may have visits wants them.

    Source: our own.
    """
    since: dict[str, date] = {}
    for one in life.eligible:
        if one.from_on <= window.end and (one.to_on is None or one.to_on > window.start):
            since[one.programme_id] = min(one.from_on, since.get(one.programme_id, one.from_on))
    visited = {v.programme_id for v in life.visits if v.kept and window.start <= v.on <= window.end}
    return tuple(
        unit_of(programme, COUNTED, int(programme in visited), 1, max(start, window.start))
        for programme, start in since.items()
    )
