"""What the comfort lane says of all adults together. "Not enough seen" is one answer of eight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from basehaven.core.relationships.comfort.choices import Choice, choices_in
from basehaven.core.relationships.comfort.lanes import Lane, turn_noted
from basehaven.core.relationships.comfort.pairs import Pair, PairFinding
from basehaven.core.relationships.comfort.settings import (
    ROUNDING,
    ComfortSettings,
    Fading,
    total,
)
from basehaven.core.relationships.types import CareEvent


class Finding(StrEnum):
    """Each is a different thing to say, and none is a verdict on a child or an adult."""

    ORDER = "order"  # one ahead of another, by more than lots would often draw
    ORDER_UNSURE = "order_unsure"  # one ahead of another, and lots would often draw that
    CIRCLE = "circle"  # ahead of each other all the way round
    TIED = "tied"
    NO_CLEAR_PREFERENCE = "no_clear_preference"
    TURNS_TO_ANYONE = "turns_to_anyone"  # about as often to each as whoever is there
    NOBODY_NOTED = "nobody_noted"  # noted, and mostly nobody was sought
    NOT_ENOUGH_SEEN = "not_enough_seen"


class Why(StrEnum):
    """Why not enough was seen: each asks for something else to be noted."""

    FEW_MOMENTS = "few_moments"
    LONG_AGO = "long_ago"
    FEW_CHOICES = "few_choices"  # seldom two adults there at once, or nobody noted who was
    FEW_OF_ANY_TWO = "few_of_any_two"  # choices, but seldom between the same two


@dataclass(frozen=True, slots=True)
class Said:
    """The finding, and the reason if it is that not enough was seen."""

    finding: Finding
    why: Why | None = None


def finding_of(
    events: Sequence[CareEvent], lane: Lane, fade: Fading, settings: ComfortSettings
) -> Said:
    """What the hard moments say of all adults together.

    Args:
        events: the moments of the comfort lane.
        lane: counted from them.
        fade: how much older ones count.
        settings: how much each answer needs.

    Returns:
        That nobody was sought comes before everything else, so that a quiet
        child is not lost behind one clear pair. Among ten pairs some are uneven
        by chance: an order is found only if the pairs together are more uneven
        than one pair alone may be.

    Describes moments. It must not be read as how a child is attached.

    Source: our own proposal (``comfort/order``).
    """
    enough = _enough(events, fade, settings)
    if enough is None and _mostly_nobody(events, fade, settings):
        return Said(Finding.NOBODY_NOTED)
    if lane.circles:
        return Said(Finding.CIRCLE)
    seen = {pair.finding for pair in lane.pairs}
    is_edge = PairFinding.MORE_TO_ONE in seen
    if is_edge and more_than_lots(lane.pairs, settings):
        return Said(Finding.ORDER)
    choices = choices_in(events, fade)
    if enough is None and turns_to_anyone(choices, settings):
        return Said(Finding.TURNS_TO_ANYONE)
    if is_edge:
        return Said(Finding.ORDER_UNSURE)
    if enough is not None:
        return Said(Finding.NOT_ENOUGH_SEEN, enough)
    if PairFinding.NO_CLEAR_PREFERENCE in seen:
        return Said(Finding.NO_CLEAR_PREFERENCE)
    if PairFinding.TIED in seen:
        return Said(Finding.TIED)
    few = len(choices) < settings.enough_comparisons
    return Said(Finding.NOT_ENOUGH_SEEN, Why.FEW_CHOICES if few else Why.FEW_OF_ANY_TWO)


def more_than_lots(pairs: Sequence[Pair], settings: ComfortSettings) -> bool:
    """Whether the most uneven pair stands out among all that could have been uneven.

    Args:
        pairs: of one lane.
        settings: ``order_chance`` is how often drawing lots may come up with it.

    Returns:
        Whether the smallest ``if_even`` of an edge, times the pairs in which an
        edge was possible, is at most ``order_chance``.

    Source: Bonferroni's inequality; the limit is our own (``comfort/order``).
    """
    possible = sum(pair.one_times + pair.other_times >= settings.edge_wins for pair in pairs)
    least = min((pair.ahead.if_even for pair in pairs if pair.ahead), default=1.0)
    return least * possible <= settings.order_chance + ROUNDING


def _enough(events: Sequence[CareEvent], fade: Fading, settings: ComfortSettings) -> Why | None:
    noted = [fade.weight(event.at.date()) for event in events if turn_noted(event)]
    if len(noted) < settings.enough_moments:
        return Why.FEW_MOMENTS
    recent = settings.carry(len(noted), total(noted), settings.enough_moments)
    return None if recent else Why.LONG_AGO


def _mostly_nobody(events: Sequence[CareEvent], fade: Fading, settings: ComfortSettings) -> bool:
    noted = [event for event in events if turn_noted(event)]
    nobody = [event for event in noted if event.sought == "nobody" and not event.approached]
    whole, part = (
        total([fade.weight(event.at.date()) for event in some]) for some in (noted, nobody)
    )
    return bool(nobody) and part >= settings.nobody_share * whole - ROUNDING


def turns_to_anyone(choices: Sequence[Choice], settings: ComfortSettings) -> bool:
    """Whether the child turned to each adult about as often as whoever was there.

    Args:
        choices: moments with a choice, faded.
        settings: how many, among how many adults, and what "about" is.

    Returns:
        Whether, of the adults who were there often enough, each was the first
        turned to neither far more nor far less often than by drawing lots among
        those there each time.

    Source: our own proposal (``comfort/order``).
    """
    whole = total([choice.weight for choice in choices])
    if not settings.carry(len(choices), whole, settings.anyone_choices):
        return False
    there: dict[str, list[float]] = defaultdict(list)
    first: dict[str, list[float]] = defaultdict(list)
    for choice in choices:
        for adult in choice.available:
            there[adult].append(choice.weight / len(choice.available))
        first[choice.order[0]].append(choice.weight)
    often = [adult for adult in there if len(there[adult]) >= settings.enough_comparisons]
    ratios = [total(first[adult]) / total(there[adult]) for adult in often]
    most = settings.anyone_ratio + ROUNDING
    return len(often) >= settings.anyone_adults and all(
        1 / most <= ratio <= most for ratio in ratios
    )
