"""Ages and ratios for the verifier, worked out by anniversaries and by trying numbers."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from basehaven.core.room.rules import (
    AgeBand,
    ClassTeam,
    MixedAges,
    RatioSettings,
    RuleSet,
    UnknownAge,
)
from basehaven.core.room.week import RotaChild

BEYOND = 200  # adults; nobody has so many in a room


def anniversary(born: date, months: int) -> date:
    """The day on which so many months are completed.

    >>> anniversary(date(2024, 1, 31), 1)
    datetime.date(2024, 3, 1)
    """
    year, month = divmod(born.year * 12 + born.month - 1 + months, 12)
    if born.day <= calendar.monthrange(year, month + 1)[1]:
        return date(year, month + 1, born.day)
    year, month = divmod(born.year * 12 + born.month + months, 12)
    return date(year, month + 1, 1)


def could_be_born(child: RotaChild, settings: RatioSettings) -> date | None:
    """The last day on which a child can have been born, None if nothing is known."""
    if child.born_on is None or child.precision == "unborn":
        return None
    if child.precision == "month":
        last = calendar.monthrange(child.born_on.year, child.born_on.month)[1]
        return child.born_on.replace(day=last)
    if child.precision == "year":
        return child.born_on.replace(month=12, day=31)
    if child.precision == "estimated":
        return anniversary(child.born_on, settings.estimated_leeway_months)
    return child.born_on


def births(here: Sequence[RotaChild], day: date, settings: RatioSettings) -> list[date]:
    """A birth date for everybody, by the setting where it is not known."""
    found = [could_be_born(child, settings) for child in here]
    known = [born for born in found if born is not None]
    stand_in = day
    if settings.unknown_age is UnknownAge.AS_THE_YOUNGEST_HERE and known:
        stand_in = max(known)
    return [min(born or stand_in, day) for born in found]


def younger_than(child: RotaChild, months: int, day: date, settings: RatioSettings) -> bool:
    """Whether a child may be younger than so many completed months on a day."""
    born = could_be_born(child, settings)
    return born is None or day < anniversary(born, months)


def _band(rule: RuleSet, born: date, day: date) -> AgeBand | None:
    for band in rule.bands:
        begun = anniversary(born, band.from_months) <= day
        over = band.under_months is not None and anniversary(born, band.under_months) <= day
        if begun and not over:
            return band
    return None


def met_by(
    rule: RuleSet, here: Sequence[RotaChild], team: int, day: date, settings: RatioSettings
) -> bool:
    """Whether so many adults are enough for these children by one rule."""
    if not rule.holds_on(day):
        return True
    born = births(here, day, settings)
    bands = [band for one in born if (band := _band(rule, one, day)) is not None]
    if not bands:
        return True
    reading = settings.mixed_ages
    if reading is MixedAges.AS_WRITTEN:
        reading = rule.mixed_ages
    if reading is MixedAges.UNDER_3_FIRST:
        toddlers = any(day < anniversary(one, 36) for one in born)
        reading = MixedAges.YOUNGEST if toddlers else MixedAges.MAJORITY
    leading = min(bands, key=lambda band: band.from_months)
    if reading is MixedAges.MAJORITY:
        leading = min(bands, key=lambda band: (-bands.count(band), band.from_months))
    if reading is MixedAges.WEIGHTS:
        # parts of an adult, each times the product of all the children's numbers: no fractions
        whole = 1
        for band in set(bands):
            whole *= band.children
        enough = sum(whole // band.children * band.adults for band in bands) <= team * whole
    else:
        enough = len(here) * leading.adults <= team * leading.children
    if settings.class_team is ClassTeam.ALWAYS and team < leading.class_team:
        return False
    return enough and _group_fits(leading, len(here), team)


def _group_fits(band: AgeBand, children: int, team: int) -> bool:
    if not band.groups:
        return True
    fewest = min(limit.adults for limit in band.groups)
    return any(
        children <= limit.children and (team >= limit.adults or limit.adults == fewest)
        for limit in band.groups
    )


def least_adults(
    rule: RuleSet, here: Sequence[RotaChild], day: date, settings: RatioSettings
) -> tuple[int | None, int]:
    """The fewest adults with whom the rule is met, or None and the largest group that can be."""
    for team in range(BEYOND):
        if met_by(rule, here, team, day, settings):
            return team, len(here)
    largest = 0
    for size in range(len(here)):
        if met_by(rule, here[:size], BEYOND, day, settings):
            largest = size
    return None, largest
