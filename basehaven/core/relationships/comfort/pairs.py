"""Two adults who were there together: to whom the child turned more often, if that was seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from math import comb

from basehaven.core.relationships.comfort.choices import Choice
from basehaven.core.relationships.comfort.settings import ROUNDING, ComfortSettings, total
from basehaven.core.relationships.types import CareEvent


class PairFinding(StrEnum):
    """What was seen of two adults. The last is a result too, and not a tie."""

    MORE_TO_ONE = "more_to_one"
    TIED = "tied"
    NO_CLEAR_PREFERENCE = "no_clear_preference"
    NOT_ENOUGH_SEEN = "not_enough_seen"


@dataclass(frozen=True, slots=True)
class Ahead:
    """Of two adults, the one to whom the child turned more often when both were there.

    Attributes:
        adult_id: that adult.
        if_even: how often so uneven a count comes up with no preference at all, 0
            to 1; nothing fades in it. Three of three: 0.25.
        holds_without_own: whether it would be so without the moments which that
            very adult recorded.
    """

    adult_id: str
    if_even: float
    holds_without_own: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two adults of one child, ``one`` before ``other`` by id.

    Attributes:
        together: moments of the lane in which both were available.
        one_times: of these, those in which the child turned to ``one`` and not,
            or only later, to ``other``. The rest went to neither.
        other_times: the other way round.
        one_fresh: ``one_times`` after fading. Likewise ``other_fresh``.
        first_on: the day of the first of ``one_times`` and ``other_times``.
        last_on: and of the last.
        one_recorded: of ``one_times``, those that ``one`` recorded.
        other_recorded: of ``other_times``, those that ``other`` recorded.
        ahead: None unless the finding says so.
    """

    one: str
    other: str
    together: int
    one_times: int
    other_times: int
    one_fresh: float
    other_fresh: float
    first_on: date | None
    last_on: date | None
    one_recorded: int
    other_recorded: int
    finding: PairFinding
    ahead: Ahead | None = None

    @property
    def more_to(self) -> str | None:
        """The adult the child turned to more often, if that was seen."""
        return self.ahead.adult_id if self.ahead else None

    @property
    def less_to(self) -> str | None:
        """The other of the two, where there is a ``more_to``."""
        return (
            None if self.more_to is None else self.other if self.more_to == self.one else self.one
        )


def pairs_in(
    choices: Sequence[Choice], events: Iterable[CareEvent], settings: ComfortSettings
) -> tuple[Pair, ...]:
    """Every two adults who were available together at least once.

    Args:
        choices: the moments with a choice among ``events``.
        events: of one lane.
        settings: what an edge and a tie need.

    Returns:
        In order of ids. A pair is judged by the moments in which both were
        there and by nothing else: no third adult, and nobody's hours, move it.
        So the edges are not completed: from Ana before Ben and Ben before Cleo
        nothing follows for Ana and Cleo.

    Must not be used to compare adults across children.

    Source: the rule of three and of three quarters is our own proposal; that
    both must be there follows Umemura et al. 2013 (``comfort/order``).
    """
    wins: dict[tuple[str, str], list[Choice]] = defaultdict(list)
    for choice in choices:
        for pair in choice.wins():
            wins[pair].append(choice)
    together: dict[tuple[str, str], int] = defaultdict(int)
    for event in events:
        for both in combinations(sorted(set(event.available)), 2):
            together[both] += 1
    return tuple(
        _pair(one, other, count, wins[one, other], wins[other, one], settings)
        for (one, other), count in sorted(together.items())
    )


def _pair(
    one: str, other: str, together: int, to_one: list[Choice], to_other: list[Choice],
    settings: ComfortSettings,
) -> Pair:  # fmt: skip
    days = [choice.day for choice in (*to_one, *to_other)]
    ahead = None
    for adult, theirs, others in ((one, to_one, to_other), (other, to_other, to_one)):
        if _is_edge(theirs, others, settings):
            holds = _is_edge(_not_by(adult, theirs), _not_by(adult, others), settings)
            ahead = Ahead(adult, if_even(len(theirs), len(others)), holds)
    return Pair(
        one=one, other=other, together=together,
        one_times=len(to_one), other_times=len(to_other),
        one_fresh=_fresh(to_one), other_fresh=_fresh(to_other),
        first_on=min(days, default=None), last_on=max(days, default=None),
        one_recorded=sum(choice.observer_id == one for choice in to_one),
        other_recorded=sum(choice.observer_id == other for choice in to_other),
        finding=PairFinding.MORE_TO_ONE if ahead else _without_edge(to_one, to_other, settings),
        ahead=ahead,
    )  # fmt: skip


def _without_edge(
    to_one: Sequence[Choice], to_other: Sequence[Choice], settings: ComfortSettings
) -> PairFinding:
    both = (*to_one, *to_other)
    if not settings.carry(len(both), _fresh(both), settings.enough_comparisons):
        return PairFinding.NOT_ENOUGH_SEEN
    larger = max(_share(to_one, to_other), _share(to_other, to_one))
    is_tie = larger <= settings.tie_share + ROUNDING
    return PairFinding.TIED if is_tie else PairFinding.NO_CLEAR_PREFERENCE


def _is_edge(ahead: Sequence[Choice], behind: Sequence[Choice], settings: ComfortSettings) -> bool:
    enough = settings.carry(len(ahead), _fresh(ahead), settings.edge_wins)
    return enough and _share(ahead, behind) >= settings.edge_share - ROUNDING


def _share(some: Sequence[Choice], others: Sequence[Choice]) -> float:
    """In whole percent, so that three of four does not hang on which of them is a day older."""
    whole = _fresh((*some, *others))
    return round(_fresh(some) / whole, 2) if whole else 0.0


def _fresh(choices: Iterable[Choice]) -> float:
    return total([choice.weight for choice in choices])


def _not_by(adult: str, choices: Sequence[Choice]) -> list[Choice]:
    return [choice for choice in choices if choice.observer_id != adult]


def if_even(ahead: int, behind: int) -> float:
    """How often a count at least so uneven comes up when neither is preferred.

    Args:
        ahead: moments that went to the adult who is said to be ahead, 0 or more.
        behind: to the other, 0 or more. It may be the larger number, when what
            puts the first ahead is that theirs are the recent ones.

    Returns:
        0 to 1: twice the upper tail, at most 1.0, as in the sign test; 1.0 for
        no moments.

    Said beside a count so that three of three is not taken for certain. Moments
    of one hard day are less than it takes them for.

    Source: the binomial distribution at one half.

    >>> if_even(3, 0)
    0.25
    """
    n = ahead + behind
    tail = sum(comb(n, k) for k in range(ahead, n + 1))
    return min(1.0, tail / 2.0 ** (n - 1))


def circles_in(pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """Adults who can reach one another along the edges: no order holds among them.

    Returns:
        Groups of three or more ids, in order of ids, each in order of ids too.
    """
    after: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.more_to is not None and pair.less_to is not None:
            after[pair.more_to].add(pair.less_to)
    reach = {adult: _reached(adult, after) for adult in sorted(after)}
    circles = {
        tuple(sorted(b for b in found if adult in reach.get(b, ())))
        for adult, found in reach.items()
        if adult in found
    }
    return tuple(sorted(circles))


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = sorted(after[start])
    while waiting:
        adult = waiting.pop()
        if adult not in found:
            found.add(adult)
            waiting.extend(sorted(after.get(adult, ())))
    return found
