"""The rings of the map: how much of the child's week somebody shares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from basehaven.core.relationships.network import PersonOnDay


class Ring(StrEnum):
    """From the child outwards. ``unknown`` stands apart and is not outermost."""

    MOST = "most"
    SOME = "some"
    NOW_AND_THEN = "now_and_then"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RingThresholds:
    """Where one ring ends and the next begins.

    Attributes:
        most_from: hours a week from which somebody shares most of the week.
            84 is half of the 168 hours, sleep included.
        some_from: hours a week from which somebody shares a part of it.
            8 is one full day.

    Doubt: both numbers are our own proposal, without a study behind them. They
    only place somebody on a picture, and a picture must not be read as weight
    or worth: try other numbers before drawing any conclusion.
    """

    most_from: float = 84.0
    some_from: float = 8.0


def ring_of(
    hours_per_week: float | None,
    lives_with: bool | None,
    thresholds: RingThresholds | None = None,
) -> Ring:
    """The ring for a share of the child's week.

    Args:
        hours_per_week: 0 to 168, or None if not recorded.
        lives_with: living together counts as most of the week, with or without
            recorded hours.
        thresholds: where the rings meet.

    Returns:
        One ring. Unrecorded hours are ``unknown``, never "little".

    Must not be used to compare carers or to weigh a decision: hours say who is
    there, not to whom the child turns.

    Source: our own proposal; see :class:`RingThresholds`.

    >>> ring_of(40.0, False).value, ring_of(None, None).value
    ('some', 'unknown')
    """
    limits = thresholds or RingThresholds()
    if lives_with:
        return Ring.MOST
    if hours_per_week is None:
        return Ring.UNKNOWN
    if hours_per_week >= limits.most_from:
        return Ring.MOST
    return Ring.SOME if hours_per_week >= limits.some_from else Ring.NOW_AND_THEN


def ring_of_person(person: PersonOnDay, thresholds: RingThresholds | None = None) -> Ring:
    """The ring of somebody in the network on a day; ``unknown`` once all ties ended."""
    return ring_of(person.hours_per_week, person.lives_with, thresholds)
