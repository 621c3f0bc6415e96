"""Who of many that came at once, by an import, may be on the record already.

As alike as for somebody typed in (``likeness.py``), but found for all of them
together: children born the same day (or with day and month swapped) who share
a word by its consonants, and people who share a rare one by its sound. Two words
misspelt at once may pass unseen, and so do likenesses that chance explains
(``chance.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial, reduce
from operator import or_
from typing import Any, NamedTuple
from zlib import crc32

from django.db.models import QuerySet

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.finding.chance import Namesakes
from basehaven.apps.record.finding.folding import consonants, sounds_of
from basehaven.apps.record.finding.likeness import (
    Likeness,
    Somebody,
    births_alike,
    likeness,
)
from basehaven.apps.record.finding.people import named_people
from basehaven.apps.record.finding.query import fit_of
from basehaven.apps.record.models import Adult, AdultWord, Child, ChildWord, Spelling
from basehaven.knowledge.names import nicknames

RARE = 50  # people: a word that more of them have leads to too many
DAYS = 200  # birth dates looked at together
IN_LIST = 1_000  # words or keys in one IN (...)

Groups = dict[str, list[tuple[int, Somebody]]]
ANY = -1  # marks that fit those of everybody


class Pair(NamedTuple):
    """Two rows that may be one person; ``newer`` has the higher key."""

    newer: int
    older: int
    score: float
    reasons: tuple[str, ...]


class Newcomers:
    """One look among those who came, and from them to the rest of the agency.

    Args:
        agency: whose record it is; its index is up to date.
        kind: ``child`` or ``adult``.
        parts: rows that came or changed, a few thousand at a time.
    """

    def __init__(self, agency: Agency, kind: str, parts: Iterable[QuerySet[Any]]) -> None:
        self.agency, self.kind = agency, kind
        self._rows: Any = (Child if kind == "child" else Adult).objects.filter(agency=agency)
        words: Any = (ChildWord if kind == "child" else AdultWord).objects
        self._words = words.filter(agency=agency).order_by()
        self._came = {one.pk: one for part in parts for one in named_people(part)}
        self._found: dict[tuple[int, int], tuple[Somebody, Somebody, Likeness]] = {}

    def pairs(self) -> list[Pair]:
        """Pairs of which at least one came, likeliest first."""
        if not self._came:
            return []
        self._namesakes = Namesakes(self.agency, self.kind)
        self._others_are_there = len(self._came) < self._namesakes.total
        sources = {one.source for one in self._came.values()}
        self._one_source = len(sources) == 1 and not self._others_are_there
        if not self._others_are_there:
            self._namesakes.count(self._came.values())
        if self.kind == "child":
            self._by_birth()
        self._by_rare_words()
        found = self._found.values()
        self._namesakes.read(word for *two, _why in found for one in two for word in one.words)
        told = [
            Pair(max(one.pk, other.pk), min(one.pk, other.pk), *why)
            for one, other, why in found
            if self._namesakes.tells(one, other, why.reasons[-1])
        ]
        return sorted(told, key=lambda pair: (-pair.score, pair.newer, pair.older))

    def _by_birth(self) -> None:
        """Children born the same day, or on the day that has its day and month swapped."""
        born: dict[str, list[Somebody]] = defaultdict(list)
        for one in self._came.values():
            if one.born:
                born[one.born].append(one)
        for days in _parts(sorted(born), DAYS):
            there = self._others_born({*days, *map(_swapped, days)})
            for day in days:
                other_day = _swapped(day)
                others = there.get(day, [])
                if other_day != day:
                    others = [*others, *born.get(other_day, ()), *there.get(other_day, ())]
                if len(born[day]) + len(others) > 1:
                    self._compare_groups(_by_consonants(born[day]), _by_consonants(others))

    def _by_rare_words(self) -> None:
        """People who share a word that few have, or one that sounds like it."""
        self._namesakes.read(word for one in self._came.values() for word in one.typed)
        came = self._by_sound_of_rare(self._came.values())
        others = list(self._others_called(came.keys()))
        self._namesakes.read(word for one in others for word in one.typed)
        self._compare_groups(came, self._by_sound_of_rare(others))

    def _by_sound_of_rare(self, people: Iterable[Somebody]) -> Groups:
        """People by the sounds of their rare words, with marks of their other words."""
        groups: Groups = defaultdict(list)
        for one in people:
            having = [self._namesakes.having(word) for word in one.typed]
            if not having or min(having) > RARE:
                continue
            if self.kind == "adult" and not self._namesakes.may_tell(
                having, one_source=self._one_source
            ):
                continue
            for word, number, marks in zip(one.typed, having, _marks_of_others(one), strict=True):
                if number <= RARE:
                    for sound in sounds_of(word) or (word,):
                        groups[sound].append((marks, one))
        return groups

    def _compare_groups(self, came: Groups, there: Groups) -> None:
        """Pairs of one group whose other words may be alike, each looked at once."""
        for key, some in came.items():
            others = there.get(key, ())
            for place in range(len(some) if others or len(some) > 1 else 0):
                marks, one = some[place]
                for its_marks, other in (*some[:place], *others):
                    if marks & its_marks:
                        self._compare(one, other)

    def _compare(self, one: Somebody, other: Somebody) -> None:
        if one.pk == other.pk:
            return
        if other.pk > one.pk and other.pk in self._came:
            one, other = other, one
        if self.kind == "child" and births_alike(one.born, other.born) is None:
            return
        if (one.pk, other.pk) in self._found or not _most_words_close(one, other):
            return
        found = likeness(one, other, self.kind)
        if found is None and one.nicknames:
            found = likeness(other, one, self.kind)
        if found is not None:
            self._found[one.pk, other.pk] = one, other, found

    def _others_born(self, days: Collection[str]) -> dict[str, list[Somebody]]:
        there: dict[str, list[Somebody]] = defaultdict(list)
        for one in self._others(["@" + day for day in sorted(days)]):
            there[one.born].append(one)
        return there

    def _others_called(self, sounds: Collection[str]) -> Iterator[Somebody]:
        if not self._others_are_there:
            return
        words = {sound for sound in sounds if not sound.startswith("~")}
        for some in _parts(sorted(sounds), IN_LIST):
            rows = Spelling.objects.filter(agency=self.agency, key__in=some)
            words.update(rows.values_list("word", flat=True))
        self._namesakes.read(words)
        rare = sorted(word for word in words if 0 < self._namesakes.having(word) <= RARE)
        yield from self._others(rare)

    def _others(self, words: Sequence[str]) -> Iterator[Somebody]:
        """Those who have one of these words and did not come now."""
        if not self._others_are_there:
            return
        pks: set[int] = set()
        for some in _parts(words, IN_LIST):
            rows = self._words.filter(word__in=some)
            pks.update(rows.values_list(f"{self.kind}_id", flat=True))
        for some in _parts(sorted(pks - self._came.keys()), IN_LIST):
            yield from named_people(self._rows.filter(pk__in=some))


def _parts(values: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _swapped(day: str) -> str:
    return f"{day[:4]}-{day[8:]}-{day[5:7]}"


def _by_consonants(people: Iterable[Somebody]) -> Groups:
    """People by the consonants of each word, with marks of their other words."""
    groups: Groups = defaultdict(list)
    for one in people:
        for word, marks in zip(one.typed, _marks_of_others(one), strict=True):
            groups[consonants(word)].append((marks, one))
        for nickname in one.nicknames:
            for word in nickname:
                groups[consonants(word)].append((ANY, one))
    return groups


def _marks_of_others(one: Somebody) -> list[int]:
    """For each word, the marks of the other words; ``ANY`` if those are not all."""
    if one.nicknames or len(one.typed) < 2:
        return [ANY] * len(one.typed)
    marks = [_marks(word) for word in one.typed]
    if len(marks) == 2:
        return marks[::-1]
    return [reduce(or_, marks[:place] + marks[place + 1 :]) for place in range(len(marks))]


@lru_cache(maxsize=50_000)
def _marks(word: str) -> int:
    """Bits of which a word shares one with those it may be alike: quick, and too often so.

    Of how it begins, of its consonants, and of those of its nicknames.
    """
    marks = {word[:2], consonants(word), *map(consonants, nicknames().get(word, ()))}
    return reduce(or_, [1 << crc32(mark.encode()) % 251 for mark in marks])


def _most_words_close(one: Somebody, other: Somebody) -> bool:
    """Whether the words of the shorter name each have a counterpart: of five, all but one."""
    if one.nicknames or other.nicknames:
        return True
    fewer, more = one.typed, other.words
    if len(fewer) > len(more):
        fewer, more = more, fewer
    missing = 0
    for word in fewer:
        if word not in more and not any(map(partial(_close, word), more)):
            missing += 1
    return missing <= len(fewer) // 5


def _close(word: str, other: str) -> bool:
    return bool(_marks(word) & _marks(other)) and max(fit_of(word, other), fit_of(other, word)) > 0
