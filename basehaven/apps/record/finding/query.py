"""A search text into terms, and each term into the words of the index that it may mean."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.finding.dates import swapped, take_dates
from basehaven.apps.record.finding.folding import PREFIX, fold, fuzzy_keys, sounds_of, words_of
from basehaven.apps.record.finding.index import id_word
from basehaven.apps.record.models.finding import Spelling
from basehaven.knowledge.names import nicknames

TEXT = 100  # characters of a search that are read
TERMS = 6  # words of a search that are looked up
WORDS = 60  # index words that one term is looked up by
NICKNAME, PREFIXED, SWAPPED_DATE, SAME_SOUND = 0.92, 0.80, 0.70, 0.04
LIKE = 0.80  # Jaro-Winkler, from which a word of one key is taken for a misspelling


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for.

    Attributes:
        fits: index word -> how well it fits, up to 1.
        typed: the word as typed, folded; empty for dates and ids.
        cut: more words begin like it than ``fits`` holds.
    """

    fits: Mapping[str, float]
    typed: str = ""
    cut: bool = False

    def fit(self, word: str) -> float:
        """How well an index word fits, also one that was cut off."""
        known = self.fits.get(word)
        if known is None and self.cut and word.startswith(self.typed):
            return _fit_of_beginning(self.typed, word)
        return known or 0.0


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for.

    Attributes:
        folded: the names in it, for comparing whole names.
        words: each folded word of at least two letters.
        days: what its dates can mean.
        ids: the whole text, and each part, as an id of a source.
        ref: the text as a reference of a page, if it is one.
    """

    folded: str
    words: tuple[str, ...]
    days: tuple[date, ...]
    ids: tuple[str, ...]
    ref: uuid.UUID | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.days or self.ids or self.ref)


def read_query(text: str, today: date) -> Query:
    """Take a search text apart; anything at all may stand in it."""
    text = text[:TEXT].replace("\x00", "").strip()
    try:
        ref = uuid.UUID(text)
    except ValueError:
        ref = None
    rest, days = take_dates(text, today)
    words = dict.fromkeys(word for word in words_of(rest) if len(word) > 1)
    parts = [text, *text.split()] if any(c.isdigit() for c in text) else []
    ids = dict.fromkeys(id_word(part) for part in parts)
    return Query(fold(rest), tuple(words)[:TERMS], days, tuple(ids), ref)


def terms_of(query: Query, agency: Agency | int) -> list[Term]:
    """For each thing looked for, the index words that may mean it: one database query."""
    keys = {word: _keys_to_look_up(word) for word in query.words}
    wanted = set().union(*keys.values()) if keys else set()
    found: dict[str, set[str]] = {}
    rows = Spelling.objects.filter(agency=agency, key__in=wanted).values_list("key", "word")
    for key, word in rows if wanted else ():
        found.setdefault(key, set()).add(word)
    terms: list[Term] = []
    for word in query.words:
        term = _term(word, {w for key in keys[word] for w in found.get(key, ())})
        halves = [] if term.fits else _halves(word, found)
        terms += [_term(half, [half]) for half in halves] or [term]
    if query.days:
        terms.append(Term(_dates(query.days)))
    if query.ids:
        terms.append(Term(dict.fromkeys(query.ids, 1.0)))
    # An id has letters or digits that are nobody's name: let it stand alone.
    return [term for term in terms if term.fits or term.typed.isalpha()]


def _halves(word: str, found: Mapping[str, set[str]]) -> list[str]:
    """Two names written as one, where both are names that somebody has."""
    splits = [
        [word[:n], word[n:]]
        for n in range(2, len(word) - 1)
        if "=" + word[:n] in found and "=" + word[n:] in found
    ]
    return max(splits, key=lambda halves: min(map(len, halves)), default=[])


def _dates(days: Iterable[date]) -> dict[str, float]:
    fits = {"@" + day.isoformat(): 1.0 for day in days}
    for day in days:
        other = swapped(day)
        if other is not None:
            fits.setdefault("@" + other.isoformat(), SWAPPED_DATE)
    return fits


def _keys_to_look_up(word: str) -> set[str]:
    keys = {"=" + name for name in (word, *nicknames().get(word, ()))}
    keys.update("=" + part for n in range(2, len(word) - 1) for part in (word[:n], word[n:]))
    return keys | {"^" + word[:PREFIX]} | fuzzy_keys(word)


def _term(word: str, candidates: Iterable[str]) -> Term:
    scored = {other: fit for other in candidates if (fit := fit_of(word, other)) > 0}
    best = sorted(scored, key=lambda other: (-scored[other], len(other), other))
    return Term({other: scored[other] for other in best[:WORDS]}, word, len(best) > WORDS)


def _fit_of_beginning(typed: str, word: str) -> float:
    return PREFIXED + 0.15 * len(typed) / len(word)


@lru_cache(maxsize=50_000)
def fit_of(typed: str, word: str) -> float:
    """How well a typed word fits a word that somebody is called.

    Returns:
        1 if equal, less for a nickname, a beginning and a misspelling, 0 if
        they only happen to share a key.

    >>> fit_of("marta", "marta"), fit_of("bob", "robert"), fit_of("marta", "olga")
    (1.0, 0.92, 0.0)
    """
    if typed == word:
        return 1.0
    if word in nicknames().get(typed, ()):
        return NICKNAME
    fit = 0.0
    if word.startswith(typed):
        fit = _fit_of_beginning(typed, word)
    same_sound = bool(set(sounds_of(typed)) & set(sounds_of(word)))
    edits = OSA.distance(typed, word)
    likeness = JaroWinkler.similarity(typed, word)
    if edits <= 1 or (likeness >= LIKE and (same_sound or edits <= max(len(typed), 4) // 3)):
        fit = max(fit, 0.9 * likeness + SAME_SOUND * same_sound)
    return fit
