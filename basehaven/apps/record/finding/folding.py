"""Names into words, and words into the keys that a misspelling shares with them.

Everything works on *folded* words: no accents, no case, letters and digits only.
The keys of a word are

``=rosa``   the word itself
``^ro``     its beginnings of 1 to 6 letters, for search as one types
``-rsa``    the word less one letter, and the word itself: two words at one
            edit (a letter more, fewer, other, or two swapped) share such a key
``~RS``     how it sounds in English and ``~e:`` in Spanish
``:rs``     its consonants, which vowels heard wrongly leave as they are
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import jellyfish

LONGEST = 40  # letters; a longer word is cut
PREFIX = 6
SHORTEST_TO_MISSPELL = 3
_OTHER_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n"}
)
_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑.][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Without accents and case.

    >>> fold("Tomás Núñez-Øberg")
    'tomas nunez-oberg'
    """
    folded = text.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded).translate(_OTHER_LETTERS)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> list[str]:
    """The folded words of a name; a compound also counts as one word.

    >>> words_of("Mary-Jane O'Neill")
    ['mary', 'jane', 'maryjane', 'o', 'neill', 'oneill']
    """
    return words_in(fold(text))


def words_in(folded: str) -> list[str]:
    """The words of a name that is folded already."""
    if folded.replace(" ", "").isalnum():
        return [word[:LONGEST] for word in folded.split()]
    words: list[str] = []
    for compound in _WORD.findall(folded):
        parts = [part[:LONGEST] for part in _PART.findall(compound)]
        words += parts
        if len(parts) > 1:
            words.append("".join(parts)[:LONGEST])
    return words


@lru_cache(maxsize=50_000)
def sounds_of(word: str) -> tuple[str, ...]:
    """How a folded word sounds, in English and in Spanish.

    >>> set(sounds_of("catherine")) & set(sounds_of("kathryn"))
    {'~K0RN'}
    >>> sorted(set(sounds_of("jimenez")) & set(sounds_of("gimenes")))
    ['~JMNS', '~e:jimenes']
    """
    if not word.isascii() or not word.isalpha():
        return ()
    english = jellyfish.metaphone(word)
    sounds = ["~" + english] if len(english) > 1 else []
    return (*sounds, "~e:" + _spanish(word))


_SPANISH = [
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"ph", "f"),
        (r"qu(?=[ei])", "k"),
        (r"gu(?=[ei])", "G"),  # hard, so kept apart from the next rule
        (r"g(?=[ei])", "j"),
        (r"x(?=[aeiou])", "j"),
        (r"c(?=[ei])", "s"),
        (r"ch", "C"),
        (r"[cq]", "k"),
        (r"z", "s"),
        (r"v", "b"),
        (r"ll|y(?=[aeiou])", "y"),
        (r"h", ""),
        (r"y", "i"),
        (r"w", "u"),
        (r"G", "g"),
        (r"(.)\1+", r"\1"),
    )
]


def _spanish(word: str) -> str:
    for pattern, letters in _SPANISH:
        word = pattern.sub(letters, word)
    return word


def less_one(word: str) -> set[str]:
    """The word, and the word less each of its letters.

    >>> sorted(less_one("ana"))
    ['aa', 'an', 'ana', 'na']
    """
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def skeleton(word: str) -> str:
    """The first letter and the consonants after it, doubled ones once.

    >>> skeleton("gonzalez"), skeleton("gonsaleez")
    ('gnzlz', 'gnslz')
    """
    rest = re.sub(r"[aeiouyhw]", "", word[1:])
    return word[:1] + re.sub(r"(.)\1+", r"\1", rest)


_LIKE_LETTERS = str.maketrans(
    "aeiouyhwbpfvckqgjxszdtlmnr", "        1111" + "22222222" + "33" + "4" + "55" + "6"
)


@lru_cache(maxsize=50_000)
def consonants(word: str) -> str:
    """A word's consonants, those taken for each other as one: coarser than any key.

    >>> consonants("catherine"), consonants("kathryn"), consonants("gimenes")
    ('2365', '2365', '2552')
    """
    classes = re.sub(r"(.)\1+", r"\1", word.translate(_LIKE_LETTERS))
    return classes.replace(" ", "") or word


def fuzzy_keys(word: str) -> set[str]:
    """The keys under which a misspelling of a word is looked up, and it in turn kept."""
    if len(word) < SHORTEST_TO_MISSPELL or not word.isalpha():
        return set()
    keys = {"-" + shorter for shorter in less_one(word)}
    keys.update(sounds_of(word))
    bones = skeleton(word)
    if len(bones) > 2:
        keys.add(":" + bones)
    return keys


def keys_of(word: str) -> set[str]:
    """Every key of a word that somebody is called.

    >>> sorted(keys_of("li"))
    ['=li', '^l', '^li']
    """
    beginnings = {"^" + word[:n] for n in range(1, min(len(word), PREFIX) + 1)}
    return {"=" + word} | beginnings | fuzzy_keys(word)
