"""The lanes in words, for a page, for one person on the map. The words are ``Phrases``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from basehaven.core.relationships.comfort.lanes import InLane, Lane, Missed, Misses
from basehaven.core.relationships.comfort.order import Lanes
from basehaven.core.relationships.comfort.pairs import Ahead, Pair, PairFinding
from basehaven.core.relationships.comfort.phrases import Phrases

COMFORT, PLAYS_FROM, MISSES = "comfort", "plays_from", "misses"


@dataclass(frozen=True, slots=True)
class Told:
    """A heading and its sentences. ``about`` is ``comfort``, ``helped`` and so on."""

    about: str
    heading: str
    lines: tuple[str, ...]


def tell_lanes(lanes: Lanes, phrases: Phrases) -> tuple[Told, ...]:
    """The three lanes for a reader, people in alphabetical order.

    Args:
        lanes: of one child.
        phrases: the reader's language and names.

    Returns:
        Always three, in the same order; an empty lane says that it is empty.
    """
    said = [phrases.say(f"said.{lanes.said.finding}")]
    if lanes.said.why is not None:
        said.append(phrases.say(f"why.{lanes.said.why}"))
    comfort = [*said, *_lane(COMFORT, lanes.comfort, lanes, phrases)]
    plays_from = _lane(PLAYS_FROM, lanes.plays_from, lanes, phrases)
    return (
        told(COMFORT, comfort, phrases),
        told(PLAYS_FROM, plays_from, phrases),
        told(MISSES, _misses(lanes.misses, phrases), phrases),
    )


def tell_person(lanes: Lanes, adult_id: str, phrases: Phrases) -> tuple[str, ...]:
    """What the lanes hold of one adult: the words beside a person on the map.

    Returns:
        Counts of each lane in which something was seen, then pairs in which
        more was turned to one of the two. Empty for somebody never seen.
    """
    lines: list[str] = []
    for name, lane in ((COMFORT, lanes.comfort), (PLAYS_FROM, lanes.plays_from)):
        person = lane.person(adult_id)
        if person is not None and person.times:
            lines.append(_person(name, person, lane, phrases))
        mine = (pair for pair in lane.pairs if adult_id in (pair.one, pair.other))
        lines += [_edge(pair, pair.ahead, phrases) for pair in mine if pair.ahead is not None]
    missed = lanes.misses.person(adult_id)
    return (*lines, _missed(missed, phrases)) if missed is not None else tuple(lines)


def _lane(name: str, lane: Lane, lanes: Lanes, phrases: Phrases) -> Iterator[str]:
    if not lane.moments:
        yield phrases.say(f"lane.none.{name}")
        return
    yield " ".join(_counts(name, lane, phrases))
    yield from _pairs(lane, phrases)
    people = {person.adult_id: person for person in lane.people}
    for adult in phrases.by_name(people):
        yield _person(name, people[adult], lane, phrases)
    if lane.pairs:
        yield phrases.say("lane.fading", weeks=f"{lanes.half_life_weeks:g}")


def _misses(misses: Misses, phrases: Phrases) -> Iterator[str]:
    if not misses.moments:
        yield phrases.say("lane.none.misses")
        return
    yield " ".join(_moments(MISSES, misses, phrases))
    people = {person.adult_id: person for person in misses.people}
    for adult in phrases.by_name(people):
        yield _missed(people[adult], phrases)


def _moments(name: str, lane: Lane | Misses, phrases: Phrases) -> Iterator[str]:
    yield phrases.say(
        f"lane.moments.{name}", n=lane.moments, first_on=lane.first_on, last_on=lane.last_on
    )
    if lane.observers:
        yield phrases.say("lane.observers", n=lane.observers)


def _counts(name: str, lane: Lane, phrases: Phrases) -> Iterator[str]:
    yield from _moments(name, lane, phrases)
    counts = {
        "lane.nobody": lane.nobody,
        "lane.not_noted": lane.not_noted,
        "lane.without_available": lane.without_available,
        "lane.does_not_fit": lane.does_not_fit,
    }
    for phrase, count in counts.items():
        if count:
            yield phrases.say(phrase, n=count)


def _pairs(lane: Lane, phrases: Phrases) -> Iterator[str]:
    """Edges first, then ties, then the rest: what was seen before what was not."""
    for pair in lane.pairs:
        if pair.ahead is not None:
            yield _edge(pair, pair.ahead, phrases)
    for circle in lane.circles:
        yield phrases.say("circle", people=phrases.people(phrases.by_name(circle)))
    for finding in (PairFinding.TIED, PairFinding.NO_CLEAR_PREFERENCE):
        for pair in lane.pairs:
            if pair.finding is finding:
                yield phrases.say(
                    f"pair.{finding}", one=phrases.name(pair.one), other=phrases.name(pair.other),
                    a=pair.one_times, b=pair.other_times,
                )  # fmt: skip
    few = [pair for pair in lane.pairs if pair.finding is PairFinding.NOT_ENOUGH_SEEN]
    unseen = [
        phrases.say(
            "pair.one_pair", n=pair.one_times + pair.other_times,
            one=phrases.name(pair.one), other=phrases.name(pair.other),
        )
        for pair in few
    ]  # fmt: skip
    if unseen:
        yield phrases.say("pair.not_enough_seen", pairs=phrases.listed(unseen))
    apart = [phrases.people(phrases.by_name(both)) for both in lane.never_together]
    if apart:
        yield phrases.say("pair.never_together", pairs="; ".join(apart))


def _edge(pair: Pair, ahead: Ahead, phrases: Phrases) -> str:
    is_one = ahead.adult_id == pair.one
    more, less = (pair.one, pair.other) if is_one else (pair.other, pair.one)
    said = [
        phrases.say(
            "pair.more_to_one", n=pair.one_times + pair.other_times,
            a=pair.one_times if is_one else pair.other_times,
            more=phrases.name(more), less=phrases.name(less),
        ),
        phrases.say("pair.if_even", n=round(1 / ahead.if_even)),
    ]  # fmt: skip
    if not ahead.holds_without_own:
        said.append(phrases.say("pair.rests_on_own", more=phrases.name(more)))
    return " ".join(said)


def _person(name: str, person: InLane, lane: Lane, phrases: Phrases) -> str:
    called = phrases.name(person.adult_id)
    phrase = f"person.{name}" if person.times else "person.not_turned_to"
    said = phrases.say(
        phrase, name=called, times=phrases.say("times", n=person.times),
        first=person.first, chances=person.chances, moments=lane.moments,
    )  # fmt: skip
    return " ".join([said, *_when(person, called, phrases)])


def _missed(person: Missed, phrases: Phrases) -> str:
    called = phrases.name(person.adult_id)
    said = phrases.say(
        "person.misses", name=called, times=phrases.say("times", n=person.times),
        partings=person.at_partings, not_there=person.not_there,
    )  # fmt: skip
    return " ".join([said, *_when(person, called, phrases)])


def _when(person: InLane | Missed, called: str, phrases: Phrases) -> Iterator[str]:
    if not person.times:
        return
    phrase = "person.date" if person.first_on == person.last_on else "person.dates"
    yield phrases.say(phrase, first_on=person.first_on, last_on=person.last_on)
    yield recorded(person.times, person.recorded_by_self, called, phrases)
    if person.recorded_by_unknown:
        unknown = person.recorded_by_unknown
        yield phrases.say("person.recorded_by_unknown", n=person.times, unknown=unknown)


def recorded(times: int, own: int, called: str, phrases: Phrases) -> str:
    """How many of their own moments an adult recorded: most of us see ourselves best."""
    return phrases.say("person.recorded_by_self", n=times, name=called, own=own)


def told(about: str, lines: Iterable[str], phrases: Phrases) -> Told:
    """Sentences under their heading."""
    return Told(about, phrases.say(f"heading.{about}"), tuple(lines))
