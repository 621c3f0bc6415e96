"""What a model adds to the counts: how likely one adult is turned to before another.

It borrows: what is known of Ana and Ben and of Ben and Cleo says something of
Ana and Cleo. So it can say more than the pairs, and it can be wrong where they
cannot. It stands behind them, with its interval, or it says why it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from math import exp
from statistics import NormalDist

from basehaven.core.relationships.comfort.choices import Choice, choices_in
from basehaven.core.relationships.comfort.plackett_luce import (
    Posterior,
    difference,
    profile_interval,
    stages_of,
)
from basehaven.core.relationships.comfort.settings import (
    ComfortSettings,
    fading,
    known_by,
    total,
)
from basehaven.core.relationships.types import CareEvent


class WhyNot(StrEnum):
    """Why there is no estimate, or none for all."""

    NO_CHOICES = "no_choices"  # never two adults there with a turn noted
    FEW_CHOICES = "few_choices"
    LONG_AGO = "long_ago"
    NOT_CONNECTED = "not_connected"  # enough in all, but nobody links the adults


@dataclass(frozen=True, slots=True)
class Contrast:
    """Of two adults who are both there: how likely the child turns to ``one`` first.

    Attributes:
        chance: 0 to 1, that ``one`` is turned to before ``other``.
        low: the lower end of its interval, ``high`` the upper.
    """

    one: str
    other: str
    chance: float
    low: float
    high: float

    def turned_round(self) -> Contrast:
        """The same, said from the other adult's side."""
        return Contrast(self.other, self.one, 1 - self.chance, 1 - self.high, 1 - self.low)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Contrasts between two adults each, and never a value of one adult alone.

    Attributes:
        contrasts: in order of ids. None across ``groups``.
        groups: adults whom moments link with one another, directly or through others.
        choices: moments with a choice; ``fresh`` is their number after fading.
        interval: the coverage that the intervals are made for.
        why_not: why there are no contrasts; None when there are some.
    """

    contrasts: tuple[Contrast, ...]
    groups: tuple[tuple[str, ...], ...]
    choices: int
    fresh: float
    interval: float
    why_not: WhyNot | None = None


def estimate(
    events: Iterable[CareEvent], as_of: date, born: date | None, settings: ComfortSettings
) -> Estimate:
    """Bradley-Terry, and Plackett-Luce where more than two were there, with shrinkage.

    Args:
        events: moments of one child; those without distress are left out.
        as_of: the last day that counts.
        born: for the half-life, as in ``whom_the_child_turns_to``.
        settings: how many choices it takes, the prior, the interval.

    Returns:
        Contrasts within each group of adults that enough choices link. Choices
        are weighted by their age, as fractions of one. The prior is normal, mean
        0, on each adult's log odds: it draws towards "either is as likely" and
        keeps what was always so from being taken for certain. The interval is
        that of the profile of the penalised likelihood.

    Must not be used to compare adults across children, and not without the
    counts. It supposes that a third adult's presence does not change the odds
    between two, and that moments are independent, which those of one hard day
    are not: then the interval is too narrow.

    Source: Bradley & Terry 1952; Luce 1959; Plackett 1975. Checked against
    BradleyTerry2 and survival::coxph in R (tests/core/relationships/comfort).
    """
    fade = fading(as_of, born, settings)
    hard = [event for event in known_by(tuple(events), as_of) if event.in_distress]
    choices = sorted(choices_in(hard, fade), key=lambda c: (c.order, c.rest, c.weight))
    fresh = _fresh(choices)
    groups = _groups(choices)
    contrasts = tuple(
        contrast
        for group in groups
        if settings.carry(*_size(inside := _within(group, choices)), settings.estimate_choices)
        for contrast in _contrasts(group, inside, settings)
    )
    why_not = None if contrasts else _why_not(choices, fresh, settings)
    return Estimate(contrasts, groups, len(choices), fresh, settings.interval, why_not)


def _why_not(choices: Sequence[Choice], fresh: float, settings: ComfortSettings) -> WhyNot:
    if not choices:
        return WhyNot.NO_CHOICES
    if len(choices) < settings.estimate_choices:
        return WhyNot.FEW_CHOICES
    recent = settings.carry(len(choices), fresh, settings.estimate_choices)
    return WhyNot.NOT_CONNECTED if recent else WhyNot.LONG_AGO


def _fresh(choices: Iterable[Choice]) -> float:
    return total([choice.weight for choice in choices])


def _size(choices: Sequence[Choice]) -> tuple[int, float]:
    return len(choices), _fresh(choices)


def _within(group: Sequence[str], choices: Iterable[Choice]) -> list[Choice]:
    return [choice for choice in choices if choice.order[0] in group]


def _groups(choices: Iterable[Choice]) -> tuple[tuple[str, ...], ...]:
    """Adults linked by having been there together when the child chose."""
    groups: list[set[str]] = []
    for choice in choices:
        linked = set(choice.available)
        for group in [group for group in groups if group & linked]:
            groups.remove(group)
            linked |= group
        groups.append(linked)
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def _contrasts(
    people: Sequence[str], choices: Sequence[Choice], settings: ComfortSettings
) -> Iterable[Contrast]:
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[float]] = {}
    for choice in choices:
        alike.setdefault((choice.order, choice.rest), []).append(choice.weight)
    added = [(order, rest, total(weights)) for (order, rest), weights in alike.items()]
    posterior = Posterior(stages_of(added, people), settings.prior_sd)
    fit = posterior.fit()
    z = NormalDist().inv_cdf(0.5 + settings.interval / 2)
    for one, other in combinations(range(len(people)), 2):
        gap, _ = difference(fit, one, other)
        low, high = profile_interval(posterior, fit, one, other, z)
        yield Contrast(people[one], people[other], _chance(gap), _chance(low), _chance(high))


def _chance(log_odds: float) -> float:
    """Log odds as a chance, whichever sign, without overflow."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    return exp(log_odds) / (1 + exp(log_odds))
