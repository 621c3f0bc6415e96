"""The child's own card: what helped this child, how often, and when last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from basehaven.core.cues.types import CardLine, Helped, History, Moment, Observation


@dataclass(frozen=True, slots=True)
class OwnCard:
    """What this child's own history says to a moment. It comes before all else.

    Attributes:
        helped: what helped before, most helpful for this context first.
        lines: what family and staff wrote, lines about this moment first.
        tried: what was tried in this context and has not helped so far.
    """

    helped: tuple[Helped, ...] = ()
    lines: tuple[CardLine, ...] = ()
    tried: tuple[Helped, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.helped or self.lines or self.tried)


def what_helped(observations: Iterable[Observation]) -> tuple[Helped, ...]:
    """Count what was done with a child and how it went, apart for each context.

    Args:
        observations: earlier moments of one child. Those without a response, or
            of which nobody noted whether it helped, are left out: not noted is
            neither a yes nor a no.

    Returns:
        One entry for each response (capitals and spaces do not matter; the
        latest spelling is kept) and context, by context and response.

    Says what went with a calmer child, not what made the child calm, and
    nothing about the adult who did it.

    Source: our own count, by the reference's rule that whom a child turned to and
    whether it helped are never merged.

    >>> from datetime import date
    >>> seen = [Observation(date(2026, 3, d), response="Sang", soothed="yes") for d in (2, 4)]
    >>> [(h.helped, h.tried, h.last_on.day) for h in what_helped(seen)]
    [(2, 2, 4)]
    """
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for each in observations:
        said = " ".join(each.response.split())
        if said and each.soothed:
            groups[each.context, said.casefold()].append(each)
    return tuple(_counted(context, found) for (context, _), found in sorted(groups.items()))


def _counted(context: str, found: list[Observation]) -> Helped:
    last = max(found, key=lambda each: (each.on, each.response))
    outcomes = [each.soothed for each in found]
    return Helped(
        did=" ".join(last.response.split()),
        context=context,
        tried=len(found),
        helped=outcomes.count("yes"),
        partly=outcomes.count("partly"),
        last_on=last.on,
    )


def own_card(moment: Moment, history: History) -> OwnCard:
    """What to remember of this child first.

    Args:
        moment: what was seen now.
        history: what helped before, and the card's lines.

    Returns:
        What helped in this context first, then what helped elsewhere; inside
        these by how often, then by when last. Lines about these cues or this
        context come before those that always hold; lines about something else
        are left out.

    >>> from datetime import date
    >>> here = Helped("sang", "arrival", 3, 2, 0, date(2026, 3, 1))
    >>> there = Helped("held", "nap", 9, 9, 0, date(2026, 3, 1))
    >>> [h.did for h in own_card(Moment(frozenset(), "arrival"), History((there, here))).helped]
    ['sang', 'held']
    """

    def usefulness(done: Helped) -> tuple[bool, int, int, int, str, str]:
        elsewhere = bool(moment.context) and done.context != moment.context
        latest = -done.last_on.toordinal()
        return (elsewhere, -done.helped, -done.partly, latest, done.did, done.context)

    ordered = sorted(history.helped, key=usefulness)
    return OwnCard(
        helped=tuple(done for done in ordered if done.helped or done.partly),
        lines=_lines(moment, history.card),
        tried=tuple(
            done
            for done in ordered
            if not done.helped and not done.partly and done.context == moment.context
        ),
    )


def _lines(moment: Moment, card: tuple[CardLine, ...]) -> tuple[CardLine, ...]:
    about = [line for line in card if line.cues & moment.cues or moment.context in line.contexts]
    always = [line for line in card if not line.cues and not line.contexts]
    return (*about, *always)
