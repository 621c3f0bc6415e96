"""One child's weeks: when and where hard moments were, what helped, how alike the days were.

Whom a child turned to and whether it helped are told apart, never as one figure.
Times are local and carry their zone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from basehaven.core.room.patterns import There

SOMEONE, NOBODY, BOTH = "someone", "nobody", "both"
HELPED = ("yes", "partly", "no")


@dataclass(frozen=True, slots=True)
class ChildMoment:
    """Something seen of one child.

    Attributes:
        context: what was going on, by id; empty when not noted.
        place: where, in words; empty when not known.
        sought: ``someone``, ``nobody``, or empty when not noted.
        known: whether the ``main`` or the ``backup`` adult could be turned to,
            ``neither``, or empty when not noted.
        done: what an adult did.
        soothed: ``yes``, ``partly``, ``no``, or empty when not noted.
    """

    at: datetime
    hard: bool = False
    good: bool = False
    context: str = ""
    place: str = ""
    sought: str = ""
    known: str = ""
    done: tuple[str, ...] = ()
    soothed: str = ""


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the day over all days; ``days`` on which the child was seen or there then."""

    hour: int
    days: int
    good_days: int
    hard_days: int


@dataclass(frozen=True, slots=True)
class Part:
    """Hard moments of one kind, and on how many days; ``what`` empty is: not noted."""

    what: str
    moments: int
    days: int


@dataclass(frozen=True, slots=True)
class Tried:
    """Something done in hard moments, where it was noted whether it helped."""

    did: str
    times: int
    helped: int
    partly: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day. ``sought`` may be ``both``; ``helped`` counts yes, partly and no."""

    on: date
    good: int
    hard: int
    sought: str = ""
    helped: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike hard moments were from day to day, in counts of days.

    Attributes:
        days: with a hard moment of which it was noted whom the child turned to.
        someone: on which it was somebody each time.
        nobody: on which it was nobody each time.
        both: on which it was now this, now that.
        not_noted: further days with a hard moment.
        pairs: such days next to each other.
        same: of these, alike.
    """

    days: int
    someone: int
    nobody: int
    both: int
    not_noted: int
    pairs: int
    same: int


@dataclass(frozen=True, slots=True)
class ChildWeeks:
    """A child's weeks in counts. ``enough`` False: too few days to speak of a pattern."""

    days: tuple[Day, ...]
    enough: bool
    hours: tuple[Hour, ...]
    good: tuple[Part, ...]
    contexts: tuple[Part, ...]
    places: tuple[Part, ...]
    known: tuple[Part, ...]
    tried: tuple[Tried, ...]
    alike: Alike

    @property
    def good_days(self) -> int:
        return sum(day.good > 0 for day in self.days)

    @property
    def hard_days(self) -> int:
        return sum(day.hard > 0 for day in self.days)

    @property
    def most_hard(self) -> Hour | None:
        """The hour that is hard on most days, if it was on two or more; the earliest of equals."""
        hours = [hour for hour in self.hours if hour.hard_days > 1]
        return max(hours, key=lambda hour: (hour.hard_days, -hour.hour), default=None)


def child_weeks(
    moments: Sequence[ChildMoment], stays: Sequence[There], *, fewest_days: int
) -> ChildWeeks:
    """Tell one child's weeks.

    Args:
        moments: what was seen, in any order.
        stays: when the child was in a room, each within one day.
        fewest_days: with fewer days seen than this, ``enough`` is False.

    Returns:
        Counts of days and moments. A day counts when the child was there or
        something was seen.

    Describes what somebody wrote down. It is no verdict on the child, no forecast,
    and says nothing about the adults who were there; what nobody noted is counted
    as not noted.

    Source: our own count; practice.md 1.4 (coherence over days in place of a label,
    after Stovall-McClough & Dozier 2004) and 4 (whom, and whether it helped, apart).

    >>> from datetime import UTC
    >>> at = datetime(2026, 3, 2, 8, 10, tzinfo=UTC)
    >>> weeks = child_weeks([ChildMoment(at, hard=True, sought="someone")], [], fewest_days=5)
    >>> weeks.enough, weeks.hours[0].hard_days, weeks.alike.someone
    (False, 1, 1)
    """
    by_day: dict[date, list[ChildMoment]] = defaultdict(list)
    for stay in stays:
        by_day[stay.start.date()] = []
    for moment in moments:
        by_day[moment.at.date()].append(moment)
    days = tuple(_day(on, by_day[on]) for on in sorted(by_day))
    hard = [moment for moment in moments if moment.hard]
    return ChildWeeks(
        days=days,
        enough=len(days) >= fewest_days,
        hours=_hours(moments, stays),
        good=_split((moment.context, moment) for moment in moments if moment.good),
        contexts=_split((moment.context, moment) for moment in hard),
        places=_split((moment.place, moment) for moment in hard),
        known=_split((moment.known, moment) for moment in hard),
        tried=_tried(hard),
        alike=_alike(days),
    )


def _day(on: date, moments: Sequence[ChildMoment]) -> Day:
    hard = [moment for moment in moments if moment.hard]
    ways = {moment.sought for moment in hard if moment.sought}
    helped = [sum(moment.soothed == said for moment in hard) for said in HELPED]
    return Day(
        on,
        good=sum(moment.good for moment in moments),
        hard=len(hard),
        sought=BOTH if len(ways) > 1 else next(iter(ways), ""),
        helped=(helped[0], helped[1], helped[2]),
    )


def _hours(moments: Sequence[ChildMoment], stays: Sequence[There]) -> tuple[Hour, ...]:
    days: dict[int, set[date]] = defaultdict(set)
    good: dict[int, set[date]] = defaultdict(set)
    hard: dict[int, set[date]] = defaultdict(set)
    for stay in stays:
        if stay.start < stay.until:
            last = (stay.until - timedelta(microseconds=1)).hour
            for hour in range(stay.start.hour, last + 1):
                days[hour].add(stay.start.date())
    for moment in moments:
        hour, on = moment.at.hour, moment.at.date()
        days[hour].add(on)
        if moment.good:
            good[hour].add(on)
        if moment.hard:
            hard[hour].add(on)
    return tuple(Hour(h, len(days[h]), len(good[h]), len(hard[h])) for h in sorted(days))


def _split(named: Iterable[tuple[str, ChildMoment]]) -> tuple[Part, ...]:
    """By what was said, most days first; what nobody noted comes last."""
    found: dict[str, list[ChildMoment]] = defaultdict(list)
    for what, moment in named:
        found[what].append(moment)
    parts = [
        Part(what, len(those), len({moment.at.date() for moment in those}))
        for what, those in found.items()
    ]
    return tuple(sorted(parts, key=lambda part: (not part.what, -part.days, part.what)))


def _tried(hard: Iterable[ChildMoment]) -> tuple[Tried, ...]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for moment in hard:
        for did in moment.done:
            if moment.soothed:
                counted[did][moment.soothed] += 1
    found = [Tried(did, n.total(), n["yes"], n["partly"]) for did, n in counted.items()]
    return tuple(sorted(found, key=lambda one: (-one.helped, -one.partly, one.did)))


def _alike(days: Sequence[Day]) -> Alike:
    hard = [day for day in days if day.hard]
    noted = [day.sought for day in hard if day.sought]
    pairs = list(pairwise(noted))
    return Alike(
        days=len(noted),
        someone=noted.count(SOMEONE),
        nobody=noted.count(NOBODY),
        both=noted.count(BOTH),
        not_noted=len(hard) - len(noted),
        pairs=len(pairs),
        same=sum(one == other for one, other in pairs),
    )
