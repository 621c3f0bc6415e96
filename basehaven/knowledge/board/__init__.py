"""What the board of a room goes by: how long things hold, and the words of its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from basehaven.core.room.tile import TileSettings
from basehaven.knowledge.load import load

BETWEEN = "|"  # as the open tables join a list


@dataclass(frozen=True, slots=True)
class Response:
    """Something that an adult can do, by id, with its words."""

    id: str
    en: str
    es: str

    def of(self, language: str) -> str:
        """The words in one language."""
        return self.es if language == "es" else self.en


@cache
def board_settings() -> TileSettings:
    """How long something seen says how a child is now."""
    found = load("board/settings")
    return TileSettings(
        fresh=timedelta(minutes=found.fresh),  # type: ignore[attr-defined]
        silent=timedelta(minutes=found.silent),  # type: ignore[attr-defined]
    )


@cache
def closes_after() -> int:
    """Seconds until an opened board shows first names alone again."""
    return int(load("board/settings").closes_after)  # type: ignore[attr-defined]


@cache
def done_to_another() -> frozenset[str]:
    """Cues after which another child has a moment of their own."""
    return frozenset(load("board/settings").done_to_another)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class PinSettings:
    """How many digits a PIN has, and when it rests."""

    fewest_digits: int
    most_digits: int
    most_wrong: int
    rest_minutes: int


@cache
def pin_settings() -> PinSettings:
    """What a shared tablet's PIN goes by."""
    return PinSettings(**load("board/settings").pin)  # type: ignore[attr-defined]


@cache
def distress_cues() -> frozenset[str]:
    """Cues that make a moment a hard one, unless whoever saw it says otherwise."""
    return frozenset(load("board/settings").distress_cues)  # type: ignore[attr-defined]


@cache
def responses() -> dict[str, Response]:
    """Every response by id, in the order of the buttons."""
    found = load("board/responses").responses  # type: ignore[attr-defined]
    return {each["id"]: Response(**each) for each in found}


@cache
def first_cues(context: str) -> tuple[str, ...]:
    """The cues that a log shows first in a context."""
    found: dict[str, list[str]] = load("board/first_cues").first  # type: ignore[attr-defined]
    return tuple(found.get(context, ()))


def responses_of(text: str) -> Sequence[str]:
    """What was done, from a moment's ``response``: ids of ours, or free words of an import.

    >>> responses_of("sat_near|sang")
    ['sat_near', 'sang']
    """
    return [part.strip() for part in text.split(BETWEEN) if part.strip()]


def response_words(did: str, language: str) -> str:
    """What was done in words; free words stay as they are."""
    known = responses().get(did)
    return known.of(language) if known else did
