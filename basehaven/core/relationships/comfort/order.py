"""Whom a child turns to: three lanes from moments of care. The door to this folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from basehaven.core.relationships.comfort.findings import Said, finding_of
from basehaven.core.relationships.comfort.lanes import Lane, Misses, misses_lane, turned_lane
from basehaven.core.relationships.comfort.settings import ComfortSettings, fading, known_by
from basehaven.core.relationships.types import CareEvent


@dataclass(frozen=True, slots=True)
class Lanes:
    """Three different things that people are to a child. They are never added up.

    Attributes:
        as_of: the last day whose moments count.
        half_life_weeks: after so many weeks a moment counted half.
        comfort: hard moments only. The lane that ``said`` speaks of.
        said: what the comfort lane says of all adults together.
        plays_from: play without distress: to whom the child looked or came back.
        misses: adults looked for who were not there.
        other_moments: moments up to that day that belong to no lane.
    """

    as_of: date
    half_life_weeks: float
    comfort: Lane
    said: Said
    plays_from: Lane
    misses: Misses
    other_moments: int

    @property
    def adult_ids(self) -> tuple[str, ...]:
        """Everybody in any lane, in order of ids."""
        turned_to = (*self.comfort.people, *self.plays_from.people)
        ids = {person.adult_id for person in turned_to}
        return tuple(sorted(ids | {person.adult_id for person in self.misses.people}))


def whom_the_child_turns_to(
    events: Iterable[CareEvent], as_of: date, born: date | None, settings: ComfortSettings
) -> Lanes:
    """The three lanes of one child.

    Args:
        events: moments of one child, in any order; those after ``as_of`` are left out.
        as_of: the last day that counts.
        born: for the half-life; None takes the shorter one.
        settings: from knowledge.

    Returns:
        The lanes. Only distress orders the comfort lane, and a moment says
        something of two adults only if both were available. It holds no number
        by which a person could be ranked, here or across children.

    Must not be used as a measure of attachment, to compare or assess staff, or
    alone to decide where a child lives or whom a child sees.

    Source: Umemura et al. 2013 for distress alone and for both being there; the
    rest is our own proposal (``comfort/order``).
    """
    known = known_by(tuple(events), as_of)
    fade = fading(as_of, born, settings)
    hard = [event for event in known if event.in_distress]
    play = [event for event in known if event.context == "play" and not event.in_distress]
    comfort = turned_lane(hard, fade, settings)
    rest = (e for e in known if not e.in_distress and e.context != "play" and not e.missed)
    return Lanes(
        as_of=as_of,
        half_life_weeks=fade.half_life_weeks,
        comfort=comfort,
        said=finding_of(hard, comfort, fade, settings),
        plays_from=turned_lane(play, fade, settings),
        misses=misses_lane(known),
        other_moments=sum(1 for _ in rest),
    )
