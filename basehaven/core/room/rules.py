"""What a rule set asks of a room: how many adults for how many children of which age."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MixedAges(StrEnum):
    """How a rule is read when children of several of its age bands are together.

    Doubt: rules differ, and few say it clearly. ``YOUNGEST`` never asks for
    fewer adults than another reading, so it is what we take unless told.
    """

    YOUNGEST = "youngest"  # the band of the youngest child holds for everybody
    WEIGHTS = "weights"  # each child takes their own band's part of an adult, parts added up
    MAJORITY = "majority"  # the band of most children; of two equal ones the younger
    UNDER_3_FIRST = "under_3_first"  # youngest while anybody is under 36 months, else majority
    AS_WRITTEN = "as_written"  # each rule set as it says itself


class UnknownAge(StrEnum):
    """How old a child counts whose birth date is not known.

    Doubt: the safe reading may ask for an adult too many, never for one too few.
    """

    YOUNGEST = "youngest"  # as old as the youngest child whom a rule knows
    AS_THE_YOUNGEST_HERE = "as_the_youngest_here"  # as the youngest of those whose age is known


class ClassTeam(StrEnum):
    """Whether the team that a rule names for a class is due while few children are there.

    Doubt: 45 CFR 1302.21 asks for two teachers with no more than eight children
    and does not say whether one teacher may open with three of them. Ask the
    programme's own office; ``ALWAYS`` is the stricter reading.
    """

    BY_RATIO = "by_ratio"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class RatioSettings:
    """How rules are read. Each default is named where it is shown.

    Attributes:
        mixed_ages: see :class:`MixedAges`.
        unknown_age: see :class:`UnknownAge`.
        class_team: see :class:`ClassTeam`.
        estimated_leeway_months: a child whose birth date is an estimate counts
            as so many months younger. 3 is ours, without a source.
        least_adults: so many adults in a room whenever a child is there.
    """

    mixed_ages: MixedAges = MixedAges.YOUNGEST
    unknown_age: UnknownAge = UnknownAge.YOUNGEST
    class_team: ClassTeam = ClassTeam.BY_RATIO
    estimated_leeway_months: int = 3
    least_adults: int = 1


@dataclass(frozen=True, slots=True)
class GroupLimit:
    """No more than so many children together, with at least so many adults there."""

    adults: int
    children: int


@dataclass(frozen=True, slots=True)
class AgeBand:
    """What a rule set asks for children of an age.

    Attributes:
        from_months: completed months from which it holds.
        under_months: completed months before which it holds; None without end.
        children: at most so many children ...
        adults: ... for so many adults.
        groups: group sizes, for fewer adults first; empty where the rule has none.
        class_team: the adults that the rule names for a class of this age.
    """

    from_months: int
    under_months: int | None
    children: int
    adults: int = 1
    groups: tuple[GroupLimit, ...] = ()
    class_team: int = 1

    def holds_at(self, months: int) -> bool:
        """Whether a child of so many completed months belongs to this band."""
        return self.from_months <= months and (
            self.under_months is None or months < self.under_months
        )

    def adults_for(self, children: int) -> int:
        """Adults due for so many children of this band, by the ratio alone.

        >>> AgeBand(36, 48, children=17, adults=2).adults_for(9)
        2
        """
        return -(-children * self.adults // self.children)

    def most_with(self, adults: int) -> int | None:
        """The largest group with so many adults; None where there is no limit.

        >>> AgeBand(0, 36, 4, groups=(GroupLimit(2, 8), GroupLimit(3, 9))).most_with(2)
        8
        """
        if not self.groups:
            return None
        allowed = [limit.children for limit in self.groups if limit.adults <= adults]
        return max(allowed, default=self.groups[0].children)

    @property
    def most_ever(self) -> int | None:
        """The largest group with any number of adults; None where there is no limit."""
        return max((limit.children for limit in self.groups), default=None)

    def adults_for_group(self, children: int) -> int:
        """The fewest adults with whom the group may be so large; 0 if never or no limit."""
        enough = [limit.adults for limit in self.groups if limit.children >= children]
        fits_the_first = bool(self.groups) and children <= self.groups[0].children
        return 0 if fits_the_first else min(enough, default=0)


@dataclass(frozen=True, slots=True)
class MainAdultLimit:
    """For how many children under an age one adult may be the main adult."""

    children: int
    under_months: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One law's or guideline's ratios, groups and main adults, for a time.

    Attributes:
        rule_id: the id of its knowledge entry, or the agency's own.
        label: its name, as people know it.
        bands: by age, youngest first, without overlap. A child of an age that no
            band names counts in the group and asks for no adult.
        mixed_ages: how the rule itself is to be read; used by ``AS_WRITTEN``.
        main_adult: its limit of children for one main adult, or None.
        in_force_from: the first day, or None if it has none.
        in_force_until: the day it stopped, or None.
        checked: whether a second person has held it against its source.
    """

    rule_id: str
    label: str
    bands: tuple[AgeBand, ...] = ()
    mixed_ages: MixedAges = MixedAges.YOUNGEST
    main_adult: MainAdultLimit | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    checked: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_until is None or day < self.in_force_until
        )

    def band_of(self, months: int) -> AgeBand | None:
        """The band for an age in completed months, or None."""
        return next((band for band in self.bands if band.holds_at(months)), None)


def main_adult_limits(rules: Iterable[RuleSet]) -> tuple[MainAdultLimit, ...]:
    """Every limit of children for one main adult that these rules name.

    Limits for different ages do not replace each other: all of them hold.

    >>> main_adult_limits([RuleSet("r", "R", main_adult=MainAdultLimit(4, 36))])
    (MainAdultLimit(children=4, under_months=36),)
    """
    strictest: dict[int, int] = {}
    for rule in rules:
        if (limit := rule.main_adult) is not None:
            most = strictest.get(limit.under_months, limit.children)
            strictest[limit.under_months] = min(most, limit.children)
    return tuple(MainAdultLimit(children, age) for age, children in sorted(strictest.items()))
