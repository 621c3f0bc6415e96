"""A child's months in care as one whole number, and the mean of what such histories say.

A digit a month says where the child was: 333322222222 is four months with a
foster family and eight with kin. An engine can hand that over and count it
without dividing anything; the logarithms are taken here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from basehaven.core.indicators.cfsr.history import History, Removal
from basehaven.core.indicators.figure import half_up
from basehaven.core.indicators.unit import FORM_OF_1993, Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import Window
from basehaven.core.relationships.types import Stay
from basehaven.core.sequences import complexity, entropy, turbulence

PLACES: Mapping[int, tuple[str, ...]] = {
    1: ("parent_home", "trial_home_visit"),
    2: ("kin", "relative_foster"),
    3: ("foster", "pre_adoptive"),
    4: ("group", "residential"),
    5: ("hospital",),
    6: ("respite", "camp"),
    7: ("runaway",),
    8: ("independent",),
}
ANOTHER = 9
DIGITS = {kind: digit for digit, kinds in PLACES.items() for kind in kinds}
ALPHABETS: Mapping[str, tuple[int, ...]] = {
    "nine": (*PLACES, ANOTHER),
    "kin_foster_group": (2, 3, 4),
}
"""The setting ``sequence_states`` -> the digits that there can be."""
Histories = Mapping[tuple[int, int], int]


class Finished(NamedTuple):
    """The figure of many histories, with two whole numbers beside it."""

    changes: int
    histories: int
    value: float | None


def history_of_months(history: History, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Removals whose first months were over in the period: a digit for each month.

    Args:
        history: of one child.
        window: the period in which the months were over.
        settings: sequence_months and sequence_states.

    Returns:
        One unit a removal: the digits of its months, of how many months.

    Where a child lived on the first day of a month stands for the month.

    >>> from basehaven.core.indicators.unit import Child
    >>> from basehaven.core.indicators.window import window_of
    >>> stay = Stay("s1", date(2024, 1, 10), None, "kin", "r1")
    >>> here = History(Child(), (Removal("r1", date(2024, 1, 10)),), (stay,))
    >>> rules = {"sequence_months": 3, "sequence_states": "nine"}
    >>> history_of_months(here, window_of("24B25A"), rules)[0].numerator
    222
    """
    found = []
    months = settings["sequence_months"]
    for removal in sorted(history.removals, key=lambda r: (r.removed_on, r.removal_id)):
        over = _after(removal.removed_on, months)
        if not window.start <= over <= window.end:
            continue
        stays = history.stays_of(removal)
        digits = [_digit(stays, _after(removal.removed_on, month)) for month in range(months)]
        rule = first_rule(
            *_left(removal, over),
            (not stays and removal.in_the_old_form, FORM_OF_1993),
            (not stays, "no_placements_recorded"),
            (None in digits, "not_recorded_throughout"),
            (
                not set(digits) <= set(ALPHABETS[settings["sequence_states"]]),
                "another_kind_of_place",
            ),
        )
        number = int("".join(str(digit or 0) for digit in digits))
        found.append(unit_of(removal.removal_id, rule, number, months, removal.removed_on))
    return tuple(found)


def _left(removal: Removal, over: date) -> tuple[tuple[bool, str], ...]:
    left = removal.exited_on
    return (
        (left is not None and left < removal.removed_on, "exit_before_entry"),
        (left is not None and left < over, "left_within_the_months"),
    )


def _digit(stays: Sequence[Stay], day: date) -> int | None:
    """Where the child was: of several stays that day, the one that began last."""
    there = [
        stay
        for stay in stays
        if stay.started_on <= day and (stay.ended_on is None or stay.ended_on > day)
    ]
    if not there:
        return None
    return DIGITS.get(max(there, key=lambda s: (s.started_on, s.stay_id)).kind, ANOTHER)


def _after(day: date, months: int) -> date:
    """The day on which so many months are over; the first of the next where there is none."""
    year, month = divmod(day.month - 1 + months, 12)
    try:
        return date(day.year + year, month + 1, day.day)
    except ValueError:
        year, month = divmod(day.month + months, 12)
        return date(day.year + year, month + 1, 1)


def changes_of(number: int) -> int:
    """How often a history goes from one kind of place to another.

    >>> changes_of(333322222222)
    1
    """
    return sum(one != other for one, other in pairwise(str(number)))


def mean_of_histories(
    measure: Callable[[str, int], float], histories: Histories, settings: Settings, decimals: int
) -> Finished:
    """The mean of a measure over histories.

    Args:
        measure: of the states and the size of their alphabet.
        histories: (digits, months) -> how many there are of it.
        settings: sequence_states.
        decimals: how many are shown.

    Returns:
        Changes and histories, added up, and the mean, rounded half up; None of
        nobody. The sum is exact to the last bit whatever the order.

    Must not be used to say how well a child or a carer does: see
    :data:`basehaven.core.sequences.WARNING`.

    >>> rules = {"sequence_states": "kin_foster_group"}
    >>> TURBULENCE({(333322222222, 12): 1, (333333333333, 12): 1}, rules, 3)
    Finished(changes=1, histories=2, value=2.689)
    """
    many = sum(histories.values())
    changes = sum(changes_of(number) * count for (number, _), count in histories.items())
    if not many:
        return Finished(0, 0, None)
    size = len(ALPHABETS[settings["sequence_states"]])
    whole = fsum(measure(str(number), size) * count for (number, _), count in histories.items())
    exact = Fraction(whole) * 10**decimals / many
    return Finished(changes, many, half_up(exact) / float(10**decimals))


def _turbulence(states: str, size: int) -> float:
    return turbulence(states)


Finish = Callable[[Histories, Settings, int], Finished]
TURBULENCE: Finish = partial(mean_of_histories, _turbulence)
ENTROPY: Finish = partial(mean_of_histories, entropy)
COMPLEXITY: Finish = partial(mean_of_histories, complexity)
