"""How many adults the children in a room need, which rule says so, and what is short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from basehaven.core.periods import completed_months
from basehaven.core.room.rules import (
    AgeBand,
    ClassTeam,
    MixedAges,
    RatioSettings,
    RuleSet,
    UnknownAge,
)

UNDER_3 = 36  # completed months, as in every rule set here


@dataclass(frozen=True, slots=True)
class RoomChild:
    """A child in a room, as far as a ratio needs to know.

    Attributes:
        born_on: the day of birth, or None if unknown.
        precision: ``day month year estimated`` or empty, as in the open tables.
    """

    child_id: str
    born_on: date | None
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class RoomAdult:
    """An adult in a room. Who is busy or on a break is there and does not count."""

    adult_id: str
    busy: bool = False
    on_break: bool = False

    @property
    def counts(self) -> bool:
        """Whether the adult counts towards the ratio now."""
        return not (self.busy or self.on_break)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one rule set asks of this group.

    Attributes:
        adults: how many it asks for; 0 if it knows no child of this age.
        group_most: the largest group with the adults who are there, or None.
    """

    rule_id: str
    adults: int
    group_most: int | None


@dataclass(frozen=True, slots=True)
class Ratio:
    """A room at one time against all rules in force.

    Attributes:
        children: how many are there.
        adults: how many of those there count.
        needed: the most that any rule asks for.
        needed_by: the rules that ask for it; empty when it is our own least.
        group_most: the smallest group limit with these adults, or None.
        group_by: the rules whose limit that is.
        asked: what each rule asks, so that the result can be followed.
        unknown_ages: children who were counted by the setting for unknown ages.
    """

    children: int
    adults: int
    needed: int
    needed_by: tuple[str, ...]
    group_most: int | None
    group_by: tuple[str, ...]
    asked: tuple[Asked, ...]
    unknown_ages: tuple[str, ...] = ()

    @property
    def adults_short(self) -> int:
        """How many more adults are needed now."""
        return max(self.needed - self.adults, 0)

    @property
    def children_over(self) -> int:
        """By how many children the group is too large for these adults."""
        return 0 if self.group_most is None else max(self.children - self.group_most, 0)

    @property
    def holds(self) -> bool:
        """Whether every rule in force holds."""
        return not self.adults_short and not self.children_over


def latest_birth(child: RoomChild, settings: RatioSettings) -> date | None:
    """The youngest that a child can be, by what is known of the birth.

    >>> latest_birth(RoomChild("milo", date(2024, 2, 1), "month"), RatioSettings())
    datetime.date(2024, 2, 29)
    """
    born = child.born_on
    if born is None or child.precision == "unborn":
        return None
    if child.precision == "year":
        return date(born.year, 12, 31)
    if child.precision == "month":
        return _month_start(born, 1) - timedelta(days=1)
    if child.precision == "estimated":
        return _month_start(born, settings.estimated_leeway_months) + timedelta(days=born.day - 1)
    return born


def _month_start(day: date, later: int) -> date:
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def months_of(
    children: Iterable[RoomChild], day: date, settings: RatioSettings
) -> tuple[list[int], tuple[str, ...]]:
    """Ages in completed months on a day, and the children whose age is not known.

    A birthday counts from its first minute. Unknown ages come out as the setting
    says: 0, or the youngest known age in the room (0 if nobody's is known).
    """
    known: list[int] = []
    unknown: list[str] = []
    for child in children:
        born = latest_birth(child, settings)
        if born is None:
            unknown.append(child.child_id)
        else:
            known.append(completed_months(born, max(day, born)))
    as_here = settings.unknown_age is UnknownAge.AS_THE_YOUNGEST_HERE
    stand_in = min(known, default=0) if as_here else 0
    return known + [stand_in] * len(unknown), tuple(unknown)


def ratio_of(
    children: Sequence[RoomChild],
    adults: Sequence[RoomAdult],
    rules: Sequence[RuleSet],
    day: date,
    settings: RatioSettings | None = None,
) -> Ratio:
    """A room at one time against every rule in force on the day.

    Args:
        children: those in the room.
        adults: those in the room, busy or not.
        rules: rule sets; those not in force on the day are left out. The stricter
            wins, for adults and for the group each on its own.
        day: the day, for ages.
        settings: how to read the rules.

    Returns:
        A :class:`Ratio`. An empty room needs nobody.

    It says whether the rules hold, not whether the room is calm or safe.

    Source: the rule sets' own; the readings are of :mod:`basehaven.core.room.rules`.

    >>> four = RuleSet("r", "R", (AgeBand(0, 36, 4),))
    >>> here = [RoomChild(str(n), date(2024, 1, 1)) for n in range(5)]
    >>> ratio_of(here, [RoomAdult("ana")], [four], date(2025, 1, 1)).adults_short
    1
    """
    settings = settings or RatioSettings()
    there = len({adult.adult_id for adult in adults if adult.counts})
    months, unknown = months_of(children, day, settings)
    asked = tuple(ask(rule, months, there, settings) for rule in rules if rule.holds_on(day))
    needed = max((one.adults for one in asked), default=0)
    by = tuple(one.rule_id for one in asked if one.adults == needed)
    least = settings.least_adults if months else 0
    if least > needed:
        needed, by = least, ()
    limits = [one.group_most for one in asked if one.group_most is not None]
    most = min(limits, default=None)
    return Ratio(
        children=len(months),
        adults=there,
        needed=needed,
        needed_by=by if needed else (),
        group_most=most,
        group_by=tuple(one.rule_id for one in asked if most is not None and one.group_most == most),
        asked=asked,
        unknown_ages=unknown,
    )


def ask(rule: RuleSet, months: Sequence[int], there: int, settings: RatioSettings) -> Asked:
    """What one rule set asks of children of these ages with so many adults there."""
    bands = [band for age in months if (band := rule.band_of(age)) is not None]
    if not bands:
        return Asked(rule.rule_id, 0, None)
    reading = settings.mixed_ages
    if reading is MixedAges.AS_WRITTEN:
        reading = rule.mixed_ages
    band = _leading_band(bands, months, reading)
    if reading is MixedAges.WEIGHTS:
        parts = sum((Fraction(b.adults, b.children) for b in bands), Fraction(0))
        adults = -(-parts.numerator // parts.denominator)
    else:
        adults = band.adults_for(len(months))
    adults = max(adults, band.adults_for_group(len(months)))
    if settings.class_team is ClassTeam.ALWAYS:
        adults = max(adults, band.class_team)
    return Asked(rule.rule_id, adults, band.most_with(there))


def _leading_band(bands: Sequence[AgeBand], months: Sequence[int], reading: MixedAges) -> AgeBand:
    """The band whose ratio and group hold for everybody."""
    youngest = min(bands, key=lambda band: band.from_months)
    if reading is MixedAges.UNDER_3_FIRST:
        reading = MixedAges.YOUNGEST if min(months) < UNDER_3 else MixedAges.MAJORITY
    if reading is not MixedAges.MAJORITY:
        return youngest
    often = Counter(bands)
    return min(often, key=lambda band: (-often[band], band.from_months))
