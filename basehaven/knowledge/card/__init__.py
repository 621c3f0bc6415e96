"""What a child's care card goes by: how long a link holds, and what is counted for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from basehaven.knowledge.load import load


@dataclass(frozen=True, slots=True)
class CardSettings:
    """Days and times; each is the founders' own, and the entry says so."""

    link_days: int
    link_days_most: int
    helped_days: int
    helped_times: int


@cache
def card_settings() -> CardSettings:
    """The numbers of the care card."""
    found = load("card/settings")
    return CardSettings(
        link_days=int(found.link_days),  # type: ignore[attr-defined]
        link_days_most=int(found.link_days_most),  # type: ignore[attr-defined]
        helped_days=int(found.helped_days),  # type: ignore[attr-defined]
        helped_times=int(found.helped_times),  # type: ignore[attr-defined]
    )
