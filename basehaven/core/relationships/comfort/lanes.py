"""The lanes: whom a child goes to, plays from, misses, with counts, dates and who saw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from basehaven.core.relationships.comfort.choices import choices_in, fits
from basehaven.core.relationships.comfort.pairs import Pair, circles_in, pairs_in
from basehaven.core.relationships.comfort.settings import ComfortSettings, Fading
from basehaven.core.relationships.types import CareEvent

PARTINGS = frozenset({"arrival", "departure"})


@dataclass(frozen=True, slots=True)
class InLane:
    """One adult in one lane of one child.

    Attributes:
        times: moments in which the child turned to them.
        first: of these, those in which they were turned to before anybody else.
        chances: moments of the lane in which they were noted as available.
        first_on: the day of the first of ``times``, None if there is none.
        last_on: and of the last.
        recorded_by_self: of ``times``, those that this very adult recorded.
        recorded_by_unknown: of ``times``, those of which nobody says who recorded them.
    """

    adult_id: str
    times: int
    first: int
    chances: int
    first_on: date | None
    last_on: date | None
    recorded_by_self: int
    recorded_by_unknown: int


@dataclass(frozen=True, slots=True)
class Lane:
    """What was seen of one kind of moment. Adults in order of their ids: no rank.

    Attributes:
        moments: of this kind, up to the day asked for.
        nobody: of these, those in which it was noted that nobody was sought.
        not_noted: those in which it was not noted whom the child turned to, if anybody.
        days: different days on which they were seen.
        observers: different people who recorded them, as far as noted.
        without_available: those in which nobody noted who was there; they compare nobody.
        does_not_fit: those that contradict themselves on who was there.
        pairs: what was seen of any two who were there together.
        circles: adults each of whom is ahead of the next, all the way round.
    """

    moments: int
    nobody: int
    not_noted: int
    days: int
    first_on: date | None
    last_on: date | None
    observers: int
    without_available: int
    does_not_fit: int
    people: tuple[InLane, ...] = ()
    pairs: tuple[Pair, ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()

    @property
    def noted(self) -> int:
        """Moments in which it was noted that somebody or nobody was sought."""
        return self.moments - self.not_noted

    @property
    def never_together(self) -> tuple[tuple[str, str], ...]:
        """Two adults turned to who were never noted as there at once: nothing compares them."""
        together = {(pair.one, pair.other) for pair in self.pairs}
        turned_to = [person.adult_id for person in self.people if person.times]
        return tuple(both for both in combinations(turned_to, 2) if both not in together)

    def person(self, adult_id: str) -> InLane | None:
        """One adult's counts; None for somebody who was never there and never turned to."""
        return next((found for found in self.people if found.adult_id == adult_id), None)


@dataclass(frozen=True, slots=True)
class Missed:
    """One adult looked for while not there.

    Attributes:
        times: moments in which the child looked for them.
        at_partings: of these, those at an arrival or a departure.
        not_there: moments of any kind in which they were noted as not there.
        first_on: the day of the first of ``times``.
        last_on: and of the last.
        recorded_by_self: of ``times``, those that this very adult recorded.
        recorded_by_unknown: of ``times``, those of which nobody says who recorded them.
    """

    adult_id: str
    times: int
    at_partings: int
    not_there: int
    first_on: date
    last_on: date
    recorded_by_self: int
    recorded_by_unknown: int


@dataclass(frozen=True, slots=True)
class Misses:
    """Whom the child looked for, adults in order of their ids. Nobody is compared.

    Attributes:
        moments: in which somebody was missed.
        observers: different people who recorded them, as far as noted.
    """

    moments: int
    first_on: date | None
    last_on: date | None
    observers: int
    people: tuple[Missed, ...] = ()

    def person(self, adult_id: str) -> Missed | None:
        """One adult's counts; None for somebody never missed."""
        return next((found for found in self.people if found.adult_id == adult_id), None)


def turned_lane(events: Sequence[CareEvent], fade: Fading, settings: ComfortSettings) -> Lane:
    """The lane of moments in which the child may turn to somebody."""
    chosen = choices_in(events, fade)
    pairs = pairs_in(chosen, events, settings)
    days = sorted({event.at.date() for event in events})
    return Lane(
        moments=len(events),
        nobody=sum(event.sought == "nobody" and not event.approached for event in events),
        not_noted=sum(not turn_noted(event) for event in events),
        days=len(days),
        first_on=days[0] if days else None,
        last_on=days[-1] if days else None,
        observers=_observers(events),
        without_available=sum(not event.available for event in events),
        does_not_fit=sum(not fits(event) for event in events),
        people=_people(events),
        pairs=pairs,
        circles=circles_in(pairs),
    )


def misses_lane(events: Sequence[CareEvent]) -> Misses:
    """The lane of adults looked for while they were not there."""
    missing = [event for event in events if _missed(event)]
    days = [event.at.date() for event in missing]
    everybody = sorted({adult for event in missing for adult in _missed(event)})
    return Misses(
        moments=len(missing),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        observers=_observers(missing),
        people=tuple(_missed_adult(adult, missing, events) for adult in everybody),
    )


def _missed_adult(adult: str, missing: Sequence[CareEvent], events: Sequence[CareEvent]) -> Missed:
    found = [event for event in missing if adult in _missed(event)]
    days = [event.at.date() for event in found]
    noted = [event for event in events if event.available or adult in _missed(event)]
    return Missed(
        adult_id=adult,
        times=len(found),
        at_partings=sum(event.context in PARTINGS for event in found),
        not_there=sum(adult not in event.available for event in noted),
        first_on=min(days),
        last_on=max(days),
        recorded_by_self=sum(event.observer_id == adult for event in found),
        recorded_by_unknown=sum(event.observer_id is None for event in found),
    )


def _missed(event: CareEvent) -> tuple[str, ...]:
    """Somebody noted as there was not missed, whatever else the row says."""
    return tuple(adult for adult in event.missed if adult not in event.available)


def _observers(events: Sequence[CareEvent]) -> int:
    return len({event.observer_id for event in events} - {None})


def turn_noted(event: CareEvent) -> bool:
    """Whether anybody noted if and whom the child sought. Empty is not "nobody"."""
    return bool(event.sought or event.approached)


def turned_to(event: CareEvent) -> tuple[str, ...]:
    """Whom the child turned to; nobody where the row also says that nobody was sought."""
    return () if event.sought == "nobody" else event.approached


def _people(events: Sequence[CareEvent]) -> tuple[InLane, ...]:
    everybody = {adult for event in events for adult in (*turned_to(event), *event.available)}
    return tuple(_in_lane(adult, events) for adult in sorted(everybody))


def _in_lane(adult: str, events: Sequence[CareEvent]) -> InLane:
    found = [event for event in events if adult in turned_to(event)]
    days = [event.at.date() for event in found]
    return InLane(
        adult_id=adult,
        times=len(found),
        first=sum(event.approached[0] == adult for event in found),
        chances=sum(adult in event.available for event in events),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        recorded_by_self=sum(event.observer_id == adult for event in found),
        recorded_by_unknown=sum(event.observer_id is None for event in found),
    )
