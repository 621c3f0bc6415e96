"""How alike two people are by name and birth date, and why: pure, for one pair or a million.

A likeness is a reason to look, never a finding that two people are one; twins
are alike in all but a first name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import ne
from typing import NamedTuple, Self

from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.finding.folding import fold, sounds_of, words_in, words_of
from basehaven.apps.record.finding.query import TERMS, fit_of
from basehaven.knowledge.names import nicknames

REASONS = {
    "same_name": _("same name"),
    "part_of_name": _("part of the name is the same"),
    "spelling": _("spelt almost alike"),
    "sound": _("sounds alike"),
    "nickname": _("one is a nickname of the other"),
    "same_birth": _("born the same day"),
    "swapped_birth": _("birth date with day and month swapped"),
    "near_birth": _("birth date that differs in one digit"),
    "no_birth": _("no birth date to compare"),
}
# How well the words of the shorter name must fit: our own proposal. The less the
# birth dates say, the more the names have to.
NAMES_ALIKE = {"same_birth": 0.78, "swapped_birth": 0.80, "near_birth": 0.88, "no_birth": 0.90}
ADULTS_ALIKE = 0.88


class Somebody(NamedTuple):
    """What a likeness is judged by, and nothing else of a person.

    Attributes:
        pk: 0 while being written down.
        source: which source wrote the row.
        folded: the name without accents and case.
        words: of the name, in order.
        typed: those by which this one is looked for: initials say too little.
        nicknames: the words of each other name.
        born: the birth date as ``2024-05-03``; empty when unknown, and of adults.
    """

    pk: int
    source: str
    folded: str
    words: tuple[str, ...]
    typed: tuple[str, ...]
    nicknames: tuple[tuple[str, ...], ...]
    born: str

    @classmethod
    def called(
        cls,
        name: str,
        nicknames: Iterable[str] = (),
        born_on: date | str | None = None,
        *,
        pk: int = 0,
        source: str = "",
    ) -> Self:
        folded = fold(name)
        words = tuple(words_in(folded))
        typed = tuple(dict.fromkeys([word for word in words if len(word) > 1]))[:TERMS]
        others = tuple([tuple(words_of(nickname)) for nickname in nicknames])
        return cls(pk, source, folded, words, typed, others, str(born_on or ""))


class Likeness(NamedTuple):
    """Why two are alike (ids of ``REASONS``), and how much: for order only."""

    score: float
    reasons: tuple[str, ...]


def likeness(one: Somebody, other: Somebody, kind: str) -> Likeness | None:
    """How somebody is like another on the record, or None if not enough.

    >>> milo = Somebody.called("Milo Marín", (), "2024-05-03")
    >>> likeness(Somebody.called("Mylo Marin", (), "2024-03-05"), milo, "child").reasons
    ('sound', 'swapped_birth')
    """
    birth = births_alike(one.born, other.born) if kind == "child" else ""
    if birth is None:
        return None
    typed = one.typed
    fit, reasons = _names_alike(typed, other.words, one.folded == other.folded)
    for nickname in other.nicknames:  # instead of the first name
        found, _why_so = _names_alike(typed, (*nickname, *other.words[1:]), equal=False)
        if found > fit:
            fit, reasons = found, ["nickname"]
    needed = NAMES_ALIKE[birth] if birth else ADULTS_ALIKE
    if fit < needed:
        return None
    if not birth:
        return Likeness(fit, tuple(reasons))
    return Likeness(fit + 1.0 - needed, (*reasons, birth))


def births_alike(one: str, other: str) -> str | None:
    """How two birth dates stand to each other; None when they speak against it.

    >>> births_alike("2024-05-03", "2024-03-05"), births_alike("2024-05-03", "2023-11-03")
    ('swapped_birth', None)
    """
    if not one or not other:
        return "no_birth"
    if one == other:
        return "same_birth"
    year, month, day = one[:4] == other[:4], one[5:7] == other[5:7], one[8:] == other[8:]
    if year and one[5:7] == other[8:] and one[8:] == other[5:7]:
        return "swapped_birth"
    if year + month + day < 2:
        return None
    return "near_birth" if sum(map(ne, one, other)) == 1 else None


def _names_alike(
    typed: Sequence[str], names: Sequence[str], equal: bool
) -> tuple[float, list[str]]:
    if not names:
        return 0.0, []
    if equal:
        return 1.0, ["same_name"]
    fewer, more = (typed, names) if len(typed) <= len(names) else (names, typed)
    fits, reasons = [], []
    for word in fewer:
        fit, closest = max((fit_of(word, other), other) for other in more)
        if word.startswith(closest) or closest.startswith(word):
            fit = fit if word == closest else min(fit, 0.8)  # "ma" is not yet "maria"
        fits.append(fit)
        reasons += _why(word, closest)
    return sum(fits) / len(fits), list(dict.fromkeys(reasons)) or ["part_of_name"]


def _why(word: str, closest: str) -> list[str]:
    if word == closest:
        return []
    if closest in nicknames().get(word, ()):
        return ["nickname"]
    return ["sound"] if set(sounds_of(word)) & set(sounds_of(closest)) else ["spelling"]
