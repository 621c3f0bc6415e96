"""Kept at 30 and at 90 days, for one child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from basehaven.core.indicators.life import Life, birth_of, keeps, on_record
from basehaven.core.indicators.relationships.live import live_on
from basehaven.core.indicators.unit import Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import A_DAY, Window
from basehaven.core.periods import completed_months, covers
from basehaven.core.relationships.carers import CarerChangeRule
from basehaven.core.relationships.types import Stay

FORBIDDING = "no_contact"
NOT_HOMES = CarerChangeRule().not_carers  # nobody takes over a child's care in these


def kept(life: Life, window: Window, settings: Settings, days: int) -> tuple[Unit, ...]:
    """Of the people with a live tie on the day before a change of home, those seen since.

    Args:
        life: of one child.
        window: the period of the changes.
        settings: kept_days_under_1, kept_days_1_to_2, kept_days_from_3,
            contact_modes, recorded_by, living_together, interrupted,
            interrupted_and_unrecorded, derived_ties, expected_date, zero_days.
        days: 30 or 90: the follow-up day.

    Returns:
        One unit a person and change, ``adult@2024-06-01``; 1 of 1 for somebody
        who was with the child, or called, within the days set for the child's age
        before the follow-up day, or who lives with the child on it.

    Not a measure of anybody: who did not come may have been kept from coming.

    Source: our own; see the doubts of its settings.

    >>> from basehaven.core.relationships.types import Tie
    >>> home = Stay("1", date(2024, 1, 1), date(2024, 6, 1), "foster", None, "A")
    >>> other = Stay("2", date(2024, 6, 1), None, "foster", None, "B")
    >>> life = Life(stays=(home, other), ties=(Tie("t", "ana", "kin", date(2024, 1, 1)),))
    >>> from basehaven.core.indicators.window import window_of
    >>> rules = {"interrupted": "count", "derived_ties": "withhold", "zero_days": "leave_out",
    ...          "expected_date": "no_birth_date", "living_together": "counts"}
    >>> [(one.unit, one.rule) for one in kept(life, window_of("24B25A"), rules, 30)]
    [('ana@2024-06-01', 'no_birth_date')]
    """
    found: list[Unit] = []
    for changed in _changes_of_home(life.stays, window, settings):
        people: dict[str, bool] = {}
        for tie in live_on(life.ties, changed - A_DAY, settings):
            people[tie.adult_id] = people.get(tie.adult_id, True) and tie.derived
        found += [
            _person(life, adult, changed, changed + timedelta(days), settings, derived=derived)
            for adult, derived in people.items()
        ]
    return tuple(found)


def _changes_of_home(stays: Sequence[Stay], window: Window, settings: Settings) -> list[date]:
    """Days on which the child came to another home than the one before, each once."""
    homes = [stay for stay in stays if stay.kind not in NOT_HOMES]
    if settings["zero_days"] == "leave_out":
        homes = [stay for stay in homes if stay.ended_on is None or stay.ended_on > stay.started_on]
    homes.sort(key=lambda stay: (stay.started_on, stay.stay_id))
    days = {new.started_on for old, new in pairwise(homes) if _moved(old, new)}
    return sorted(day for day in days if window.start <= day <= window.end)


def _moved(old: Stay, new: Stay) -> bool:
    """Carers decide where both name them, then homes; where nothing tells, it is another."""
    if old.shared and new.shared:
        return False
    if old.carer_ids and new.carer_ids:
        return set(old.carer_ids).isdisjoint(new.carer_ids)
    return not (old.home_id and old.home_id == new.home_id)


def _person(
    life: Life, adult: str, changed: date, by: date, settings: Settings, *, derived: bool
) -> Unit:
    born = birth_of(life.child, settings)
    rule = first_rule(
        (_died(life, adult, by), "died"),
        (_restricted(life, adult, changed, by, settings), "restricted"),
        (derived and settings["derived_ties"] == "withhold", "tie_derived"),
        (born is None, "no_birth_date"),
        (life.known_until is not None and life.known_until < by, "follow_up_incomplete"),
        (not any(on_record(one, settings) for one in life.contacts), "no_contacts_recorded"),
    )
    seen = born is not None and (
        _contacted(life, adult, max(changed, by - contact_days(born, by, settings)), by, settings)
        or (settings["living_together"] == "counts" and _looks_after(life, adult, by))
    )
    return unit_of(f"{adult}@{changed}", rule, int(seen), 1, changed)


def contact_days(born: date, by: date, settings: Settings) -> timedelta:
    """How many days may have passed since the last contact, for the child's age.

    >>> rules = {"kept_days_under_1": 7, "kept_days_1_to_2": 14, "kept_days_from_3": 21}
    >>> contact_days(date(2023, 7, 2), date(2024, 7, 1), rules).days
    7
    """
    months = completed_months(born, by) if born <= by else 0
    if months < 12:
        return timedelta(settings["kept_days_under_1"])
    return timedelta(settings["kept_days_1_to_2" if months < 36 else "kept_days_from_3"])


def _contacted(life: Life, adult: str, first: date, last: date, settings: Settings) -> bool:
    theirs = (one for one in life.contacts if one.adult_id == adult)
    return any(first <= one.on <= last and keeps(one, settings) for one in theirs)


def _looks_after(life: Life, adult: str, day: date) -> bool:
    """Whether the person is a carer where the child lives on a day."""
    return any(adult in stay.carer_ids and covers(stay, day) for stay in life.stays)


def _died(life: Life, adult: str, by: date) -> bool:
    ends = (t.ended_on for t in life.ties if t.adult_id == adult and t.end_reason == "died")
    return any(end is not None and end <= by for end in ends)


def _restricted(life: Life, adult: str, changed: date, by: date, settings: Settings) -> bool:
    """Whether contact was forbidden on any day from the change to the follow-up day."""
    for order in life.restrictions:
        if order.adult_id != adult or order.kind != FORBIDDING:
            continue
        ends = order.ended_on
        holds_a_day = ends is None or ends > order.started_on or settings["zero_days"] == "count"
        if holds_a_day and order.started_on <= by and (ends is None or ends > changed):
            return True
    return False
