"""P5 for one child: moves between placements and the days in which they could have been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from basehaven.core.indicators.cfsr.care import Care, care_of, end_of_counting, entered_in
from basehaven.core.indicators.cfsr.history import History
from basehaven.core.indicators.unit import FORM_OF_1993, Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import Window
from basehaven.core.relationships.types import Stay

FAMILY_HOMES = frozenset({"kin", "relative_foster", "foster", "pre_adoptive"})


def p5(history: History, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Removals that began in the period: moves by its end, and days in care by its end.

    Args:
        history: of one child.
        window: the period of the entries, and of what is counted.
        settings: min_days, last_day, uncovered_days, not_placements,
            short_stay_kinds, short_stay_days, same_home, unnamed_homes (``move``
            or ``same``: a range is made of both).

    Returns:
        One unit a removal; all of a child add up.

    It counts homes and dates, not people: a planned move to a grandmother
    counts like a breakdown.

    Source: CFSR Round 4 data dictionary, P5, and one state's operation of it;
    the algorithm is our own, as the file of 2020 has no count.
    """
    found = []
    stop = end_of_counting(window, settings)
    for care in entered_in(care_of(history), window):
        until = stop if care.end is None else min(care.end, stop)
        stays = history.stays_of(care.removal)
        days, covered = (until - care.entry).days, _days_recorded(stays, care.entry, until)
        rule = first_rule(
            (bool(care.flaw), care.flaw),
            (days < settings["min_days"], "in_care_too_few_days"),
            (covered == 0 and care.removal.in_the_old_form, FORM_OF_1993),
            (covered == 0, "no_placements_recorded"),
        )
        counted = covered if settings["uncovered_days"] == "leave_out" else days
        moves = sum(
            _is_move(one, other, settings)
            for one, other in pairwise(_placements(stays, care, until, window, settings))
        )
        found.append(unit_of(care.removal.removal_id, rule, moves, counted, care.entry))
    return tuple(found)


def _days_recorded(stays: Sequence[Stay], first: date, until: date) -> int:
    """Days on which anybody wrote down where the child was; each once."""
    days: set[int] = set()
    for stay in stays:
        stop = until if stay.ended_on is None else min(stay.ended_on, until)
        days.update(range(max(stay.started_on, first).toordinal(), stop.toordinal()))
    return len(days)


def _placements(
    stays: Sequence[Stay], care: Care, until: date, window: Window, settings: Settings
) -> list[Stay]:
    """The stays between which a move is one, in order."""
    there = [
        stay
        for stay in stays
        if stay.started_on <= window.end
        and (care.end is None or stay.started_on < care.end)
        and stay.kind not in settings["not_placements"]
        and not _is_short(stay, until, settings)
    ]
    return sorted(there, key=lambda stay: (stay.started_on, stay.stay_id))


def _is_short(stay: Stay, until: date, settings: Settings) -> bool:
    if stay.kind not in settings["short_stay_kinds"]:
        return False
    stop = until if stay.ended_on is None else min(stay.ended_on, until)
    longest = settings["short_stay_days"]
    return bool(longest == 0 or (stop - stay.started_on).days <= longest)


def _is_move(one: Stay, other: Stay, settings: Settings) -> bool:
    """Whether two placements in a row are two."""
    if one.shared and other.shared:
        return False
    carers_known = bool(one.carer_ids and other.carer_ids)
    homes_known = bool(one.home_id and other.home_id)
    if not carers_known and not homes_known:
        families = one.kind in FAMILY_HOMES and other.kind in FAMILY_HOMES
        could_be_one = families or one.kind == other.kind
        return settings["unnamed_homes"] == "move" or not could_be_one
    same_carers = bool(set(one.carer_ids) & set(other.carer_ids))
    same_home = homes_known and one.home_id == other.home_id
    same = {
        "either": same_carers or same_home,
        "home": same_home if homes_known else same_carers,
        "carers": same_carers if carers_known else same_home,
    }
    return not same[str(settings["same_home"])]
