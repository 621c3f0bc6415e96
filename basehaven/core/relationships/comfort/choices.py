"""What a moment says of whom the child turned to, when there was a choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from basehaven.core.relationships.comfort.settings import Fading
from basehaven.core.relationships.types import CareEvent


@dataclass(frozen=True, slots=True)
class Choice:
    """A moment in which the child turned to somebody while others were there too.

    Attributes:
        order: adults turned to, first one first; each was noted as available.
        rest: adults noted as available and not turned to.
        weight: how much the moment still counts, above 0.0, at most 1.0.
    """

    order: tuple[str, ...]
    rest: tuple[str, ...]
    weight: float
    day: date
    observer_id: str | None = None

    @property
    def available(self) -> tuple[str, ...]:
        """Everybody who could be turned to."""
        return self.order + self.rest

    def wins(self) -> Iterator[tuple[str, str]]:
        """``(one, other)``: the child turned to ``one`` and not, or only later, to ``other``."""
        for place, one in enumerate(self.order):
            for other in (*self.order[place + 1 :], *self.rest):
                yield one, other


def choices_in(events: Iterable[CareEvent], fade: Fading) -> tuple[Choice, ...]:
    """The moments among these in which there was a choice and it was noted.

    Args:
        events: of one lane, none after ``fade.as_of``.
        fade: how much older ones count.

    Returns:
        At most one for each moment. Somebody turned to who was not noted as
        available compares with nobody: availability is what keeps the adults
        who are always there from coming first for that reason alone.
    """
    found = []
    for event in events:
        there = sorted(set(event.available))
        order = tuple(a for a in dict.fromkeys(event.approached) if a in there)
        if event.sought == "nobody" or not order or len(there) < 2:
            continue
        day = event.at.date()
        rest = tuple(adult for adult in there if adult not in order)
        found.append(Choice(order, rest, fade.weight(day), day, event.observer_id))
    return tuple(found)


def fits(event: CareEvent) -> bool:
    """Whether a moment agrees with itself on who was there and whom the child turned to."""
    if event.sought == "nobody" and event.approached:
        return False
    if not event.available:
        return True
    there = set(event.available)
    return there.issuperset(event.approached) and there.isdisjoint(event.missed)
