"""Who may be on the record already: the likeness of two people, and why, in words.

A likeness is a reason to look, never a finding that two people are one; twins
are alike in all but a first name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.record.finding.dates import swapped
from basehaven.apps.record.finding.folding import fold, sounds_of, words_of
from basehaven.apps.record.finding.query import TERMS, Query, fit_of, terms_of
from basehaven.apps.record.finding.search import LOOKED_AT, Scope, narrowed, read_words, scores_of
from basehaven.apps.record.models import Adult, AdultWord, Child, ChildWord
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


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may be the same person.

    Attributes:
        person: the one on the record.
        reasons: ids of ``REASONS``.
        score: for order only.
    """

    person: Child | Adult
    reasons: tuple[str, ...]
    score: float

    @property
    def in_words(self) -> list[str]:
        return [str(REASONS[reason]) for reason in self.reasons]


def likely_duplicates(
    user: User, name: str, born_on: date | None, kind: str, *, limit: int = 5
) -> list[Likely]:
    """People whom ``user`` may see and who are like the one being written down.

    Args:
        user: who is creating somebody.
        name: as typed so far.
        born_on: of a child, if known.
        kind: ``child`` or ``adult``.
        limit: most that are shown.

    Nothing of this tells whether there are others.
    """
    if user.agency_id is None:
        return []
    found = alike(user.agency_id, name, born_on, kind)
    seen = _seen(user, kind, [likely.person.pk for likely in found])
    return [likely for likely in found if likely.person.pk in seen][:limit]


def hidden_duplicates(user: User | None, row: Child | Adult) -> list[Likely]:
    """Those like ``row`` whom its writer could not see: for the data manager alone."""
    kind = "child" if isinstance(row, Child) else "adult"
    found = alike(row.agency_id, row.name, getattr(row, "born_on", None), kind)
    others = [likely for likely in found if likely.person.pk != row.pk]
    seen = _seen(user, kind, [one.person.pk for one in others]) if user is not None else set()
    return [likely for likely in others if likely.person.pk not in seen]


def alike(agency: Agency | int, name: str, born_on: date | None, kind: str) -> list[Likely]:
    """Everybody of the agency who is like somebody, best first, whoever may see them."""
    words = tuple(dict.fromkeys(word for word in words_of(name) if len(word) > 1))[:TERMS]
    if not words or (kind == "adult" and len(words) < 2):
        return []  # "Maria" alone is like too many
    candidates = _candidates(agency, words, born_on, kind)
    likely = [one for person in candidates if (one := compare(words, name, born_on, person))]
    return sorted(likely, key=lambda one: (-one.score, one.person.pk))


def compare(
    words: Iterable[str], name: str, born_on: date | None, person: Child | Adult
) -> Likely | None:
    """How one person on the record is like somebody, or None if not enough."""
    names = words_of(person.name)
    fit, reasons = _names_alike(list(words), names, fold(name) == fold(person.name))
    for nickname in person.nicknames:  # instead of the first name
        found, _why_so = _names_alike(list(words), [*words_of(nickname), *names[1:]], equal=False)
        if found > fit:
            fit, reasons = found, ["nickname"]
    needed = ADULTS_ALIKE
    score = fit
    if isinstance(person, Child):
        birth = _births_alike(born_on, person.born_on)
        if birth is None:
            return None
        needed = NAMES_ALIKE[birth]
        score += 1.0 - needed
        reasons = [*reasons, birth]
    return Likely(person, tuple(reasons), score) if fit >= needed else None


def _names_alike(typed: list[str], names: list[str], equal: bool) -> tuple[float, list[str]]:
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


def _births_alike(one: date | None, other: date | None) -> str | None:
    if one is None or other is None:
        return "no_birth"
    if one == other:
        return "same_birth"
    if swapped(one) == other:
        return "swapped_birth"
    digits = zip(one.isoformat(), other.isoformat(), strict=True)
    return "near_birth" if sum(a != b for a, b in digits) == 1 else None


def _candidates(
    agency: Agency | int, words: tuple[str, ...], born_on: date | None, kind: str
) -> list[Any]:
    terms = terms_of(Query(" ".join(words), words, (), ()), agency)
    index: QuerySet[Any] = (ChildWord if kind == "child" else AdultWord).objects.filter(
        agency=agency
    )
    rows = read_words(narrowed({kind: index}, terms))[kind]
    pks = [pk for pk, _score in scores_of(rows, terms)[: 2 * LOOKED_AT]]
    if kind == "adult":
        return list(Adult.objects.standing().filter(pk__in=pks, merged_into=None))
    if born_on is not None:
        days = {day for day in (born_on, swapped(born_on)) if day is not None}
        on_the_day = index.filter(word__in=["@" + day.isoformat() for day in days])
        pks += on_the_day.values_list("child_id", flat=True)[:500]
    return list(Child.objects.standing().filter(pk__in=pks, merged_into=None, sealed_at=None))


def _seen(user: User, kind: str, pks: list[int]) -> set[int]:
    scope = Scope.of(user)
    if kind == "child":
        return scope.visible(pks)
    return set(scope.ties().filter(adult__in=pks).values_list("adult_id", flat=True))
