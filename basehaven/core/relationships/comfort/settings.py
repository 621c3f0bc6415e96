"""The numbers that the lanes and the estimate go by, and how old moments fade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from basehaven.core.periods import completed_months
from basehaven.core.relationships.types import CareEvent

ROUNDING = 1e-9  # three quarters of unequal weights must still be three quarters


@dataclass(frozen=True, slots=True)
class ComfortSettings:
    """Every number is knowledge (``comfort/order``), which also says its doubt.

    Attributes:
        half_life_weeks: after so many weeks a moment counts half; under ``older_from_months``.
        half_life_weeks_older: the same, from that age on.
        older_from_months: completed months.
        fresh_share: of each number asked for, the part that must be left after fading.
        edge_wins: moments that one adult is ahead of another needs.
        edge_share: and the share of theirs it needs, faded, in whole percent; over 0.5.
        order_chance: how often drawing lots may look like an order, over all pairs together.
        enough_comparisons: without an edge, fewer say nothing of two adults.
        tie_share: up to this share two adults are tied; likewise.
        enough_moments: hard moments below which nothing is said of all adults together.
        nobody_share: from this share on, what is said first is that nobody was sought.
        anyone_choices: moments with a choice that "turns to whoever is there" needs.
        anyone_adults: and how many adults.
        anyone_ratio: none of them turned to more than so many times as often, or as
            seldom, as by chance.
        estimate_choices: moments with a choice that the estimate needs.
        prior_sd: of the estimate's normal prior, in log odds.
        interval: the coverage that the estimate's interval is made for.
    """

    half_life_weeks: float
    half_life_weeks_older: float
    older_from_months: int
    fresh_share: float
    edge_wins: int
    edge_share: float
    order_chance: float
    enough_comparisons: int
    tie_share: float
    enough_moments: int
    nobody_share: float
    anyone_choices: int
    anyone_adults: int
    anyone_ratio: float
    estimate_choices: int
    prior_sd: float
    interval: float

    def carry(self, count: int, fresh: float, asked: int) -> bool:
        """Whether there are as many moments as asked for, and recent enough ones."""
        return count >= asked and fresh >= self.fresh_share * asked - ROUNDING


@dataclass(frozen=True, slots=True)
class Fading:
    """How much a moment still counts on a day: 1.0 that day, half a half-life earlier."""

    as_of: date
    half_life_weeks: float

    def weight(self, day: date) -> float:
        """Above 0.0, at most 1.0; for a day not after ``as_of``.

        >>> Fading(date(2024, 3, 1), 8).weight(date(2024, 1, 5))
        0.5
        """
        return float(0.5 ** ((self.as_of - day) / timedelta(weeks=self.half_life_weeks)))


def fading(as_of: date, born: date | None, settings: ComfortSettings) -> Fading:
    """The fading for a child's age on a day; for an unknown age the shorter half-life.

    Chronological age: a child born early is no younger to the people around.
    """
    older = born is not None and (
        as_of >= born and completed_months(born, as_of) >= settings.older_from_months
    )
    weeks = (settings.half_life_weeks, settings.half_life_weeks_older)
    if born is None:
        return Fading(as_of, min(weeks))
    return Fading(as_of, weeks[older])


def known_by(events: tuple[CareEvent, ...], as_of: date) -> tuple[CareEvent, ...]:
    """The moments up to and on a day, in one order whatever order they came in."""
    upto = (event for event in events if event.at.date() <= as_of)
    return tuple(sorted(upto, key=lambda event: (event.at, event.event_id)))


def total(weights: list[float]) -> float:
    """The sum, the same in whatever order: rounding must not decide who is ahead."""
    return fsum(weights)
