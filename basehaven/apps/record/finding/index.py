"""Which words a child or adult is found by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from basehaven.apps.record.finding.folding import LONGEST, fold, words_of


def index_words(names: Iterable[str], born_on: date | str | None, key: str) -> set[str]:
    """The words of somebody's names, birth date (``@``) and id in its source (``#``)."""
    words = {word for name in names for word in words_of(name)}
    if born_on is not None:
        words.add(f"@{born_on}")
    if key:
        words.add(id_word(key))
    return words


def id_word(key: str) -> str:
    """An id as it is looked up: without case, cut to what the index holds."""
    return "#" + fold(key)[: LONGEST * 2 - 1].strip()


def is_name(word: str) -> bool:
    """Whether a word is part of a name, and so has misspellings."""
    return word[:1] not in ("@", "#")
