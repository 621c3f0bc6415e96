"""Who may be on the record already, while one person is put there.

Whole imports look for theirs in ``newcomers.py``; what counts as alike is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.record.finding.dates import swapped
from basehaven.apps.record.finding.likeness import REASONS, Somebody, likeness
from basehaven.apps.record.finding.query import Query, terms_of
from basehaven.apps.record.finding.search import LOOKED_AT, Scope, narrowed, read_words, scores_of
from basehaven.apps.record.models import Adult, AdultWord, Child, ChildWord


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
    typed = Somebody.called(name, (), born_on)
    words = typed.typed
    if not words or (kind == "adult" and len(words) < 2):
        return []  # "Maria" alone is like too many
    likely = []
    for person in _candidates(agency, words, born_on, kind):
        born = getattr(person, "born_on", None)
        found = likeness(typed, Somebody.called(person.name, person.nicknames, born), kind)
        if found:
            likely.append(Likely(person, found.reasons, found.score))
    return sorted(likely, key=lambda one: (-one.score, one.person.pk))


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
