"""Whether comfort helped: apart from whom the child turned to, and never merged with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from basehaven.core.relationships.comfort.settings import known_by
from basehaven.core.relationships.types import CareEvent


@dataclass(frozen=True, slots=True)
class Helped:
    """Hard moments of one child in which one adult responded, as they were noted.

    Attributes:
        moments: in which this adult responded.
        soothed: of these, those noted as yes; likewise ``partly`` and
            ``not_soothed``. The rest was not noted.
        timed: moments with minutes noted.
        minutes_shortest: of the timed ones; None if none was timed. Likewise
            ``minutes_median`` and ``minutes_longest``.
        back_to_play: moments noted as yes; ``not_back_to_play`` as no.
        recorded_by_self: moments that this very adult recorded.
    """

    adult_id: str
    moments: int
    soothed: int
    partly: int
    not_soothed: int
    timed: int
    minutes_shortest: int | None
    minutes_median: float | None
    minutes_longest: int | None
    back_to_play: int
    not_back_to_play: int
    first_on: date
    last_on: date
    recorded_by_self: int

    @property
    def not_noted(self) -> int:
        """Moments of which nobody noted whether it helped."""
        return self.moments - self.soothed - self.partly - self.not_soothed


def did_it_help(events: Iterable[CareEvent], as_of: date) -> tuple[Helped, ...]:
    """What came of comfort, by who gave it.

    Args:
        events: moments of one child; those after ``as_of`` and those without
            distress or without a responder are left out.
        as_of: the last day that counts.

    Returns:
        People in order of their ids; whoever shows them sorts by name. Nothing
        fades and nobody is compared: the adult who is called to the hardest
        moments helps least often by count alone.

    Must not be used to assess an adult, or to order the comfort lane: whom a
    child turns to and how well it works are two different things.

    Source: Umemura et al. 2013, who found the two to go with different things.
    """
    by_adult: dict[str, list[CareEvent]] = {}
    for event in known_by(tuple(events), as_of):
        if event.in_distress and event.responder_id is not None:
            by_adult.setdefault(event.responder_id, []).append(event)
    return tuple(_helped(adult, found) for adult, found in sorted(by_adult.items()))


def _helped(adult: str, events: Sequence[CareEvent]) -> Helped:
    soothed = [event.soothed for event in events]
    minutes = [e.minutes_to_settle for e in events if e.minutes_to_settle is not None]
    days = [event.at.date() for event in events]
    return Helped(
        adult_id=adult,
        moments=len(events),
        soothed=soothed.count("yes"),
        partly=soothed.count("partly"),
        not_soothed=soothed.count("no"),
        timed=len(minutes),
        minutes_shortest=min(minutes, default=None),
        minutes_median=float(median(minutes)) if minutes else None,
        minutes_longest=max(minutes, default=None),
        back_to_play=sum(event.back_to_play is True for event in events),
        not_back_to_play=sum(event.back_to_play is False for event in events),
        first_on=min(days),
        last_on=max(days),
        recorded_by_self=sum(event.observer_id == adult for event in events),
    )
