"""Sentences of one language, with the reader's names for people and days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Phrases:
    """How things are said to one reader.

    Attributes:
        texts: id -> ``(one, other)`` with fields in braces; equal where no number decides.
        names: adult id -> name. Somebody without a name is said by the id.
        day: a day in the reader's words.
    """

    texts: Mapping[str, tuple[str, str]]
    names: Mapping[str, str] = field(default_factory=dict)
    day: Callable[[date], str] = date.isoformat

    def say(self, phrase: str, *, n: int = 0, **values: Any) -> str:
        """One sentence; ``n`` chooses between one and many. Days come in words.

        Raises:
            KeyError: no such phrase, or a field of it was not given.
        """
        one, other = self.texts[phrase]
        said = {
            name: self.day(value) if isinstance(value, date) else value
            for name, value in values.items()
        }
        return (one if n == 1 else other).format(n=n, **said)

    def name(self, adult_id: str) -> str:
        """What the reader calls an adult."""
        return self.names.get(adult_id) or adult_id

    def by_name(self, adult_ids: Iterable[str]) -> list[str]:
        """Ids in alphabetical order of the names: the order in which people are listed."""
        return sorted(adult_ids, key=lambda adult: (self.name(adult).casefold(), adult))

    def people(self, adult_ids: Iterable[str]) -> str:
        """Ana, Ben and Cleo, in the order given."""
        return self.listed(self.name(adult) for adult in adult_ids)

    def listed(self, words: Iterable[str]) -> str:
        """Several words as one part of a sentence."""
        every = list(words)
        if len(every) < 2:
            return "".join(every)
        return self.say("and", most=", ".join(every[:-1]), last=every[-1])
